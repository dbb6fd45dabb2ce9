"""Are the customer's contact details on record, all of them and none that is not theirs to be reached by?

Labels: `captured`, `missed` (a detail in the customer's words is not on record), `wrong` (what is on record is not what
the customer wrote, or not theirs: an order number, the shop's own, somebody else's, one that was refused, corrected or
taken back), `not_offered` (the customer wanted to buy or be contacted, or agreed to it, and nobody asked how to reach
them); `not_applicable` where none of this arises or no records are known.
"""

import re

from evals.contact_details import details_in, digits, matches, number_in_pieces
from evals.contact_record import not_theirs, replaced
from evals.contact_standing import standing, takes_back
from evals.content_cues import AGREES
from evals.cues import ANNOUNCES_PERSON, ASKS_FOR_CONTACT, BUYS, WANTS_CONTACT
from evals.need_cues import BULK
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.lead.known import REACHED_BY
from graphs.turn import Contact, Turn
from knowledge.words import fold

VERSION = "3"
STAGE = Stage.REPLY
LABELS = ("captured", "missed", "wrong", "not_offered")

_SEVERAL = re.compile(r"(?<![\d.,-])[1-9]\d{1,3}(?![\d%]) ?(?:[a-z]{3,}|[台盏套把个件条只张份])", re.IGNORECASE)
_OFFERS_CONTACT = re.compile(
    r"\b(?:shall|should|may|can|could|would you like|do you want|want|is it (?:ok|okay|all right) if)\b[^.?!]{0,50}"
    r"\b(?:call|ring|phone|contact|e-?mail|text|write to|get in touch|get back|reach)\b[^.?!]{0,50}\?"
    r"|(?:打(?:个)?电话|回(?:个)?电话?|联系|来电|致电|打给|加(?:个)?微信)[^。？?]{0,16}[？?]",
    re.IGNORECASE,
)
_ONLY_THANKS = re.compile(r"\W*(?:thank|thx|谢|多谢|感谢)", re.IGNORECASE)
_DECLINES = re.compile(
    r"\b(?:no,? thanks?|no thank you|rather not|don't|do not|not now)\b|不用|不想|不要|不必|别", re.IGNORECASE
)


async def grader(context: GradingContext) -> Grade:
    """Read the details from the customer's words anew, apart from the agent's own extraction, and compare."""
    turn = context.turn
    if turn.contacts is None:
        return Grade.not_applicable("it is not known which contact details were kept")
    record = turn.contacts if context.on_record is None else context.on_record
    said = [message.text for message in turn.history if message.role == "customer"]
    asked = [message.text for message in turn.asked]
    for contact in record:
        if contact.type in REACHED_BY and (why := not_theirs(contact, said, asked, _heard(turn))):
            return Grade.failed(f"on record, but {why}", "wrong", 0.1, (contact.raw or contact.value,))
    given = _given(turn, asked if context.on_record is None else [*said, *asked])
    lost = [raw for raw, value in given if not any(_is(value, contact) for contact in record)]
    if lost:
        return Grade.failed(f"{len(lost)} of {len(given)} contact details are not on record", "missed", evidence=lost)
    kept = [contact.raw for contact in turn.contacts if contact.raw and contact.raw in turn.question]
    if given or kept:
        evidence = [raw for raw, _ in given] or kept
        return Grade.passed("every contact detail given is on record", "captured", evidence=evidence)
    return _without_details(turn, reachable=any(contact.type in REACHED_BY for contact in record))


def _without_details(turn: Turn, *, reachable: bool) -> Grade:
    """No detail was given: was one to be asked for?"""
    wished = _wished(turn.question)
    if not wished and not _agreed(turn):
        return Grade.not_applicable("no contact detail was given and no wish to be contacted was seen")
    if reachable or ASKS_FOR_CONTACT.search(turn.reply):
        return Grade.not_applicable("asked how to reach the customer, who has given nothing new yet")
    if turn.handed_off or turn.handoff or ANNOUNCES_PERSON.search(turn.reply):
        return Grade.not_applicable("a person takes over and can ask")
    what = "wanted" if wished else "agreed"
    return Grade.failed(
        f"the customer {what} to be contacted and was not asked how", "not_offered", 0.2, (turn.question,)
    )


def _wished(text: str) -> bool:
    """Whether the customer wants to hear from the shop, or to buy more than a few."""
    many = bool(BUYS.search(text)) and bool(BULK.search(text) or _SEVERAL.search(text))
    return (many or bool(WANTS_CONTACT.search(text))) and not takes_back(text)


def _given(turn: Turn, told: list[str]) -> list[tuple[str, str]]:
    """As written and as meant, the customer's own details in these messages that stand after them."""
    found = []
    for at, text in enumerate(told):
        if any(takes_back(later) for later in told[at + 1 :]):
            continue
        plain = fold(text)
        found += [
            (detail.raw, detail.value)
            for detail in details_in(text)
            if standing(plain, detail.start, detail.end) == "own"
            and not _named_by_us(detail.value, turn)
            and not replaced(detail.value, plain[detail.end :], told[at + 1 :])
        ]
    said = [message.text for message in turn.history if message.role == "customer"]
    if not found and (joined := number_in_pieces(said, [one.text for one in turn.asked], _heard(turn))):
        found.append((joined, joined))
    return list(dict.fromkeys(found))


def _agreed(turn: Turn) -> bool:
    """Whether the last reply offered to get in touch, without asking how, and the customer said yes."""
    offered = turn.history[-1].text if turn.history and turn.history[-1].role != "customer" else ""
    if not _OFFERS_CONTACT.search(offered) or ASKS_FOR_CONTACT.search(offered):
        return False
    # Thanks are for the answer that came before the offer.
    agreed = AGREES.search(turn.question) and not _ONLY_THANKS.match(turn.question)
    return bool(agreed) and not _DECLINES.search(turn.question)


def _heard(turn: Turn) -> list[str]:
    return [message.text for message in turn.history if message.role != "customer"]


def _named_by_us(detail: str, turn: Turn) -> bool:
    """Whether the shop itself named this detail before: its own hotline or address is not the customer's."""
    number = digits(detail)
    return any(detail in fold(text) or (len(number) > 4 and number in digits(text)) for text in _heard(turn))


def _is(value: str, contact: Contact) -> bool:
    return matches(value, contact.value) or matches(value, contact.raw)
