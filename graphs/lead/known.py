"""The contact details that are known after a customer's messages, corrections and withdrawals honoured."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphs.contact import DEFAULT_REGIONS, Found, find_details
from graphs.contact_text import fold
from graphs.lead.asked import answers_name, spelt_anew
from graphs.lead.corrections import edited
from graphs.lead.cues import adds, corrects, leans_on_known
from graphs.lead.owner import standing
from graphs.lead.same_number import with_apps
from graphs.turn import Contact, Message

REACHED_BY = ("phone", "email", "wechat", "qq", "whatsapp", "telegram")
"""The kinds of details by which the shop can get back to a customer."""
_SHORTEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Known:
    """What is known, and what the last messages took back."""

    contacts: tuple[Contact, ...]
    withdrawn: tuple[Contact, ...] = ()


def find_contacts(text: str, regions: Sequence[str] = DEFAULT_REGIONS) -> tuple[Contact, ...]:
    """The customer's own details in one message, each once, in the order of the text."""
    return tuple(_heard([], [], text, regions))


def known_contacts(messages: Iterable[Message], regions: Sequence[str] = DEFAULT_REGIONS) -> tuple[Contact, ...]:
    """Every detail that stands after these messages, each once."""
    known: list[Contact] = []
    earlier: list[str] = []
    asked = ""
    for message in messages:
        if message.role != "customer":
            asked = message.text
            continue
        known = _heard(known, earlier, message.text, regions, asked)
        earlier.append(message.text)
        asked = ""
    return tuple(known)


def learnt(history: Sequence[Message], asked: Sequence[Message], regions: Sequence[str] = DEFAULT_REGIONS) -> Known:
    """What the messages `asked` tell anew or again, and what they take back of what the history told.

    The history is only read where the messages may change or complete something in it.
    """
    question = history[-1].text if history and history[-1].role != "customer" else ""
    said_before = any(message.role == "customer" for message in history)
    if not said_before or not any(leans_on_known(fold(message.text)) for message in asked):
        opening = (Message("agent", question), *asked) if question else asked
        return Known(known_contacts(opening, regions))
    before, after = known_contacts(history, regions), known_contacts((*history, *asked), regions)
    repeated = {(one.type, one.value) for message in asked for one in find_contacts(message.text, regions)}
    told = {(one.type, one.value) for one in before}
    stands = {(one.type, one.value) for one in after}
    return Known(
        tuple(one for one in after if (one.type, one.value) not in told or (one.type, one.value) in repeated),
        tuple(one for one in before if (one.type, one.value) not in stands),
    )


def _heard(
    known: Sequence[Contact], earlier: Sequence[str], text: str, regions: Sequence[str], asked: str = ""
) -> list[Contact]:
    folded = fold(text)
    phone = next((one for one in reversed(known) if one.type == "phone"), None)
    details = list(with_apps(folded, find_details(text, regions), phone))
    if asked and not any(one.contact.type == "name" for one in details):
        details += answers_name(asked, text)
    name = next((one for one in reversed(known) if one.type == "name"), None)
    respelt = spelt_anew(name.value, text) if name else None
    own, withdrawn = [], set()
    chinese = bool(details) and re.search(r"[\u4e00-\u9fff]", folded) is not None
    for found in details:
        if _is_partial(found.contact, chinese=chinese):
            continue
        match standing(folded, found):
            case "own":
                own.append(found)
            case "withdrawn":
                withdrawn.add(found.contact.value)
            case "other":
                pass
    if not (known or own or withdrawn or earlier):
        return []
    given = [one.contact for one in _last_word(folded, own)]
    if name and respelt:
        known = [respelt if one is name else one for one in known]
    kept = [one for one in known if one.value not in withdrawn]
    if known or not given:
        kept = edited(kept, given, folded, earlier, regions)
    return _merged(kept, given, folded)


def _is_partial(contact: Contact, *, chinese: bool) -> bool:
    """A number without its area code: in China that of a landline has eight digits, elsewhere seven."""
    if contact.type != "phone" or contact.value.startswith("+"):
        return False
    return len(contact.value) < _SHORTEST_NUMBER or (chinese and len(contact.value) == _SHORTEST_NUMBER)


def _last_word(folded: str, own: Sequence[Found]) -> list[Found]:
    """Of two details of a kind with a correction between them only the second stands."""
    ordered = sorted(own, key=lambda found: found.start)
    dropped: set[int] = set()
    for kind in {found.contact.type for found in ordered}:
        same = [found for found in ordered if found.contact.type == kind]
        for first, second in pairwise(same):
            between = folded[first.end : second.start]
            if _is_fuller(first.contact, second.contact) or (corrects(between) and not adds(between)):
                dropped.add(id(first))
    return [found for found in ordered if id(found) not in dropped]


def _merged(known: Sequence[Contact], given: Sequence[Contact], folded: str) -> list[Contact]:
    """What is new replaces the last of its kind where the message corrects."""
    result = list(known)
    replaces = corrects(folded) and not adds(folded)
    for contact in given:
        if any((one.type, one.value.casefold()) == (contact.type, contact.value.casefold()) for one in result):
            continue
        last = next((one for one in reversed(known) if one.type == contact.type), None)
        alike = next((one for one in result if _alike(one, contact) or _is_fuller(one, contact)), None)
        if alike is not None:
            result[result.index(alike)] = contact
        elif replaces and last is not None and last in result:
            result[result.index(last)] = contact
        else:
            result.append(contact)
    return result


def _alike(old: Contact, new: Contact) -> bool:
    """An e-mail address that differs in one character is the same one, put right."""
    if (old.type, new.type) != ("email", "email") or len(old.value) != len(new.value):
        return False
    return sum(a != b for a, b in zip(old.value, new.value, strict=True)) == 1


def _is_fuller(old: Contact, new: Contact) -> bool:
    """我姓陈，叫我陈先生: a name that says the earlier one again, and more."""
    return (old.type, new.type) == ("name", "name") and old.value != new.value and new.value.startswith(old.value)
