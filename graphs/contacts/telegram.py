"""Telegram user names (5-32 letters, digits and _), after the word, as @name or as a link of t.me."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.contact_text import holds_any
from graphs.turn import Contact

_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t|telegram)\.me/(?P<id>[A-Za-z][A-Za-z0-9_]{4,31})(?![A-Za-z0-9_/])", re.IGNORECASE
)
_WORD = r"(?:telegram|(?<![A-Za-z])tele(?=\s?[:@])|(?<![A-Za-z])tg(?![A-Za-z])|电报|電報|纸飞机|飞机号)"
_SAID = re.compile(
    rf"{_WORD}\s*(?:(?:handle|user ?name|account|id|name|me|at|on|is|my|it's|under|as|i'm|i am|号码?|账号"
    rf"|用户名|名字?|id|是|叫|为|上?找我|上|我|[:=,(-])\s*){{0,5}}"
    r"(?P<at>@)?(?P<id>[A-Za-z][A-Za-z0-9_]{4,31})(?![A-Za-z0-9_@.-]*[@])(?![A-Za-z0-9_])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9._%+-])@(?P<id>[A-Za-z][A-Za-z0-9_]{{4,31}})(?![A-Za-z0-9_.])(?=[^.。!?@]{{0,14}}"
    rf"{_WORD}(?!\s*(?:channel|group|bot|频道|群)))",
    re.IGNORECASE,
)
_CUES = ("tele", "tg", "t.me/", "电报", "電報", "纸飞机", "飞机号")
_NO_NAMES = frozenset(
    [
        "please",
        "support",
        "number",
        "account",
        "instead",
        "username",
        "handle",
        "message",
        "group",
        "channel",
        "anyway",
        "right",
        "there",
        "works",
        "better",
        "only",
        "number",
        "whatsapp",
        "wechat",
        "signal",
        "phone",
        "email",
    ]
)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Names as written, without @ and address."""
    if not holds_any(text, _CUES):
        return
    for match in _LINK.finditer(text):
        yield Found(Contact("telegram", match["id"], ""), match.start(), match.end())
    for pattern in (_SAID, _BEFORE):
        for match in pattern.finditer(text):
            if match["id"].casefold() not in _NO_NAMES and (match.re is _BEFORE or _is_name(match)):
                yield Found(Contact("telegram", match["id"], ""), match.start("id"), match.end("id"))


def _is_name(match: re.Match[str]) -> bool:
    """A plain word needs a sign that it is a name: "telegram works" tells none."""
    said = match.group()[: match.start("id") - match.start()]
    return bool(
        match["at"]
        or re.search(r"[\d_]", match["id"])
        or re.search(r":|=|\bis\b|是|叫|handle|user ?name|号", said, re.IGNORECASE)
    )


contact = ContactKind("telegram", 1, find)
