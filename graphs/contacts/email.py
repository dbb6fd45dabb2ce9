"""E-mail addresses, as written on the web (after the shape of RFC 5322 addr-spec, without quoted local parts)."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.turn import Contact

# ASCII on purpose: in "邮箱是a@b.com谢谢" the address ends where the Chinese text goes on.
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\s?[@＠]\s?"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9@])"
)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Addresses in lower case."""
    if "@" not in text and "＠" not in text:
        return
    for match in _EMAIL.finditer(text):
        raw = match.group()
        value = re.sub(r"\s", "", raw).replace("＠", "@").lower()
        if ".." not in value and not value.partition("@")[0].endswith("."):
            yield Found(Contact("email", value, raw), match.start(), match.end())


contact = ContactKind("email", 0, find)
