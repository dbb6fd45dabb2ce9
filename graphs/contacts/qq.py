"""QQ numbers (5-11 digits), which only the word QQ before makes recognisable."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.turn import Contact

_QQ = re.compile(
    r"(?:(?<![a-z])q\s?q|扣扣|企鹅号?|(?<![a-z])qq群)\s*(?:号码?|number|账号|帐号|id)?\s*(?:is|是|为|:|：|=|，|,)?\s*"
    r"(?P<id>[1-9]\d{4,10})(?![\d@.])",
    re.IGNORECASE,
)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Numbers as written."""
    for match in _QQ.finditer(text):
        yield Found(Contact("qq", match["id"], match["id"]), match.start("id"), match.end("id"))


contact = ContactKind("qq", 3, find)
