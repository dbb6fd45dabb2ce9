"""QQ numbers (5-11 digits), which only the word QQ beside them makes recognisable."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.contact_text import holds_any
from graphs.numbers.spoken import digits_of
from graphs.turn import Contact

_WORD = r"(?:(?<![A-Za-z])q\s?q(?![A-Za-z])|扣扣|抠抠|企鹅|(?<![A-Za-z])q(?=号|群|:|\s?\d{5}))"
_QQ = re.compile(
    rf"{_WORD}(?:交流|官方|粉丝)?群?\s*(?:(?:号码?|number|账号|帐号|id|is|it's|my|me|at|on|是|为|加我?|我|改成|换成|[:=,(-])\s*){{0,4}}"
    r"(?P<id>[1-9]\d{4,10}|[1-9](?:[ -]?\d){4,10}|[一二三四五六七八九零幺]{5,11})(?![\d@]|\.[\w]|\s?@|\s?艾特|[ -]\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<![\d@.-])(?P<id>[1-9]\d{4,10})(?!\d)[\s,(]*(?:这个?|就)?(?:(?:is|that's)\s+)?(?:my\s+)?(?:是)?(?:我的?)?(?:[Qq]{2}|扣扣|企鹅)(?!邮箱)(?:号|[\s,。.!)]|$)",
    re.IGNORECASE,
)
_CUES = ("q", "扣扣", "抠抠", "企鹅")


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Numbers as written, without spaces."""
    if not holds_any(text, _CUES):
        return
    for pattern in (_QQ, _BEFORE):
        for match in pattern.finditer(text):
            yield Found(Contact("qq", digits_of(match["id"]), ""), match.start("id"), match.end("id"))


contact = ContactKind("qq", 1, find)
