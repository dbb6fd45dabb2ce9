"""Quantities with their units, so that "two years" is seen to contradict "3 年" and "30 days" to be "thirty days"."""

import re
from collections import defaultdict
from functools import lru_cache

from knowledge.words import fold

_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {
    "minute": r"minutes?\b|mins?\b|分钟",
    "hour": r"hours?\b|hrs?\b|个?小时|个?钟头",
    "day": r"(?:business |working |calendar )?days?\b|个?工作日|个?自然日|天|日(?![期常])",
    "week": r"weeks?\b|周|个?星期",
    "month": r"months?\b|个月",
    "year": r"years?\b|yrs?\b|年(?![月\d一二三四五六七八九十])",
    "percent": r"%|percent\b",
    "euro": r"€|euros?\b|eur\b",
    "dollar": r"dollars?\b|usd\b|美元",
    "yuan": r"yuan\b|rmb\b|cny\b|元|块",
    "centimetre": r"cm\b|centimet(?:re|er)s?\b|厘米",
    "watt": r"watts?\b|w\b|瓦",
    "kilogram": r"kgs?\b|kilograms?\b|公斤|千克",
}
_SIGNS = {"€": "euro", "$": "dollar", "¥": "yuan", "￥": "yuan"}
_HAN_NUMBER = "[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_NUMBER = rf"(?<!\d)\d{{1,9}}(?:[.,]\d{{1,9}}){{0,3}}|{_HAN_NUMBER}|\b(?:{'|'.join(_ENGLISH)})\b"
_QUANTITY = re.compile(
    r"(?P<sign>[€$¥￥]) ?(?P<amount>\d{1,9}(?:[.,]\d{1,9}){0,3})"
    rf"|(?P<number>{_NUMBER})(?: ?(?:-|–|to|or|至|到|~) ?(?P<upto>{_NUMBER}))?[ -]?"
    rf"(?:{'|'.join(f'(?P<{unit}>{spelling})' for unit, spelling in _UNITS.items())})"
)


@lru_cache(maxsize=4096)
def quantities(text: str) -> dict[str, frozenset[float]]:
    """The numbers that stand with each unit; both ends of a range."""
    found: dict[str, set[float]] = defaultdict(set)
    for match in _QUANTITY.finditer(fold(text)):
        if match["sign"]:
            found[_SIGNS[match["sign"]]].add(value(match["amount"]))
            continue
        unit = next(unit for unit in _UNITS if match[unit] is not None)
        found[unit].update(value(number) for number in (match["number"], match["upto"]) if number)
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


def contradicts(claim: str, text: str) -> bool:
    """Whether the claim gives a number with a unit that the text gives other numbers with, and never this one."""
    claimed = quantities(claim)
    stated = quantities(text) if claimed else {}
    return any(unit in stated and not numbers <= stated[unit] for unit, numbers in claimed.items())


def value(number: str) -> float:
    """A number as written in digits, English or Chinese (up to 99)."""
    if number in _ENGLISH:
        return _ENGLISH[number]
    if number[0].isdigit():
        whole = re.sub(r",(?=\d{3}(?:\D|$))", "", number)
        return float(re.sub(r"[.,](?=.*[.,])", "", whole).replace(",", "."))
    tens, ten, ones = number.rpartition("十")
    return (_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0)
