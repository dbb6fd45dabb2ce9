"""How an account of a platform is set up, in the admin's language: `service/channels/setup/<name>.<language>.md`."""

import inspect
from importlib.resources import files
from typing import Any

from service.channel.interface import Channel

HOOK = "{hook}"
"""Stands in the texts for the address of the account's hook."""


def setup_help(channel: Channel[Any], language: str) -> str:
    """Markdown; in English where there is none in that language, else what the channel's file says of itself."""
    folder = files("service.channels") / "setup"
    for name in (f"{channel.name}.{language}.md", f"{channel.name}.en.md"):
        text = folder / name
        if text.is_file():
            return text.read_text("utf-8")
    return inspect.getdoc(inspect.getmodule(type(channel))) or ""


def with_hook(text: str, address: str) -> str:
    """The text with the hook's address filled in."""
    return text.replace(HOOK, address)
