"""Slack's markup as people see it: docs.slack.dev/messaging/formatting-message-text."""

import re

_MARKUP = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


def plain(text: str, own: set[str], leading: bool) -> str:
    """Slack's markup as people see it, without mentions of the app itself."""
    if leading:
        text = re.sub(r"^\s*<@[A-Z0-9]+(\|[^<>]*)?>", "", text)
    for user in own:
        text = re.sub(rf"<@{re.escape(user)}(\|[^<>]*)?>", "", text)
    text = _MARKUP.sub(_shown, text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _shown(markup: re.Match[str]) -> str:
    target, label = markup[1], markup[2] or ""
    if target[0] in "@#":
        return target[0] + (label or target[1:])
    if target[0] == "!":
        return label or f"@{target[1:]}"
    bare = re.sub(r"^(mailto:|tel:)", "", target)
    return bare if label in ("", bare, re.sub(r"^https?://", "", target)) else f"{label} ({bare})"
