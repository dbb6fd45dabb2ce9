"""What the customer can spend: "budget about 500 euros", 预算三千到五千. As "500 EUR", "3000-5000 CNY", "max 5000"."""

import re
from collections.abc import Iterator

from graphs.contact_text import holds_any
from graphs.detail import DetailKind
from graphs.numbers.amounts import HAN_AMOUNT, amount_of

_MONEY = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{HAN_AMOUNT})\s?(?:万[一二三四五六七八九]?"
    r"|千|百|k\b|thousand\b|grand\b|m\b|million\b)?"
)
_SIGN = r"[$€£¥]|us\$|rmb|rs\.?"
_UNIT = (
    r"euros?\b|eur\b|€|dollars?\b|usd\b|bucks\b|\$|pounds?\b"
    r"|quid\b|gbp\b|£|yuan\b|rmb\b|cny\b|元|块钱?|人民币|美元|美金|欧元|英镑"
    r"|港币"
)
_SUM = (
    rf"(?P<sign>{_SIGN})?\s?(?P<low>{_MONEY})(?:\s?(?P<first_un"
    rf"it>{_UNIT}))?(?:\s?(?:-|~|to|and|到"
    rf"|至)\s?(?:{_SIGN})?\s?(?P<high>{_MONEY}))?\s?(?P<unit>"
    rf"{_UNIT})?"
)
_MOST = (
    r"up to|at most|no more than|not more than|under|below"
    r"|less than|max(?:imum)?(?: of)?|within|不超过|最多|控制在|上限"
)
_ABOUT = (
    r"about|around|roughly|approximately|some|of|is|was"
    r"|would be|at|between|from|大概|大约|差不多|是|在|有|为|约|左右|:"
)
_BUDGET = re.compile(
    rf"(?:\bbudget|预算|預算)\s*(?:(?:{_ABOUT})\s*){{0,3}}(?P<most>"
    rf"{_MOST})?\s*(?:(?:{_ABOUT})\s*)?{_SUM}(?P<below>以内|以下|之内"
    rf"| max\b| tops\b)?"
    rf"|(?:can spend|willing to (?:spend|pay)|want to spend"
    rf"|looking to spend|can pay"
    rf"|afford)\s*(?:(?:{_ABOUT})\s*)?(?P<most2>{_MOST})?\s*(?:"
    rf"(?:{_ABOUT})\s*)?" + _SUM.replace("<", "<s_") + rf"|{_SUM.replace('<', '<b_')}\s?(?:budget\b|的?预算|的預算)",
    re.IGNORECASE,
)
_CURRENCIES = (
    ("EUR", r"eur|€|欧"),
    ("USD", r"dollar|usd|bucks|\$|美"),
    ("GBP", r"pound|quid|gbp|£|英"),
    ("HKD", r"港币"),
    ("INR", r"rs\.?"),
    ("CNY", r"yuan|rmb|cny|元|块|人民币|¥"),
)
_CUES = ("budget", "预算", "預算", "can spend", "to spend", "to pay", "can pay", "afford")


def find(text: str) -> Iterator[tuple[str, str]]:
    """Sums with their currency where it is said."""
    for match in _BUDGET.finditer(text) if holds_any(text, _CUES) else ():
        given = {re.sub("^[sb]_", "", name): value for name, value in match.groupdict().items() if value}
        low, high = amount_of(given["low"]), amount_of(given.get("high", ""))
        if low is None:
            continue
        low = low * 10_000 if high and high >= 10_000 > low * 100 and "万" in given.get("high", "") else low
        currency = _currency("".join(given.get(part, "") for part in ("unit", "first_unit", "sign")))
        amount = f"{low:g}-{high:g}" if high else f"{low:g}"
        most = "max " if not high and ({"most", "most2", "below"} & given.keys()) else ""
        yield f"{most}{amount} {currency}".strip(), match.group().strip()


def _currency(words: str) -> str:
    return next((code for code, pattern in _CURRENCIES if re.search(pattern, words, re.IGNORECASE)), "")


detail = DetailKind("budget", True, find)
