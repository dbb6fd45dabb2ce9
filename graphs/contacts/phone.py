"""Phone numbers in E.164, in digits or said in words; order numbers, prices, dates, cards and versions are none."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.contact_text import with_zeros
from graphs.numbers.area_codes import apart
from graphs.numbers.dialling import countries_named, e164
from graphs.numbers.digits import written
from graphs.numbers.spoken import may_be_dialled, spoken
from graphs.numbers.surroundings import announces_phone, names_something_else
from graphs.turn import Contact

# What looks like a Chinese mobile but is not dialled by anyone is a slip, not a number of another country.
_SLIP = re.compile(r"^1[0-9]{9,12}$")
_REACH = 48


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """E.164 where the number is valid in a region given, has a country prefix or the text names the country; else, if
    announced, its digits."""
    if not may_be_dialled(text):
        return
    plain = with_zeros(text)
    taken: list[tuple[int, int]] = []
    named: tuple[str, ...] | None = None
    for candidate in (*apart(plain), *written(plain), *spoken(plain)):
        start, end = candidate.start, candidate.end
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        before, after = plain[max(0, start - _REACH) : start], plain[end : end + _REACH]
        if not candidate.spoken and names_something_else(before, after):
            taken.append((start, end))
            continue
        announced = announces_phone(before, after)
        if not (announced or candidate.telltale):
            continue
        named = countries_named(plain) if named is None else named
        value = e164(candidate.dialled, tuple(regions), named)
        if value is None and announced and not candidate.spoken:
            value = _undialled(candidate.dialled)
        if value is not None:
            taken.append((start, end))
            yield Found(Contact("phone", value, text[start:end]), start, end)


def _undialled(dialled: str) -> str | None:
    """What a colleague can dial: a local number, or one of a country that the installation does not expect."""
    return None if _SLIP.search(dialled) or len(dialled) > 15 else dialled


contact = ContactKind("phone", 2, find)
