"""What customers ask and get: documents that answer nobody, and questions that no document answers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from knowledge.health.findings import Asked, Base, Finding, Severity, Values
from knowledge.health.wording import asked_about, likeness

_ALIKE = 0.5
_EXAMPLES = 5
_OF_MANY = 3
"""From this many alike questions on, their gap is a pressing one."""


def never_used(base: Base) -> Iterator[Finding]:
    """Documents of which no passage was cited, but for those that are too new to tell."""
    if base.citations is None:
        return
    chunks: defaultdict[str, list[str]] = defaultdict(list)
    used: set[str] = set()
    for chunk in base.chunks:
        chunks[chunk.document_id].append(chunk.id)
        if base.citations.get(chunk.id):
            used.add(chunk.document_id)
    days = base.thresholds.unused_days
    for document in base.documents:
        old_enough = (base.now - document.updated_at).days >= days
        if old_enough and document.id not in used and chunks[document.id]:
            values: Values = {"document": document.name, "days": days, "chunks": len(chunks[document.id])}
            yield Finding("never_used", "low", "never_used", values, (document.name,), tuple(chunks[document.id]))


def coverage(base: Base) -> Iterator[Finding]:
    """The share of questions whose confidence reached the threshold, then the others in groups, largest first."""
    if not base.asked:
        return
    open_questions = [asked for asked in base.asked if asked.confidence < base.thresholds.answer_threshold]
    share = 1 - len(open_questions) / len(base.asked)
    severity: Severity = "low" if share >= 0.8 else "medium" if share >= 0.5 else "high"
    yield Finding("coverage", severity, "coverage", {"share": round(share, 4), "questions": len(base.asked)})
    for group in grouped(open_questions):
        yield _gap(group)


def _gap(group: Sequence[Asked]) -> Finding:
    examples = list(dict.fromkeys(asked.text for asked in group))[:_EXAMPLES]
    values: Values = {
        "count": len(group),
        "example": examples[0],
        "examples": "\n".join(examples),
        "confidence": round(max(asked.confidence for asked in group), 3),
        "answered": sum(asked.answered for asked in group),
    }
    return Finding("uncovered", "high" if len(group) >= _OF_MANY else "medium", "uncovered", values)


def grouped(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Questions by what they ask about: each joins the group whose first question is most alike; largest first."""
    groups: list[list[Asked]] = []
    abouts: list[frozenset[str]] = []
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for question in asked:
        about = asked_about(question.text) or frozenset({question.text})
        near = {at for word in about for at in by_word[word]}
        best = max(near, key=lambda at: (likeness(about, abouts[at]), -at), default=-1)
        if best >= 0 and likeness(about, abouts[best]) >= _ALIKE:
            groups[best].append(question)
            continue
        for word in about:
            by_word[word].append(len(groups))
        groups.append([question])
        abouts.append(about)
    return sorted(groups, key=len, reverse=True)
