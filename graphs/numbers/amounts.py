"""Amounts in digits and in Chinese numerals: 3,500, 2.5k, 三千五百, 1.2万."""

import re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_TIMES = {"万": 10_000, "千": 1_000, "百": 100, "k": 1_000, "thousand": 1_000, "grand": 1_000, "m": 1e6, "million": 1e6}
HAN_AMOUNT = "[一二两三四五六七八九十百千零〇]{1,9}"


def amount_of(written: str) -> float | None:
    """The amount; None where there is none."""
    match = re.fullmatch(rf"(?P<number>[\d.,]+|{HAN_AMOUNT})\s?(?P<times>[^\d\s]*)", written.strip(), re.IGNORECASE)
    if match is None:
        return None
    number = match["number"]
    value = float(number.replace(",", "")) if number[0].isdigit() else float(han_amount(number))
    times = match["times"].casefold()
    if times[:1] == "万" and times[1:] in _DIGITS:  # 一万五
        return value * 10_000 + _DIGITS[times[1:]] * 1_000
    return value * _TIMES.get(times, 1)


def han_amount(numerals: str) -> int:
    """三千五 is 3500, 十二 is 12, 二十 is 20."""
    total, digit, last = 0, 0, 1
    for character in numerals:
        if character in _UNITS:
            last = _UNITS[character]
            total += (digit or 1) * last
            digit = 0
        else:
            digit = _DIGITS[character]
            last = 1 if character in "零〇" else last
    return total + digit * (last // 10 if last > 10 and digit else 1)
