"""What the customer wants to have: "we need 40 chairs", 想订二十把餐椅. As written, without an article."""

import re
from collections.abc import Iterator

from graphs.detail import DetailKind

_ENGLISH = re.compile(
    r"\b(?:i|we|and)(?:'m|'re| am| are|'d| would)?\s+(?:(?:really"
    r"|just|also|still|now)\s+)?(?:need|want|looking for"
    r"|interested in|like to (?:buy|order|have|get|book)"
    r"|want to (?:buy|order|book|get)|searching for)"
    r"\s+(?P<need>(?!to\b|you\b|your\b|my\b|it\b|this\b|that\b|help\b|someone\b|somebody\b|me\b)[^.!?;,\n]{3,80})"
    r"|\b(?:quote|offer|quotation|price)\s+for\s+(?P<quote>[^.!?;,\n]{3,80})",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:想要?(?:订购?|买|购买|采购|定做?|定制|咨询)|需要(?:采购|订|买|定制)?|要(?:订购?"
    r"|买|采购|定制)|打算(?:买|订|采购)|需求(?:是|:))\s?(?P<need>(?!你|您|我|帮"
    r"|退|换|改)[^,。!?;\s]{2,40})"
)
_ARTICLE = re.compile(r"^(?:an?|some|the|about|around)\s+", re.IGNORECASE)


def find(text: str) -> Iterator[tuple[str, str]]:
    """The thing and how many, up to the next comma or full stop."""
    for pattern in (_ENGLISH, _CHINESE):
        for match in pattern.finditer(text):
            raw = next(group for group in match.groups() if group).strip()
            yield _ARTICLE.sub("", raw), raw


detail = DetailKind("need", False, find)
