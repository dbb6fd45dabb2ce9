"""Numbers that must not be shown: identity cards and bank cards by their check digits, contact details by kind."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache

from graphs.check_digits import passes_citizen_check, passes_luhn
from graphs.contact import contact_kinds, find_details
from graphs.contact_text import fold

Find = Callable[[str], Iterator[tuple[int, int]]]

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_RUN = re.compile(r"(?<![\d-])\d++(?:[ -]\d++)*+(?!-)")
_GROUP = re.compile(r"\d+")
_MOST_GROUPS = 6
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|35\d{14}|6[025]\d{14,17}"  # Visa, Mastercard, ...
)
_SOCIAL_SECURITY = re.compile(r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])")


def identity_cards(text: str) -> Iterator[tuple[int, int]]:
    """Chinese identity numbers, by date of birth and check character."""
    for found in _IDENTITY.finditer(fold(text)):
        if _is_identity(found.group()):
            yield found.span()


def bank_cards(text: str) -> Iterator[tuple[int, int]]:
    """Card numbers of the usual issuers with a right check digit."""
    folded = fold(text)
    for run in _RUN.finditer(folded):
        groups = [group.span() for group in _GROUP.finditer(folded, run.start(), run.end())]
        at = 0
        while at < len(groups):
            # Other numbers may stand before and after it, parted by a space; the longest that is a card is one.
            ends = range(min(len(groups), at + _MOST_GROUPS), at, -1)
            card = next((end for end in ends if _is_card(folded, groups[at:end])), None)
            if card:
                yield groups[at][0], groups[card - 1][1]
            at = card or at + 1


def social_security(text: str) -> Iterator[tuple[int, int]]:
    """US social security numbers as they are written, without those that are never given out."""
    for found in _SOCIAL_SECURITY.finditer(fold(text)):
        yield found.span()


@cache
def finders() -> dict[str, Find]:
    """What `details` of a rule may name, with what finds it in a text as written."""
    known: dict[str, Find] = {kind.type: _contacts(kind.type) for kind in contact_kinds()}
    return known | {"id_card": identity_cards, "bank_card": bank_cards, "social_security": social_security}


def _contacts(kind: str) -> Find:
    def find(text: str) -> Iterator[tuple[int, int]]:
        yield from ((found.start, found.end) for found in find_details(text) if found.contact.type == kind)

    return find


def _is_card(folded: str, groups: list[tuple[int, int]]) -> bool:
    digits = "".join(folded[start:end] for start, end in groups)
    return bool(_ISSUERS.fullmatch(digits)) and passes_luhn(digits)


def _is_identity(number: str) -> bool:
    try:
        born = datetime.strptime(number[6:14], "%Y%m%d").year  # noqa: DTZ007 - a date of birth has no zone
    except ValueError:
        return False
    return born >= 1900 and passes_citizen_check(number)
