"""Numbers written in digits, grouped or spaced in any way, with extensions set apart."""

import re
from collections.abc import Iterator

from graphs.numbers.candidate import Candidate

_EXTENSION = r"(?:\s*(?:,\s*)?(?:x|ext\.?|extension|#|转|轉|分机|分機|内线)\s?(?P<extension>\d{1,6}))?"
# ASCII on purpose: a number may stand between Chinese characters. A slash may part two numbers, but starts no number.
_RUN = re.compile(
    r"(?<![\w.@#$€£¥])(?<!\w-)(?<!\d[:])(?<!(?<!\d)/)"
    rf"(?P<number>[+(]{{0,2}}\d(?:[ \t().\-]{{0,3}}\d){{6,28}}){_EXTENSION}(?![\w@%]|-(?!office|fax"
    rf"|mobile|home|work|cell|desk)[A-Za-z\d])",
    re.ASCII | re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<!\d)(?<!\d[-.])(?:(?:\+|00)?\(?86\)?[ -]{0,2})?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d|[-.]\d)")
# Letters may stand right beside a Chinese mobile: "13849661732Email:", "colin18601560411".
_GLUED = re.compile(
    r"(?<![\dA-Z_@#/-])(?<!\d\.)1[3-9]\d-?\d{4}-?\d{4}(?:(?=[A-Za-z]{2})(?![A-Za-z0-9._-]{0,30}@)"
    r"|(?<=[a-z.]\d{11})(?![\w-]))"
)
_TWICE = re.compile(r"(?<![\w-])1[3-9]\d{9}(?=1[3-9]\d{9}(?!\d))|(?<=\D1[3-9]\d{9})1[3-9]\d{9}(?!\d)")
_DASHED_EXTENSION = re.compile(r"^(?P<line>\(?0\d{2,3}\)?[- ]\d{7,8})-(?P<extension>\d{1,6})$")
_TELLTALE = re.compile(
    r"^\(?\+|^00[1-9]|^1[3-9]\d([ -]?)\d{4}\1\d{4}$|^\(?86\)?[ -]?1[3-9]\d[ -]?\d{4}[ -]?\d{4}$"
    r"|^\(?0\d{2,3}\)?[ -]?\d{7,8}$|^400[ -]?\d{3,4}[ -]?\d{3,4}$"
    r"|^(?:1[ .-])?\(?\d{3}\)?[ .-]{0,3}\d{3}[ .-]\d{4}$|^\([\d ]{3,6}\)[\d -]{7,18}$|^\(\d{2,3}\) ?\d{4} ?\d{4}$"
)
_DATE = re.compile(r"^(?:19|20)\d{2}[-/. ]\d{1,2}[-/. ]\d{1,2}(?!\d)|^\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}(?!\d)")
_VERSION = re.compile(r"^\d{1,3}\.\d{1,3}\.\d{1,5}\.\d{1,6}$")
_AMERICAN = re.compile(r"^1[ .-]\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}$")


def written(folded: str) -> Iterator[Candidate]:
    """Every number of 7 to 15 digits; two that stand side by side are told apart where one is a Chinese mobile."""
    for pattern in (_GLUED, _TWICE):
        for mobile in pattern.finditer(folded):
            yield _candidate(mobile.group(), mobile.start(), mobile.end())
    for run in _RUN.finditer(folded):
        number = run["number"]
        if _DATE.search(number) or _VERSION.search(number):
            continue
        mobiles = list(_MOBILE.finditer(folded, run.start(), run.end("number")))
        abroad = re.match(r"\(?(?:\+|00)(?!\s?86)", number) is not None
        if (
            not abroad
            and mobiles
            and mobiles[0].end() - mobiles[0].start() < len(number)
            and _side_by_side(number, mobiles)
        ):
            for mobile in mobiles:
                yield _candidate(mobile.group(), mobile.start(), mobile.end())
            continue
        if number.count("(") < number.count(")"):
            continue
        yield _candidate(number, run.start(), run.end())


def _side_by_side(number: str, mobiles: list[re.Match[str]]) -> bool:
    """Whether what is left beside the mobiles is set apart by a space: no part of the same number."""
    rest = len(re.sub(r"\D", "", number)) - sum(len(re.sub(r"\D", "", mobile.group())) for mobile in mobiles)
    return len(mobiles) > 1 or 0 < rest <= 4


def _candidate(number: str, start: int, end: int) -> Candidate:
    line = _DASHED_EXTENSION.match(number)
    number = line["line"] if line else number
    return Candidate(start, end, dialled(number), _is_telltale(number))


def _is_telltale(number: str) -> bool:
    return bool(
        _TELLTALE.search(number) or (_TELLTALE.search(re.sub(r"\s", "", number)) and re.search(r"\d\s\d", number[:4]))
    )


def dialled(number: str) -> str:
    """Digits alone, + in front where a country code is marked; the (0) that is not dialled from abroad is left out."""
    abroad = re.match(r"\(?\+|00[1-9]", number)
    if abroad and not re.match(r"\(?\+?\(?(?:00)?39", number):
        number = re.sub(r"\(0\)", "", number)
    digits = re.sub(r"\D", "", number)
    if _AMERICAN.match(number):  # else 1-888-555-0142 would pass for a Chinese mobile
        return f"+{digits}"
    if number.lstrip("(").startswith("+"):
        return f"+{digits}"
    return f"+{re.sub('^00', '', digits)}" if abroad else digits
