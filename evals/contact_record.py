"""Is a contact detail on record what the customer wrote, and theirs to be reached by?"""

import re
from collections.abc import Sequence

from evals.contact_details import Detail, details_in, digits, matches, number_in_pieces, plain_value
from evals.contact_standing import standing, takes_back
from graphs.turn import Contact
from knowledge.words import fold

_CORRECTS = re.compile(
    r"\b(?:no|nope|sorry|oops|wait|typo|correction|actually|i mean[t]?|wrong|mistake|mistyped|make that|rather|instead"
    r"|should be|ends? (?:in|with)|these days|new (?:one|number|mail|e-?mail))\b"
    r"|不对|不是|错了|打错|写错|更正|应该是|改成|换成|改为|现在(?:是|用|换)|新的?是|尾号|最后[一二两三四]位|啊不|哦不",
    re.IGNORECASE,
)
_NEAR = 48
_NUMBER = re.compile(r"(?<!\d)\+?\d[\d ().-]{0,16}\d(?!\d)")


def not_theirs(contact: Contact, said: Sequence[str], asked: Sequence[str], heard: Sequence[str]) -> str:
    """Why it should not be on record, in words; empty where it may. `said` is the customer's before this turn."""
    messages = [*said, *asked]
    corrected = any(_CORRECTS.search(text) for text in messages)
    if not corrected and not _is_as_written(contact):
        return "the customer wrote it otherwise"
    place = _place(contact, messages)
    if place is None:
        return "" if corrected or _is_told(contact, said, asked, heard) else "the customer never wrote it"
    at, start, end = place
    text = fold(messages[at])
    stands = standing(text, start, end)
    if stands != "own":
        return f"it is {stands}" if stands != "refused" else "the customer does not want it to be used"
    if any(len(digits(contact.raw)) > 4 and digits(contact.raw) in digits(reply) for reply in heard):
        return "it is the shop's own"
    if any(takes_back(later) for later in messages[at + 1 :]):
        return "the customer took it back"
    return "the customer corrected it" if replaced(contact.value, text[end:], messages[at + 1 :]) else ""


def _is_as_written(contact: Contact) -> bool:
    """Whether the value follows from what was written: other spacing, a country code, digits said in words."""
    if not contact.raw:
        return True
    meant = plain_value(contact.raw)
    if contact.type == "email":
        return fold(contact.value).strip() == meant.strip()
    ours, theirs = digits(meant), digits(contact.value)
    if contact.type in ("wechat", "telegram") and not ours.isdigit():
        return fold(contact.value).strip("@ ") == meant.strip("@ ")
    shorter, longer = sorted((ours.lstrip("0"), theirs.lstrip("0")), key=len)
    # An area code or (0) may stand between: what was written must be within what is on record, end with end.
    return not shorter or longer.endswith((shorter, shorter[-7:]))


def _place(contact: Contact, messages: Sequence[str]) -> tuple[int, int, int] | None:
    """The last message that holds it as written, and where; None where none does."""
    raw = fold(contact.raw).strip()
    for at in range(len(messages) - 1, -1, -1):
        text = fold(messages[at])
        found: list[Detail] = [one for one in details_in(messages[at]) if matches(one.value, contact.value)]
        start = text.rfind(raw) if raw else -1
        if start >= 0:
            return at, start, start + len(raw)
        if found:
            return at, found[-1].start, found[-1].end
    return None


def _is_told(contact: Contact, said: Sequence[str], asked: Sequence[str], heard: Sequence[str]) -> bool:
    """Whether the customer told it in words or in pieces."""
    whole = plain_value(" ".join([*said, *asked]))
    joined = number_in_pieces(said[:-1], [*said[-1:], *asked], heard) or ""
    number = digits(contact.value)
    return len(number) < 7 or number[-7:] in digits(whole) or (bool(joined) and number.endswith(joined[-7:]))


def replaced(value: str, rest: str, later: Sequence[str]) -> bool:
    """Whether a correction after a detail names another of its kind, or digits that it does not hold.

    `rest` is what follows it in its own message, folded; `later` are the customer's messages after that.
    """
    number = "" if "@" in value or re.search("[a-z]", value) else digits(value)
    for text in (rest, *(fold(one) for one in later)):
        if not (cue := _CORRECTS.search(text)):
            continue
        put_right = text[cue.start() :]
        if number:
            news = [digits(found) for found in _NUMBER.findall(put_right[:_NEAR])]
            held = [new for new in news if new in number or matches(new, number)]
        else:
            news = [one.value for one in details_in(put_right) if ("@" in one.value) == ("@" in value)]
            held = [new for new in news if matches(new, value)]
        if news and not held:
            return True
    return False
