"""The channels that there are: the files of `service/channels/`."""

import importlib
import pkgutil
from typing import Any

from service.channel.interface import Channel


def load_channels() -> dict[str, Channel[Any]]:
    """Every channel of `service/channels/`, by name, which is its file's name."""
    package = importlib.import_module("service.channels")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return {name: importlib.import_module(f"{package.__name__}.{name}").channel for name in names}
