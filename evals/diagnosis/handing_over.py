"""Checks of the hand-off: was it needless, or should it have come sooner?"""

from evals.afterwards import wants_person
from evals.cues import DANGER
from evals.diagnosis.causes import Cause, Check, beside, clear, explains
from evals.diagnosis.facts import Facts


def handed_off_needlessly(facts: Facts) -> Check:
    """A person came, and nothing that followed shows a need for one."""
    record = facts.record
    if not (record.turn.handed_off or record.turn.handoff):
        return beside(Cause.HANDED_OFF_NEEDLESSLY, "it was not handed over")
    grade = record.grades.get("handoff")
    if record.label("handoff") == "needless" and grade:
        why = f"handed over for {record.turn.handoff}" if record.turn.handoff else "handed over"
        return explains(Cause.HANDED_OFF_NEEDLESSLY, grade.reason, why)
    return clear(Cause.HANDED_OFF_NEEDLESSLY, "a person was needed, or it is not known yet")


def handed_off_late(facts: Facts) -> Check:
    """The customer's own words called for a person, and none came."""
    record = facts.record
    if record.turn.handed_off or record.turn.handoff:
        return beside(Cause.HANDED_OFF_LATE, "it was handed over")
    question = record.turn.question
    if wants_person(question) or DANGER.search(question):
        return explains(Cause.HANDED_OFF_LATE, "the customer's words call for a person, and none came", question)
    return clear(Cause.HANDED_OFF_LATE, "nothing in the message calls for a person")


def missed(facts: Facts) -> Check:
    """What followed shows that a person was needed, and nothing else explains it."""
    grade = facts.record.grades.get("handoff")
    if facts.record.label("handoff") == "missed" and grade:
        return explains(Cause.HANDED_OFF_LATE, grade.reason, facts.record.next_words)
    return clear(Cause.HANDED_OFF_LATE, "nothing that followed calls for a person")
