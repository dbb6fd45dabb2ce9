"""The whole examination of a knowledge base."""

from collections.abc import Iterator

from knowledge.health.aging import aging
from knowledge.health.contradictions import contradictions
from knowledge.health.findings import Base, Finding
from knowledge.health.shape import duplicates, empty, too_long
from knowledge.health.usage import coverage, never_used


def check(base: Base) -> Iterator[Finding]:
    """Everything that is worth a look, as it is found: contradictions first, coverage last."""
    yield from contradictions(base.chunks)
    yield from duplicates(base)
    yield from aging(base)
    yield from too_long(base)
    yield from empty(base)
    yield from never_used(base)
    yield from coverage(base)
