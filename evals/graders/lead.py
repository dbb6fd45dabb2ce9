"""Were the contact details that the customer gave kept, and asked for where the customer wanted to be contacted?

Labels: `captured`, `missed` (a detail in the customer's words is not on record), `not_offered` (the customer wanted to
buy or be contacted and nobody asked how to reach them); `not_applicable` where neither arises or no records are known.
"""

from evals.contact_details import details, digits, matches
from evals.cues import ANNOUNCES_PERSON, ASKS_FOR_CONTACT, WANTS_CONTACT
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.turn import Turn

VERSION = "1"
STAGE = Stage.REPLY
LABELS = ("captured", "missed", "not_offered")


async def grader(context: GradingContext) -> Grade:
    """Read the details from the customer's words anew, apart from the agent's own extraction, and compare."""
    turn = context.turn
    if turn.contacts is None:
        return Grade.not_applicable("it is not known which contact details were kept")
    given = [detail for detail in details(turn.question) if not _named_by_us(detail, turn)]
    lost = [
        detail
        for detail in given
        if not any(matches(detail, contact.value) or matches(detail, contact.raw) for contact in turn.contacts)
    ]
    if lost:
        return Grade.failed(f"{len(lost)} of {len(given)} contact details are not on record", "missed", evidence=lost)
    kept = [contact.raw for contact in turn.contacts if contact.raw and contact.raw in turn.question]
    if given or kept:
        return Grade.passed("every contact detail given is on record", "captured", evidence=given or kept)
    if not WANTS_CONTACT.search(turn.question):
        return Grade.not_applicable("no contact detail was given and no wish to be contacted was seen")
    if turn.contacts or ASKS_FOR_CONTACT.search(turn.reply):
        return Grade.not_applicable("asked how to reach the customer, who has given nothing new yet")
    if turn.handed_off or turn.handoff or ANNOUNCES_PERSON.search(turn.reply):
        return Grade.not_applicable("a person takes over and can ask")
    return Grade.failed(
        "the customer wanted to be contacted and was not asked how", "not_offered", 0.2, (turn.question,)
    )


def _named_by_us(detail: str, turn: Turn) -> bool:
    """Whether the shop itself named this detail before: its own hotline or address is not the customer's."""
    ours = (message.text for message in turn.history if message.role != "customer")
    return any(detail in text or (digits(detail) and digits(detail) in digits(text)) for text in ours)
