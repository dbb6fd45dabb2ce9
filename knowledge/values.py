"""The amounts that a text states - prices, periods, dates, times, measures, counts - in units that can be compared."""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.amounts import CURRENCIES, MONTHS, UNITS, read_number, with_digits

_ANY_CASE = re.IGNORECASE
_DIGIT = re.compile(r"\d")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?"
_TO = r"\s*(?:-|–|—|~|to|and|至|到)\s*"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_UNIT = "|".join(sorted((re.escape(unit) for unit in UNITS), key=len, reverse=True))
_SIGN = "[€$£¥]"
_NAMED = "|".join(sorted((re.escape(name) for name in CURRENCIES), key=len, reverse=True))
_DATES = (
    re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?:(?P<y>(?:19|20)\d\d)\s*年\s*)?(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s*年(?:\s*(?P<m>\d{1,2})\s*月)?"),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<n>{_MONTH})\b\.?(?:,? (?P<y>(?:19|20)\d\d)\b)?", _ANY_CASE
    ),
    re.compile(rf"\b(?P<n>{_MONTH})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y>(?:19|20)\d\d)\b)?", _ANY_CASE),
    re.compile(rf"\b(?P<n>{_MONTH})\b\.?,? (?P<y>(?:19|20)\d\d)\b", _ANY_CASE),
    re.compile(r"\b(?:in|of|since|until|till|by|for|year|season) (?P<y>(?:19|20)\d\d)\b(?!\s*[-–%]?\d)", _ANY_CASE),
)
_TIME = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2}):(?P<min>\d\d)(?![\d:])(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"|(?<![\d.:])(?P<h2>\d{1,2})\s?(?P<half2>[ap])\.?m\b\.?|(?P<zh>上午|下午|晚上)?(?P<h3>\d{1,2})\s*[点](?P<m3>\d\d|半)?",
    _ANY_CASE,
)
_MONEY = re.compile(
    rf"(?P<sign>{_SIGN})\s?(?P<a>{_NUMBER})(?:{_TO}{_SIGN}?\s?(?P<b>{_NUMBER}))?(?P<many>万)?"
    rf"|(?P<a2>{_NUMBER})(?:{_TO}(?P<b2>{_NUMBER}))?\s?(?P<many2>万)?(?P<name>{_SIGN}|(?:{_NAMED})(?![a-z]))",
    _ANY_CASE,
)
_MEASURE = re.compile(
    rf"(?<![\w.-])(?P<a>{_NUMBER})(?:\s?(?:{_UNIT})?{_TO}(?P<b>{_NUMBER}))?[\s-]?(?P<unit>{_UNIT})(?![a-z])"
    rf"|(?<=[\u3400-\u9fff])(?P<a2>{_NUMBER})(?:\s?(?:{_UNIT})?{_TO}(?P<b2>{_NUMBER}))?\s?(?P<unit2>{_UNIT})(?![a-z])",
    _ANY_CASE,
)
_PERCENT = re.compile(rf"(?P<a>{_NUMBER})(?:{_TO}(?P<b>{_NUMBER}))?\s?(?:%|percent\b|per cent\b)", _ANY_CASE)
_COUNT = re.compile(
    rf"(?<![\w.-])(?P<a>{_NUMBER})(?:{_TO}(?P<b>{_NUMBER}))?(?![.,]?\d)\s?(?P<of>[a-z]{{3,}}|[个件次台盏人笔张条份位名期档岁分折])?",
    _ANY_CASE,
)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w-]*\s$")
_TOLERANCE = 0.03
"""A month is taken for 30 days and a year for 365, so that 12 months are a year but for this share."""


@dataclass(frozen=True, slots=True)
class Value:
    """`low` to `high` (the same for a single amount) in the base unit of its kind; `text` as written, but in digits.

    Kinds: "date" (day numbers), "day" (of no year), "time" (minutes), "money:EUR", "duration" (days), "working days",
    "%", a measure ("length", "mass", ...), "count:lamp" for counted things, "number" for bare ones.
    """

    kind: str
    low: float
    high: float
    text: str

    def covers(self, other: "Value") -> bool:
        """Whether the other amount lies within this one: 2-4 days covers 3 days, and 1 year 12 months."""
        slack = _TOLERANCE * abs(other.high) if self.kind == "duration" else 1e-6
        return self.kind == other.kind and self.low <= other.low + slack and other.high <= self.high + slack


@dataclass(frozen=True, slots=True)
class Read:
    """A text's values, and the text with a blank where each stood."""

    values: tuple[Value, ...]
    rest: str


def read_values(text: str) -> Read:
    """Every amount of a text in order of kind, in English and Chinese, in digits or in words ("two weeks", "七天")."""
    rest = with_digits(unicodedata.normalize("NFKC", text))
    if not _DIGIT.search(rest):
        return Read((), rest)
    found: list[Value] = []
    for pattern, build in (
        *((pattern, _date) for pattern in _DATES),
        (_TIME, _time),
        (_MONEY, _money),
        (_PERCENT, _percent),
        (_MEASURE, _measure),
        (_COUNT, _count),
    ):
        pieces: list[str] = []
        at = 0
        for match in pattern.finditer(rest):
            if (value := build(match)) is not None:
                found.append(value)
                pieces += [rest[at : match.start()], " "]
                # What is counted is a word of the sentence, not a unit.
                at = match.start("of") if value.kind.startswith("count:") else match.end()
        rest = "".join((*pieces, rest[at:]))
    return Read(tuple(found), rest)


def disagreeing(ours: Sequence[Value], theirs: Sequence[Value]) -> list[tuple[Value, ...]]:
    """The kinds in which each side states something that the other does not, as tuples of both sides' such values."""
    found: list[tuple[Value, ...]] = []
    for kind in dict.fromkeys(value.kind for value in ours):
        mine = [value for value in ours if value.kind == kind]
        yours = [value for value in theirs if value.kind == kind]
        left = [value for value in mine if not _is_met(value, yours)]
        right = [value for value in yours if not _is_met(value, mine)]
        if left and right:
            found.append((*left, *right))
    return found


def _is_met(value: Value, others: Iterable[Value]) -> bool:
    return any(other.covers(value) or value.covers(other) for other in others)


def _span(match: re.Match[str], kind: str, factor: float, low: str, high: str | None) -> Value:
    first = read_number(low) * factor
    last = read_number(high) * factor if high else first
    return Value(kind, min(first, last), max(first, last), match.group().strip())


def _date(match: re.Match[str]) -> Value | None:
    parts = match.groupdict()
    month = MONTHS[parts["n"].lower()] if parts.get("n") else int(parts.get("m") or 0)
    day = int(parts.get("d") or 0)
    if month > 12 or day > 31:
        return None
    if not parts.get("y"):
        return Value("day", month * 31 + day, month * 31 + day, match.group())
    year = int(parts["y"])
    if day > calendar.monthrange(year, month or 1)[1]:
        return None
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    return Value("date", first.toordinal(), last.toordinal(), match.group())


def _time(match: re.Match[str]) -> Value | None:
    parts = match.groupdict()
    hour = int(parts["h"] or parts["h2"] or parts["h3"])
    minute = 30 if parts["m3"] == "半" else int(parts["min"] or parts["m3"] or 0)
    if hour > 24 or minute > 59:
        return None
    half = (parts["half"] or parts["half2"] or "").lower()
    if hour < 12 and (half == "p" or parts["zh"] in ("下午", "晚上")):
        hour += 12
    return Value("time", hour * 60 + minute, hour * 60 + minute, match.group().strip())


def _money(match: re.Match[str]) -> Value:
    parts = match.groupdict()
    currency = CURRENCIES[(parts["sign"] or parts["name"]).lower()]
    factor = 10_000 if parts["many"] or parts["many2"] else 1
    return _span(match, f"money:{currency}", factor, parts["a"] or parts["a2"], parts["b"] or parts["b2"])


def _percent(match: re.Match[str]) -> Value:
    return _span(match, "%", 1, match["a"], match["b"])


def _measure(match: re.Match[str]) -> Value:
    kind, factor = UNITS[(match["unit"] or match["unit2"]).lower()]
    return _span(match, kind, factor, match["a"] or match["a2"], match["b"] or match["b2"])


def _count(match: re.Match[str]) -> Value | None:
    if _NAME_BEFORE.search(match.string, max(0, match.start() - 24), match.start()):
        return None  # "Halo 3", "Version 2": a name
    of = (match["of"] or "").lower()
    return _span(match, f"count:{of.removesuffix('s')}" if of else "number", 1, match["a"], match["b"])
