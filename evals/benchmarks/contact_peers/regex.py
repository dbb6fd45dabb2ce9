"""The floor: the regular expressions that everybody writes first."""

import re
from collections.abc import Callable, Sequence

from graphs.turn import Contact

NAME = "regular expressions"
PACKAGES: tuple[str, ...] = ()
TYPES = ("phone", "email", "qq", "wechat", "name")
_PATTERNS = {
    "email": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"),
    "phone": re.compile(r"1[3-9]\d{9}|\+?\(?\d[\d ().-]{6,17}\d"),
    "qq": re.compile(r"(?i)qq(?:群|号)?[:：]?\s*(\d{5,11})"),
    "wechat": re.compile(r"(?i)(?:微信号?|vx|wechat)[:：]?\s*([A-Za-z][-\w]{5,19})", re.ASCII),
    "name": re.compile(r"(?i:my name is) ([A-Z]\w+(?: [A-Z]\w+)?)|我叫([\u4e00-\u9fff]{2,3})"),
}


def reader() -> Callable[[str], Sequence[Contact]]:
    """Every match of each type."""
    return read


def read(text: str) -> list[Contact]:
    """The details of a text."""
    found = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            raw = next((group for group in match.groups() if group), match.group())
            found.append(Contact(kind, raw, raw))
    return found
