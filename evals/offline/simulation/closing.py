"""What a simulated conversation came to as a whole, against the success that its case asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evals.offline.case import Expectation, SimulatedCase
from evals.offline.expectations import Check, check
from graphs.agent.state import Outcome


def close_of(case: SimulatedCase, outcomes: Sequence[Outcome], solved: bool | None) -> tuple[Check, ...]:
    """A check for each criterion that is not left out."""
    return tuple(_checks(case, outcomes, solved))


def wants_met(case: SimulatedCase, outcomes: Sequence[Outcome]) -> tuple[Check, ...]:
    """A check for each want: any reply of the conversation may have met it, whole. For customers who speak freely."""
    found = []
    for want in case.wants:
        met = any(all(one.passed for one in check(want.expect, outcome)) for outcome in outcomes)
        found.append(Check("want", want.asks[0], "met" if met else "not met", met))
    return tuple(found)


def _checks(case: SimulatedCase, outcomes: Sequence[Outcome], solved: bool | None) -> Iterator[Check]:
    success = case.success
    reasons = [outcome.handoff for outcome in outcomes if outcome.handoff]
    wanted = success.handed_off
    if wanted is not None:
        actual = ", ".join(reason.value for reason in reasons) or "no"
        if isinstance(wanted, bool):
            yield Check("handed_off", "yes" if wanted else "no", actual, wanted == bool(reasons))
        else:
            yield Check("handed_off", wanted.value, actual, wanted in reasons)
    if success.lead is not None:
        every = tuple(contact for outcome in outcomes for contact in outcome.contacts)
        if outcomes:
            yield from check(Expectation(lead=success.lead), replace(outcomes[-1], contacts=every))
    if success.solved is not None:
        yield Check("solved", str(success.solved), str(solved), solved is success.solved)
    if success.max_turns is not None:
        yield Check("max_turns", str(success.max_turns), str(len(outcomes)), len(outcomes) <= success.max_turns)
