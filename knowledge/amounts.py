"""Numbers in words, units and currencies, English and Chinese: the tables behind `knowledge.values`."""

import re

_DURATIONS: dict[str, float] = {
    "seconds second secs sec 秒钟 秒": 1 / 86_400,
    "minutes minute mins min 分钟": 1 / 1_440,
    "hours hour hrs hr h 个小时 小时 个钟头": 1 / 24,
    "calendar-days days day 自然日 个自然日 天 日": 1,
    "weeks week 个星期 星期 周": 7,
    "months month 个月": 30,
    "years year yrs yr 周年 年": 365,
}
_MEASURES: dict[str, dict[str, float]] = {
    "length": {"mm 毫米": 1e-3, "cm 厘米 公分": 1e-2, "m metres meters metre meter 米": 1, "km 公里 千米": 1e3,
               "inches inch 英寸": 0.0254, "feet ft 英尺": 0.3048},
    "mass": {"mg 毫克": 1e-3, "g grams gram 克": 1, "kg kgs kilos kilograms 千克 公斤": 1e3, "斤": 500,
             "lb lbs pounds-weight 磅": 453.6, "吨": 1e6},
    "volume": {"ml 毫升": 1e-3, "l litres liters litre liter 升": 1},
    "power": {"w watts watt 瓦": 1, "kw 千瓦": 1e3},
    "data": {"kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12},
    "temperature": {"°c ℃ 摄氏度": 1},
    "light": {"lm lumens lumen 流明": 1},
    "colour temperature": {"k": 1},
    "voltage": {"v volts volt 伏": 1},
    "working days": {"working-days working-day business-days business-day 个工作日 工作日": 1},
}  # fmt: skip


def _units() -> dict[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    for kind, table in (("duration", _DURATIONS), *_MEASURES.items()):
        for names, factor in table.items():
            found |= {name.replace("-", " "): (kind, factor) for name in names.split()}
    return found


UNITS = _units()
"""A unit's name in small letters: what it measures, and how much of the base unit (day, metre, gram, ...) it is."""

CURRENCIES = {
    name: code
    for code, names in {
        "EUR": "€ eur euro euros 欧元",
        "USD": "$ usd dollar dollars 美元 美金",
        "GBP": "£ gbp pounds 英镑",
        "CNY": "¥ cny rmb yuan 元 块钱 人民币",
        "HKD": "hkd 港元 港币",
        "JPY": "jpy yen 日元",
    }.items()
    for name in names.split()
}

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_FULL = "january february march april may june july august september october november december"
MONTHS = {name: at for names in (_MONTHS, _FULL) for at, name in enumerate(names.split(), 1)} | {"sept": 9}

_SMALL = "one two three four five six seven eight nine ten eleven twelve"
_WORDS = {word: at for at, word in enumerate(_SMALL.split(), 1)} | {
    "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90
}  # fmt: skip
_LATIN_UNIT = "|".join(sorted((re.escape(unit) for unit in UNITS if unit.isascii() and len(unit) > 2), key=len)[::-1])
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})(?= (?:{_LATIN_UNIT})\b)", re.IGNORECASE)
_HAN_UNIT = "|".join(
    sorted((re.escape(unit) for unit in (*UNITS, "元", "块钱", "次", "件", "期") if not unit.isascii()), key=len)[::-1]
)
_HAN = re.compile(rf"([一二两三四五六七八九十百半]+)(?={_HAN_UNIT})")
_DIGITS = {han: at for at, han in enumerate("一二三四五六七八九", 1)} | {"两": 2}


def with_digits(text: str) -> str:
    """The text with numbers in words before a unit written in digits: "two weeks", "十五天"."""
    text = _WORD.sub(lambda match: str(_WORDS[match[1].lower()]), text)
    return _HAN.sub(lambda match: f"{_han(match[1]):g}", text)


def _han(numeral: str) -> float:
    if numeral == "半":
        return 0.5
    total = 0.0
    digit = 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "半":
            total, digit = total + digit + 0.5, 0
        else:
            total, digit = total + (digit or 1) * (10 if character == "十" else 100), 0
    return total + digit


def read_number(text: str) -> float:
    """1,499 and 1499 and 1.499,00 are one thousand; 4,90 is four point nine."""
    head, comma, tail = text.rpartition(",")
    if comma and len(tail) <= 2 and "." not in tail:
        return float(f"{head.replace('.', '').replace(',', '')}.{tail}")
    return float(text.replace(",", ""))
