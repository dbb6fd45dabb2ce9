"""What a correction in words does to the details that are known: "no, it ends in 8", 不对，是139开头."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graphs.lead.cues import corrects
from graphs.lead.pieces import area_changed, asked_away, exchanges, fragment, house_number, signs_changed
from graphs.lead.places import appended, head, swapped_tail, tail
from graphs.numbers.area_codes import area_code, local_number
from graphs.numbers.dialling import country_prefix, e164
from graphs.numbers.spoken import digits_of
from graphs.turn import Contact

_NUMBERS = ("phone", "whatsapp", "qq")
# "is it 5 not 9?" is about anything.
_FEWEST_EXCHANGED = 2
_OTHER_MATTER = re.compile(
    r"\b(?:price|cost|order|size|total|amount|colou?r|model)\b|[$€£¥]|元|价格|订单|尺寸|型号|颜色|[件个张把]不是",
    re.IGNORECASE,
)


def edited(
    known: Sequence[Contact], given: Sequence[Contact], folded: str, earlier: Sequence[str], regions: Sequence[str]
) -> list[Contact]:
    """The known details as the message leaves them; what it gives anew is not among them."""
    gone = asked_away(folded, [new.type for new in given]) if known else ()
    kept = [one for one in known if one.type not in gone]
    if (area := area_changed(folded)) and any(one.type == "phone" for one in kept):
        return _replaced_area(kept, area, regions)
    if joined := _joined(folded, earlier, given, regions):
        kept.append(joined)
    if not kept or any(one.type in _NUMBERS for one in given):
        return kept
    if edit := _number_edit(folded):
        return _on_last_number(kept, edit, folded)
    if corrects(folded) and (piece := fragment(folded)):
        return _nearest(kept, piece, regions)
    kept = _places_edited(kept, folded) if not any(one.type == "address" for one in given) else kept
    for old, new in () if _OTHER_MATTER.search(folded) else exchanges(folded):
        changed = _exchanged(kept, old, new)
        if changed is not None:
            return changed
    return _signs(kept, folded) if corrects(folded) or signs_changed(folded) else kept


def _joined(folded: str, earlier: Sequence[str], given: Sequence[Contact], regions: Sequence[str]) -> Contact | None:
    """An area code and a number that were told in two messages."""
    if not earlier or any(one.type == "phone" for one in given):
        return None
    local = local_number(folded)
    area = next((found for text in reversed(earlier[-4:]) if (found := area_code(text))), None)
    if local and area and not area_code(folded):
        raw = local.group()
        value = e164(area + "".join(filter(str.isdigit, raw)), tuple(regions))
        return Contact("phone", value, raw) if value else None
    if (area := area_code(folded)) and not local:
        for text in reversed(earlier[-4:]):
            if match := local_number(text):
                value = e164(area + "".join(filter(str.isdigit, match.group())), tuple(regions))
                return Contact("phone", value, match.group()) if value else None
    return None


def _number_edit(folded: str) -> "tuple[str, str] | None":
    """How the last number changes: the place of the change and the digits for it."""
    for place, find in (("swap", swapped_tail), ("append", appended), ("tail", tail), ("head", head)):
        if (digits := find(folded)) is not None:
            return place, digits
    return None


def _on_last_number(known: list[Contact], edit: tuple[str, str], folded: str) -> list[Contact]:
    wanted = [kind for kind, word in (("qq", "qq"), ("whatsapp", "whatsapp")) if word in folded.casefold()] or [
        *_NUMBERS
    ]
    last = next((one for one in reversed(known) if one.type in wanted), None)
    if last is None:
        return known
    value = _changed(last.value, *edit)
    if value.startswith("+") and e164(value, ()) is None:
        return known
    return [replace(one, value=value) if one.value == last.value else one for one in known]


def _changed(value: str, place: str, digits: str) -> str:
    match place:
        case "swap":
            count = int(digits or "2")
            return value[:-count] + value[-count:][::-1]
        case "append":
            return value + digits
        case "tail":
            return value[: -len(digits)] + digits
        case _:
            prefix = country_prefix(value)
            start = digits.lstrip("0") if prefix else digits
            return prefix + start + value[len(prefix) + len(start) :]


def _replaced_area(known: list[Contact], area: str, regions: Sequence[str]) -> list[Contact]:
    last = next((one for one in reversed(known) if one.type == "phone"), None)
    if last is None:
        return known
    local = last.value[-7:] if last.value.startswith("+1") else last.value[-8:]
    value = e164(area + local, tuple(regions))
    return [replace(one, value=value) if value and one is last else one for one in known]


def _nearest(known: list[Contact], piece: str, regions: Sequence[str]) -> list[Contact]:
    """The last number with the piece in the place where it differs least: 409 takes the place of 408."""
    last = next((one for one in reversed(known) if one.type in _NUMBERS), None)
    if last is None:
        return known
    places = range(1, len(last.value) - len(piece) + 1)
    differing = {at: sum(a != b for a, b in zip(last.value[at:], piece, strict=False)) for at in places}
    at = min(differing, key=lambda at: (differing[at], at))
    if not 0 < differing[at] <= len(piece) // 2 + 1:
        return known
    value = last.value[:at] + piece + last.value[at + len(piece) :]
    if value.startswith("+") and e164(value, tuple(regions)) is None:
        return known
    return [replace(one, value=value) if one.value == last.value else one for one in known]


def _places_edited(known: list[Contact], folded: str) -> list[Contact]:
    return [replace(one, value=house_number(one.value, folded)) if one.type == "address" else one for one in known]


def _exchanged(known: list[Contact], old: str, new: str) -> list[Contact] | None:
    """The latest detail that holds the old piece, with the new one in its place; None where none does."""
    digits_old, digits_new = digits_of(old), digits_of(new)
    for position in range(len(known) - 1, -1, -1):
        one = known[position]
        pairs = [(old, new)] if one.type != "name" else [(old, new), (old[-1], new)]  # 弓长张: 张
        if one.type in _NUMBERS and min(len(digits_old), len(digits_new)) >= _FEWEST_EXCHANGED:
            pairs = [(digits_old, digits_new)]
        for before, after in pairs:
            at = _piece_at(one, before)
            if at >= 0:
                value = one.value[:at] + after + one.value[at + len(before) :]
                return [replace(other, value=value) if other.value == one.value else other for other in known]
    return None


def _piece_at(contact: Contact, piece: str) -> int:
    """Where the piece stands in the value, -1 if it does not: digits of a number anywhere, else a whole part."""
    if contact.type in _NUMBERS:
        return contact.value.rfind(piece) if piece.isdigit() and len(piece) >= _FEWEST_EXCHANGED else -1
    whole = rf"(?<![A-Za-z0-9]){re.escape(piece)}(?![A-Za-z0-9])" if piece[0].isalnum() else re.escape(piece)
    places = [match.start() for match in re.finditer(whole, contact.value, re.IGNORECASE)]
    if not places and len(piece) > 2 and contact.type != "name":
        return contact.value.casefold().rfind(piece.casefold())
    return places[-1] if places else -1


def _signs(known: list[Contact], folded: str) -> list[Contact]:
    change = signs_changed(folded)
    if change is None:
        return known
    old, new = change
    for position in range(len(known) - 1, -1, -1):
        if known[position].type in ("wechat", "email", "telegram") and old in known[position].value:
            changed = replace(known[position], value=known[position].value.replace(old, new))
            return [*known[:position], changed, *known[position + 1 :]]
    return known
