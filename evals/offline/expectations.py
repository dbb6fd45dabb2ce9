"""Compare what came of a scripted turn with what was expected: one check for each criterion that the case names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evals.claims import borne_out
from evals.cues import REFUSES
from evals.offline.case import Expectation
from graphs.agent.state import Outcome
from knowledge.spoken import spoken
from knowledge.words import fold

SUPPORTED = 0.5
"""Where `borne_out` begins to count as support."""


@dataclass(frozen=True, slots=True)
class Check:
    """One criterion of one turn, in words that a report can print."""

    criterion: str
    expected: str
    actual: str
    passed: bool


def check(expected: Expectation, outcome: Outcome) -> tuple[Check, ...]:
    """A check for every criterion that is not left out, in the order of the fields."""
    return tuple(_checks(expected, outcome))


def _checks(expected: Expectation, outcome: Outcome) -> Iterator[Check]:
    reply = outcome.reply
    if expected.answered is not None:
        yield _same("answered", expected.answered, outcome.answered)
    if expected.refused is not None:
        refused = not outcome.answered and bool(REFUSES.search(reply))
        yield _same("refused", expected.refused, refused, shown=f"{refused}: {reply}")
    if expected.silent is not None:
        yield _same("silent", expected.silent, not reply, shown=f"{not reply}: {reply}")
    if expected.handed_off is not None:
        yield _handed_off(expected.handed_off, outcome)
    for kind, value in (expected.lead or {}).items():
        kept = [contact.value for contact in outcome.contacts if contact.type == kind]
        as_expected = value in kept if value else not kept
        yield Check("lead", f"{kind} {value or 'none'}", ", ".join(kept) or "none", as_expected)
    if expected.cites is not None:
        cited = [citation.document for citation in outcome.citations]
        found = any(f"/{document}".endswith(f"/{path}") for document in cited for path in expected.cites)
        yield Check("cites", " or ".join(expected.cites), ", ".join(cited) or "nothing", found)
    for alternatives in expected.contains or ():
        held = any(_plain(text) in _plain(reply) for text in alternatives)
        yield Check("contains", " or ".join(alternatives), reply, held)
    for text in expected.avoids or ():
        yield Check("avoids", text, reply, _plain(text) not in _plain(reply))
    for text in expected.conveys or ():
        support = borne_out(text, "", reply)
        yield Check("conveys", text, f"{reply} (support {support:.2f})", support >= SUPPORTED)
    if expected.language is not None:
        yield _same("language", expected.language, spoken(reply))


def _handed_off(expected: object, outcome: Outcome) -> Check:
    actual = outcome.handoff.value if outcome.handoff else "no"
    if isinstance(expected, bool):
        return Check("handed_off", "yes" if expected else "no", actual, expected == bool(outcome.handoff))
    return Check("handed_off", str(expected), actual, expected == outcome.handoff)


def _same(criterion: str, expected: object, actual: object, shown: str | None = None) -> Check:
    return Check(criterion, str(expected), str(actual) if shown is None else shown, expected == actual)


def _plain(text: str) -> str:
    """Without spaces and capitals: "3 天" is "3天"."""
    return re.sub(r"\s+", "", fold(text))
