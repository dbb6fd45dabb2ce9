"""Did the turn fail at all? What its grades and its own record show."""

from evals.diagnosis.record import Record
from graphs.turn import HandoffReason

FALSE = {
    "groundedness": ("partly", "ungrounded"),
    "contradiction": ("contradicts_knowledge", "contradicts_earlier"),
}
"""The labels, by grader, of a reply that says what is not so."""
_STRONG = {
    **FALSE,
    "handoff": ("missed", "needless"),
    "satisfaction": ("dissatisfied",),
}
_SOFT = {
    "relevance": ("irrelevant", "refused"),
    "completeness": ("partly", "incomplete"),
}
"""Read off the words of the reply; a customer who was content with it knows better."""
_UNRESOLVED = ("partly", "unresolved", "deferred", "needs_human")
_WISHED = (HandoffReason.CUSTOMER_REQUEST, HandoffReason.SAFETY, HandoffReason.POLICY)
SLOW = "slow"


def signals(record: Record) -> tuple[str, ...]:
    """What shows that the turn failed, `grader:label` or a fact of the record; empty where nothing does."""
    found = [f"{grader}:{record.label(grader)}" for grader, bad in _STRONG.items() if record.label(grader) in bad]
    if not _was_content(record):
        found += [f"{grader}:{record.label(grader)}" for grader, bad in _SOFT.items() if record.label(grader) in bad]
    outcome = record.label("resolution")
    if outcome in _UNRESOLVED and not (outcome == "needs_human" and _rightly_passed_on(record)):
        found.append(f"resolution:{outcome}")
    if record.by_operator:
        return tuple(found)
    if any(call.outcome in ("failed", "timeout") for call in record.tool_calls):
        found.append("tool:failed")
    if not record.turn.reply.strip() and not record.turn.handed_off:
        found.append("reply:none")
    if record.turn.timings.total_ms >= record.limits.slow_ms:
        found.append(SLOW)
    return tuple(found)


def shown_by_reply(shown: tuple[str, ...]) -> bool:
    """Whether the reply is found to be false or a refusal; whether it covers the question is told less surely."""
    return "relevance:refused" in shown or any(one.partition(":")[0] in FALSE for one in shown)


def _was_content(record: Record) -> bool:
    return record.label("resolution") == "resolved" and record.label("satisfaction") in (None, "satisfied", "neutral")


def _rightly_passed_on(record: Record) -> bool:
    """Who asked for a person and got one was served."""
    return record.label("handoff") == "needed_and_made" and record.turn.handoff in _WISHED
