"""The rates that are shares: each says of one conversation how much it adds to the numerator and the denominator."""

from collections.abc import Mapping

from evals.rates.counted import Counted, Share, counted
from evals.rates.csat import response, satisfied
from evals.rates.observed import Observed
from evals.rates.resolution import assumed, confirmed, durable, first_contact
from graphs.turn import HandoffReason

_SENSITIVE = "sensitive_data"


def opening(one: Observed) -> Counted:
    """Opening rate = conversations with a message of the customer / started."""
    return counted(holds=one.record.opened, among=True)


def transfer(one: Observed) -> Counted:
    """Transfer rate = conversations handed to an operator / opened."""
    return counted(holds=bool(one.record.handoffs), among=one.record.opened)


def first_reason(one: Observed) -> str | None:
    """Why it was first handed over; by it the transfer rate is split, so that the parts add up to the whole."""
    handoffs = one.record.handoffs
    return str(min(handoffs, key=lambda handoff: handoff.at).reason) if handoffs else None


def lead_capture(one: Observed) -> Counted:
    """Lead-capture rate = opened conversations with a valid contact detail given with consent / opened."""
    return counted(holds=one.record.leads_with_consent > 0, among=one.record.opened)


def compliant_capture(one: Observed) -> Counted:
    """Compliant-capture rate = without a hit of a rule about asking for contact details / in which somebody asked.

    Counted are opened conversations in which the agent or an operator asked and rules about asking (`capture.*`, as in
    the starter pack) have judged a turn: where none are in force nothing is known.
    """
    return counted(holds=not one.record.capture_broken, among=one.record.opened and one.record.asked_for_contact)


def complaint(one: Observed) -> Counted:
    """Complaint rate = opened conversations with a turn graded as a complaint / opened, graded or not."""
    return counted(holds=one.record.complained, among=one.record.opened)


def script_compliance(one: Observed) -> Counted:
    """Script compliance = turns without a rule hit / turns that rules have judged; a withdrawn hit is none."""
    record = one.record
    return Counted(record.rule_turns - record.rule_hit_turns, record.rule_turns)


def warning_precision(one: Observed) -> Counted:
    """Early-warning precision = warned conversations that then escalated / warned, of those closed.

    Escalated: a complaint was graded or an operator called for, in a later turn than the warning.
    """
    sign = one.record.forewarning
    return counted(holds=sign is not None and sign.escalated, among=one.record.closed and bool(sign and sign.warned))


def warning_recall(one: Observed) -> Counted:
    """Early-warning recall = escalated conversations that were warned of before / escalated, of those closed.

    What escalates in its first turn, before anything could be said, is not counted.
    """
    sign = one.record.forewarning
    return counted(
        holds=sign is not None and sign.warned,
        among=one.record.closed and sign is not None and sign.escalated and sign.watched,
    )


def sensitive_compliance(one: Observed) -> Counted:
    """Sensitive-information compliance = turns in which nothing was exposed / turns judged by its grader."""
    exposed, judged = one.record.labelled.get(_SENSITIVE, (0, 0))
    return Counted(judged - exposed, judged)


def knowledge_coverage(one: Observed) -> Counted:
    """Knowledge coverage = turns answered with a citation / turns in which the agent was asked about a matter."""
    return Counted(one.record.answered, one.record.questions)


def grading_coverage(one: Observed) -> Counted:
    """Grading coverage = turns with all of their grades / turns that are over."""
    return Counted(one.record.grading.graded, one.record.grading.turns)


SHARES: Mapping[str, Share] = {
    "opening": opening,
    "resolution.confirmed": confirmed,
    "resolution.assumed": assumed,
    "resolution.durable": durable,
    "fcr": first_contact,
    "transfer": transfer,
    "lead_capture": lead_capture,
    "compliant_capture": compliant_capture,
    "complaint": complaint,
    "script_compliance": script_compliance,
    "csat.satisfied": satisfied,
    "csat.response": response,
    "warning.precision": warning_precision,
    "warning.recall": warning_recall,
    "sensitive_compliance": sensitive_compliance,
    "knowledge_coverage": knowledge_coverage,
    "grading_coverage": grading_coverage,
}
"""By the place that they have in the JSON of `evals/kpi_json.py`."""
BY_WHO_REPLIED = ("resolution.confirmed", "resolution.assumed", "resolution.durable", "fcr")
ALONE, HELPED = "agent_alone", "with_operator"
BY_REASON = "transfer.by_reason"
REASONS = tuple(str(reason) for reason in HandoffReason)


_OF_PARTS = {who: tuple((name, f"{name}.{who}") for name in BY_WHO_REPLIED) for who in (ALONE, HELPED)}
_OF_REASONS = {reason: f"{BY_REASON}.{reason}" for reason in REASONS}


def share_names() -> tuple[str, ...]:
    """Every share, its parts by who replied and by reason included."""
    parts = [f"{name}.{who}" for name in BY_WHO_REPLIED for who in (ALONE, HELPED)]
    return (*SHARES, *parts, *(f"{BY_REASON}.{reason}" for reason in REASONS))


def shares_of(one: Observed) -> dict[str, Counted]:
    """What the conversation adds to each share; those to which it adds nothing are left out."""
    found: dict[str, Counted] = {}
    for name, share in SHARES.items():
        if (own := share(one)).n:
            found[name] = own
    for name, part in _OF_PARTS[HELPED if one.record.with_operator else ALONE]:
        if name in found:
            found[part] = found[name]
    if "transfer" in found:
        reason, n = first_reason(one), found["transfer"].n
        for known, part in _OF_REASONS.items():
            found[part] = Counted(int(known == reason), n)
    return found
