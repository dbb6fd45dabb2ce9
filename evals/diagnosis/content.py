"""Checks of the content: is there a document, was it found, used, told rightly and told clearly?"""

from evals.answer_kinds import words_in
from evals.diagnosis.causes import Cause, Check, beside, clear, explains
from evals.diagnosis.facts import Facts
from evals.diagnosis.failing import FALSE
from evals.text import asks, likeness

_SAME_MATTER = 0.3


def no_document(facts: Facts) -> Check:
    """Nothing that is published answers a question of the turn."""
    if (aside := _aside(facts, Cause.NO_DOCUMENT)) is not None:
        return aside
    nothing = [one for one in facts.questions if not one.passages]
    if nothing:
        evidence = (
            f"{one.question} → nearest: {one.best.document} ({one.score:.2f})" if one.best else one.question
            for one in nothing
        )
        return explains(Cause.NO_DOCUMENT, "nothing in the knowledge base answers it", *evidence)
    return clear(Cause.NO_DOCUMENT, "the knowledge base has an answer", *_documents(facts))


def not_retrieved(facts: Facts) -> Check:
    """The passages that answer were not among those that the agent was given."""
    if (aside := _aside(facts, Cause.NOT_RETRIEVED)) is not None:
        return aside
    if facts.record.turn.passages is None:
        return beside(Cause.NOT_RETRIEVED, "it is not known what the agent was given")
    lost = [one for one in facts.questions if one.passages and not one.chunk_ids & facts.hit_ids]
    if lost:
        evidence = (f"{one.question} → {one.passages[0].document}#{one.passages[0].chunk_id}" for one in lost)
        return explains(Cause.NOT_RETRIEVED, "a passage that answers it was not found", *evidence)
    return clear(Cause.NOT_RETRIEVED, "what answers it was found")


def refused(facts: Facts) -> Check:
    """The answer was at hand, and the agent did not give it."""
    if (aside := _aside(facts, Cause.REFUSED)) is not None:
        return aside
    if not facts.refuses:
        return clear(Cause.REFUSED, "the agent answered")
    confidence, threshold = facts.record.turn.confidence, facts.record.threshold
    if confidence is None:
        return explains(Cause.REFUSED, "refused although the answer was at hand", *_documents(facts))
    told = f"confidence {confidence:.2f}, threshold {threshold:.2f}"
    if confidence < threshold:
        return explains(Cause.REFUSED, "the threshold is too high for it", told, *_documents(facts))
    return explains(Cause.REFUSED, "refused although confident", told, *_documents(facts))


def not_used(facts: Facts) -> Check:
    """A passage that answers was given to the agent, and the reply rests on others."""
    if (aside := _aside(facts, Cause.NOT_USED)) is not None:
        return aside
    if facts.record.turn.citations is None:
        return beside(Cause.NOT_USED, "it is not known what the reply rests on")
    if not any(one.chunk_ids & facts.cited_ids for one in facts.questions):
        cited = sorted({citation.document for citation in facts.record.turn.citations})
        rests = f"rests on {', '.join(cited)}" if cited else "rests on nothing"
        return explains(Cause.NOT_USED, "what answers it was found and not used", rests, *_documents(facts))
    return clear(Cause.NOT_USED, "the reply rests on what answers it")


def wrong(facts: Facts) -> Check:
    """The reply says what its passages do not bear out, or contradicts them."""
    bad = [
        f"{grader}: {facts.record.grades[grader].reason}"
        for grader, labels in FALSE.items()
        if facts.record.label(grader) in labels
    ]
    if bad:
        return explains(Cause.WRONG, "says what the passages do not bear out", *bad)
    return clear(Cause.WRONG, "its claims are borne out")


def unclear(facts: Facts) -> Check:
    """Right, but not all of it, too long, or not understood: the customer asked on about the same."""
    record, found = facts.record, list[str]()
    if record.label("completeness") in ("partly", "incomplete"):
        found.append(record.grades["completeness"].reason)
    if (words := words_in(record.turn.reply)) > record.limits.long_words:
        found.append(f"the reply has {words:.0f} words")
    if record.label("resolution") == "partly":
        found.append(record.grades["resolution"].reason)
    again = record.next_words
    if asks(again) and likeness(record.turn.question, again) >= _SAME_MATTER:
        found.append(f"asked again: {again}")
    if found:
        return explains(Cause.UNCLEAR, found[0], *found)
    return clear(Cause.UNCLEAR, "short, whole, and not asked for again")


def _aside(facts: Facts, cause: Cause) -> Check | None:
    if facts.record.by_operator:
        return beside(cause, "an operator replied from what they know")
    if not facts.questions:
        return beside(cause, "the customer asked nothing")
    if facts.used_a_tool:
        return beside(cause, "a tool was to answer it")
    return None


def _documents(facts: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.passages[0].document for one in facts.questions if one.passages))
