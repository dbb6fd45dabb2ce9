"""Alerts: how many are false where nothing is wrong, how many of those raised are right, and how late they come.

Streams of made values of which the truth is known, looked at by the product's own rules after every tenth value. In
half of them something goes wrong at value 300 of 800. An alert before that, or in a stream in which nothing does, is
false.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from evals.alerts.document import RateRule, ShiftRule
from evals.alerts.look import look
from evals.alerts.shift import look_for_shift
from evals.wilson import Rate, rate

STREAMS, LENGTH, TURNS_BAD, EVERY, BASELINE = 100, 800, 300, 10, 400
Draw: TypeAlias = Callable[[np.random.Generator, int], NDArray[np.float64]]
"""So many values of a stream, in order."""
Looks: TypeAlias = Callable[[NDArray[np.float64], NDArray[np.float64]], bool]
"""Whether these values, after those of the time before, raise an alert."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """Of one rule. `delay` is the mean number of values from the change to the alert, of those that were found.

    `false_when_fine` is the share of streams of usual values with an alert at any of 80 looks, `false_at_limit` that of
    streams exactly at what the rule allows.
    """

    rule: str
    usual: str
    bad: str
    precision: Rate
    recall: Rate
    delay: float | None
    false_when_fine: Rate
    false_at_limit: Rate


@dataclass(frozen=True, slots=True)
class Case:
    """A rule with three worlds: as usual, gone bad, and just at what the rule allows."""

    rule: RateRule | ShiftRule
    usual: str
    bad: str
    draw_usual: Draw
    draw_bad: Draw
    draw_limit: Draw


async def run(data: Path | None, hear: Callable[[object], None]) -> list[Alarms]:
    """A row for each case; `data` is not needed."""
    rows = []
    for number, case in enumerate(CASES):
        hear(f"{case.rule.id}: {STREAMS} streams of {LENGTH} values, three times")
        rows.append(measure(case, STREAMS, number))
    return rows


def measure(case: Case, streams: int, seed: int) -> Alarms:
    """`streams` with a change and as many without one, and as many at the limit."""
    generator = np.random.default_rng(seed)
    before = [case.draw_usual(generator, BASELINE) for _ in range(streams)]
    fine = [case.draw_usual(generator, LENGTH) for _ in range(streams)]
    limit = [case.draw_limit(generator, LENGTH) for _ in range(streams)]
    turned = [
        np.concatenate([case.draw_usual(generator, TURNS_BAD), case.draw_bad(generator, LENGTH - TURNS_BAD)])
        for _ in range(streams)
    ]
    false, at_limit, found = (
        [first_alarm(case.rule, stream, earlier) for stream, earlier in zip(many, before, strict=True)]
        for many in (fine, limit, turned)
    )
    right = [at - TURNS_BAD for at in found if at is not None and at > TURNS_BAD]
    raised = sum(at is not None for at in (*found, *false))
    return Alarms(
        rule=case.rule.id,
        usual=case.usual,
        bad=case.bad,
        precision=rate(len(right), raised),
        recall=rate(len(right), streams),
        delay=float(np.mean(right)) if right else None,
        false_when_fine=rate(sum(at is not None for at in false), streams),
        false_at_limit=rate(sum(at is not None for at in at_limit), streams),
    )


def first_alarm(rule: RateRule | ShiftRule, stream: NDArray[np.float64], before: NDArray[np.float64]) -> int | None:
    """After how many values the rule fires, looked at after every tenth; None where it never does."""
    for n in range(EVERY, len(stream) + 1, EVERY):
        if _fires(rule, stream[:n], before):
            return n
    return None


def _fires(rule: RateRule | ShiftRule, values: NDArray[np.float64], before: NDArray[np.float64]) -> bool:
    if isinstance(rule, RateRule):
        return look(rule, values.tolist(), before.tolist()).found == "firing"
    labels, counts = values.astype(int).astype(str).tolist(), np.unique(before.astype(int), return_counts=True)
    usual: Mapping[str, int] = {str(label): int(times) for label, times in zip(*counts, strict=True)}
    return look_for_shift(rule, labels, usual).look.found == "firing"


def _share(p: float, worse: float = 1.0, better: float = 0.0) -> Draw:
    return lambda generator, n: np.where(generator.random(n) < p, worse, better)


def _among(shares: Sequence[float], first: int = 0) -> Draw:
    return lambda generator, n: generator.choice(len(shares), n, p=shares).astype(np.float64) + first


def _in_conversations(mean: float, turns: int = 5) -> Draw:
    """Mean scores of conversations of so many turns, of which half of the variance is the conversation's own."""

    def draw(generator: np.random.Generator, n: int) -> NDArray[np.float64]:
        of_turns = generator.beta(6 * mean, 6 * (1 - mean), (n, turns))
        of_all = generator.beta(6 * mean, 6 * (1 - mean), (n, 1))
        scores = np.clip(mean + ((of_turns - mean) + (of_all - mean)) / np.sqrt(2), 0, 1)
        return np.asarray(scores.mean(axis=1))

    return draw


def _rate(name: str, **fields: object) -> RateRule:
    return RateRule.model_validate({"id": name, "kind": "rate", "rate": name} | fields)


CASES = (
    Case(
        _rate("first_response", over=120, above=0.1),
        "5 % over 120 s",
        "30 % over 120 s",
        _share(0.05, 300, 20),
        _share(0.3, 300, 20),
        _share(0.1, 300, 20),
    ),
    Case(
        _rate("complaint", above=0.03),
        "1 %",
        "10 %",
        _share(0.01),
        _share(0.1),
        _share(0.03),
    ),
    Case(
        _rate("csat", below=4),
        "mean 4.4",
        "mean 3.4",
        _among((0.03, 0.04, 0.08, 0.2, 0.65), 1),
        _among((0.15, 0.1, 0.2, 0.3, 0.25), 1),
        _among((0.05, 0.05, 0.15, 0.35, 0.4), 1),
    ),
    Case(
        _rate("transfer", worse_by=0.1),
        "20 %",
        "45 %",
        _share(0.2),
        _share(0.45),
        _share(0.3),
    ),
    Case(
        _rate("agreement", grader="resolution", worse_by=0.15),
        "90 %",
        "55 %",
        _share(0.9),
        _share(0.55),
        _share(0.75),
    ),
    Case(
        ShiftRule(id="labels_of_a_grader", kind="shift", grader="resolution", by=0.15),
        "60, 30, 10 %",
        "30, 30, 40 %",
        _among((0.6, 0.3, 0.1)),
        _among((0.3, 0.3, 0.4)),
        _among((0.45, 0.3, 0.25)),
    ),
    Case(
        _rate("groundedness", below=0.6),
        "mean .75 of conversations",
        "mean .45",
        _in_conversations(0.75),
        _in_conversations(0.45),
        _in_conversations(0.6),
    ),
)
