"""An area code that is told apart from its number: "area code 512, then 555-0104", 区号021，64031235."""

import re
from collections.abc import Iterator

from graphs.numbers.candidate import Candidate

_APART = re.compile(
    r"(?:area code|区号|區號)\s*(?:is|是|为|:)?\s*(?P<area>\d{3,4})[\s,]{1,3}(?:then|and then|and|number|号码"
    r"|电话)?[\s,]{0,3}(?:is|是)?\s*"
    r"(?P<local>\d{3,4}[ -]?\d{4})(?!\d)",
    re.IGNORECASE,
)
# 前三位是188，中间四位0000，尾号7788
_IN_THIRDS = re.compile(
    r"(?:前三位|开头)(?:是|:)?\s*(?P<head>1[3-9]\d)[^\d]{1,10}?中间(?:四位)?(?:是"
    r"|:)?\s*(?P<middle>\d{4})[^\d]{1,4}?(?:尾号|后四位|最后四位|末四位)(?:是|:)?\s*(?P<tail>\d{4})(?!\d)"
)
_AREA = re.compile(r"(?:area code|区号|區號)[^\d]{0,12}(?P<area>\d{3,4})(?!\d)|(?P<late>0\d{2,3})(?!\d)", re.IGNORECASE)
_LOCAL = re.compile(r"(?<![\d-])(?<!\d )\d{3,4}[ -]?\d{4}(?![\d-])")


def apart(folded: str) -> Iterator[Candidate]:
    """Numbers put together from both parts."""
    for match in _APART.finditer(folded):
        yield Candidate(
            match.start("area"),
            match.end(),
            re.sub(r"\D", "", match["area"] + match["local"]),
            telltale=True,
            spoken=True,
        )
    for match in _IN_THIRDS.finditer(folded):
        yield Candidate(match.start("head"), match.end(), "".join(match.groups()), telltale=True, spoken=True)


def area_code(folded: str) -> str | None:
    """The area code that a message tells, without a number."""
    match = _AREA.search(folded) if re.search("area code|区号|區號", folded, re.IGNORECASE) else None
    return (match["area"] or match["late"]) if match else None


def local_number(folded: str) -> re.Match[str] | None:
    """A number without its area code: seven or eight digits."""
    return _LOCAL.search(folded)
