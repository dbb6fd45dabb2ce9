"""Which digits of a number a correction changes, and to what: the last ones, the first ones, one more."""

import re

from graphs.numbers.spoken import digits_of

_D = (
    r"(?:\d(?:[ -]?\d){0,8}|(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"
    r"|[零〇一二三四五六七八九幺])(?:[\s-]?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"
    r"|[零〇一二三四五六七八九幺])){0,7})"
)
_TAIL = re.compile(
    rf"\b(?:ends?|ending|finishes|finish)\s+(?:\w+\s+){{0,2}}?(?:in|with|on)\s+(?:a\s+|an\s+)?(?P<a>{_D})\b"
    rf"|\blast\s+(?:\w+\s+)?(?:digits?|numbers?|one|two|three|four|part|bit"
    rf"|block)\s*(?:\w+\s+){{0,2}}?(?:is|are|should\s+be|should\s+read|must\s+be|:)\s+(?:actually\s+"
    rf"|really\s+|an?\s+)?(?!not\b|wrong)(?P<b>{_D})\b"
    rf"|(?<!not )(?P<c>{_D})\s+at\s+the\s+end\b(?!\s+not)"
    rf"|(?:尾数|尾号|最后(?=是)|最后[一两二三四1-4几]位(?:数字?)?|末[尾位][一两二三四]?位?"
    rf"|后[一两二三四]位|结尾|末位)(?:[^是为,。]{{0,8}})[,]?\s*(?:应该是"
    rf"|应该|改成|改为|是|为|,)\s*(?P<d>{_D})",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"\b(?:starts?|starting|begins?|beginning)\s+(?:with|in)\s+(?P<a>{_D})\b"
    rf"|\bfirst\s+(?:\w+\s+)?(?:digits?|numbers?|part)\s*(?:is|are|should\s+be|:)\s+(?P<b>{_D})\b"
    rf"|(?P<c>{_D})\s*开头(?!的?不)|(?:开头|前[三四3-4]位"
    rf"|前面三位)(?:[^是为\d]{{0,6}})(?:应该是|改成|是|为)\s*(?P<d>{_D})",
    re.IGNORECASE,
)
_APPEND = re.compile(
    rf"\b(?:add|append|missing|forgot|left\s+(?:out|off)|put|with)\s+(?:an?\s+|another\s+"
    rf"|the\s+)?(?:final\s+|last\s+|extra\s+)?(?P<a>{_D})\s+(?:at|to|on)\s+the\s+end"
    rf"|(?:最后|末尾|后面|结尾)(?:再|还|要|少|漏)*(?:了|加|有|添)+(?:上|一?个|一位)*\s*(?P<b>{_D})",
    re.IGNORECASE,
)
_SWAPPED = re.compile(
    r"\b(?:swap(?:ped)?|transposed|other\s+way\s+(?:a)?round|switched|reversed)\b|反了|颠倒|写反|打反", re.IGNORECASE
)
_LAST_TWO = re.compile(r"\blast\s+(?:two|2)\b|最后两位|末两位|后两位|最后两个", re.IGNORECASE)


def tail(folded: str) -> str | None:
    """The digits that the number should end with."""
    return _digits(_TAIL, folded)


def head(folded: str) -> str | None:
    """The digits that it should begin with."""
    return _digits(_HEAD, folded)


def appended(folded: str) -> str | None:
    """The digits that were left out at its end."""
    return _digits(_APPEND, folded)


def swapped_tail(folded: str) -> str | None:
    """ "2" where its last two digits were swapped."""
    return "2" if _SWAPPED.search(folded) and _LAST_TWO.search(folded) else None


def _digits(pattern: re.Pattern[str], folded: str) -> str | None:
    match = pattern.search(folded)
    if match is None:
        return None
    return digits_of(next(group for group in match.groups() if group)) or None
