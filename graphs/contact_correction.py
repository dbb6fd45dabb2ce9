"""A phone number given before, put right in part: "no, it ends in 8", 最后四位是 5679, 不对，是139开头."""

import re
from collections.abc import Sequence

from phonenumbers import NumberParseException, is_valid_number, parse

from graphs.turn import Contact

_DIGITS = r"(\d(?:[\s-]?\d){0,7})(?!\d)"
_ENDS = re.compile(
    rf"\b(?:ends?|ending|finish(?:es)?)\s+(?:in|on|with)\s+{_DIGITS}"
    rf"|\blast\s+(?:\w+\s+)?digits?\s+(?:is|are|should\s+be|must\s+be)\s+{_DIGITS}"
    rf"|(?:尾号|(?:最后|末|后)[一二两三四五六\d]?(?:个|位)(?:数字?)?|结尾|末尾)(?:应该|应当)?(?:是|为)\s*{_DIGITS}",
    re.IGNORECASE,
)
_STARTS = re.compile(
    rf"\b(?:starts?|begins?|starting|beginning)\s+(?:in|on|with)\s+{_DIGITS}"
    rf"|(?:开头|前[一二两三四五六\d]?(?:个|位))(?:应该|应当)?(?:是|为)\s*{_DIGITS}|{_DIGITS}\s*(?:开头|打头)",
    re.IGNORECASE,
)
_SWAPPED = re.compile(
    rf"\b{_DIGITS}\s*,?\s*(?:and\s+)?not\s+{_DIGITS}|不是\s*{_DIGITS}\s*[,，]?\s*(?:而)?是\s*{_DIGITS}", re.IGNORECASE
)
_FEWEST_SWAPPED = 2


def may_correct(text: str) -> bool:
    """Whether the message speaks of digits in place of others: a cheap look, before what is known is collected."""
    return any(pattern.search(text) for pattern in (_ENDS, _STARTS, _SWAPPED))


def corrected_phone(text: str, known: Sequence[Contact]) -> Contact | None:
    """The last phone number of `known` with the digits that the message puts right; None where it corrects nothing.

    Digits "not these but those" must stand in the number exactly once. What comes out must be a valid number.
    """
    number = next((contact.value for contact in reversed(known) if contact.type == "phone"), "")
    if not number:
        return None
    for pattern, change in ((_ENDS, _with_end), (_STARTS, _with_start), (_SWAPPED, _swapped)):
        if match := pattern.search(text):
            given = [re.sub(r"\D", "", group) for group in match.groups() if group]
            new = change(number, given, match.group())
            if new != number and _is_valid(new):
                return Contact("phone", new, match.group().strip())
    return None


def _with_end(number: str, given: Sequence[str], _: str) -> str:
    return number[: -len(given[0])] + given[0]


def _with_start(number: str, given: Sequence[str], _: str) -> str:
    """After the country's code; a leading 0 is not part of the number."""
    national = str(parse(number).national_number)
    start = given[0].lstrip("0")
    return number[: -len(national)] + start + national[len(start) :]


def _swapped(number: str, given: Sequence[str], said: str) -> str:
    right, wrong = reversed(given) if "不是" in said else given
    once = number.count(wrong) == 1 and len(wrong) >= _FEWEST_SWAPPED
    return number.replace(wrong, right) if once and len(wrong) == len(right) else number


def _is_valid(number: str) -> bool:
    try:
        return is_valid_number(parse(number))
    except NumberParseException:
        return False
