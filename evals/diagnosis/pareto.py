"""Which causes matter most: how often each comes, and how much it costs customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evals.diagnosis.causes import Cause, Diagnosis
from evals.diagnosis.record import Record

Quadrant = Literal["frequent_and_costly", "frequent", "costly", "rare"]


@dataclass(frozen=True, slots=True)
class CauseShare:
    """One cause. `share` is of all failed turns, `cumulative` adds those before it; `unresolved` and `handed_off` are
    shares of its turns, `satisfaction_loss` is 1 less their mean satisfaction, None where none was graded.

    `impact`, in [0, 1], is the mean of what is known of the three. `turn_ids` are some of its turns, the latest first.
    """

    cause: Cause
    n: int
    share: float
    cumulative: float
    unresolved: float
    handed_off: float
    satisfaction_loss: float | None
    impact: float
    quadrant: Quadrant
    turn_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pareto:
    """`turns` looked at, `failed` of them; `causes` by count, most frequent first."""

    turns: int
    failed: int
    causes: tuple[CauseShare, ...]


MOST_TURNS = 10
_UNRESOLVED = ("unresolved", "needs_human")


def pareto(diagnosed: Sequence[tuple[Record, Diagnosis]]) -> Pareto:
    """Count the causes of turns, oldest first, and place each in a quadrant.

    Frequent is what comes at least as often as the causes do on average; costly what has at least the mean impact of
    all failed turns.
    """
    by_cause: dict[Cause, list[Record]] = {}
    for record, diagnosis in diagnosed:
        if diagnosis.cause is not None:
            by_cause.setdefault(diagnosis.cause, []).append(record)
    failed = sum(map(len, by_cause.values()))
    measured = {cause: _impact(records) for cause, records in by_cause.items()}
    mean_n = failed / max(1, len(by_cause))
    mean_impact = sum(measured[cause][3] * len(records) for cause, records in by_cause.items()) / max(1, failed)
    found: list[CauseShare] = []
    seen = 0
    for cause, records in sorted(by_cause.items(), key=lambda item: (-len(item[1]), item[0].value)):
        seen += len(records)
        unresolved, handed_off, loss, impact = measured[cause]
        latest = tuple(record.turn.id for record in records[::-1][:MOST_TURNS])
        place = _quadrant(len(records) >= mean_n, impact >= mean_impact)
        share, cumulative = len(records) / failed, seen / failed
        found.append(
            CauseShare(cause, len(records), share, cumulative, unresolved, handed_off, loss, impact, place, latest)
        )
    return Pareto(len(diagnosed), failed, tuple(found))


def _impact(records: Sequence[Record]) -> tuple[float, float, float | None, float]:
    """Share unresolved, share handed off, mean loss of satisfaction, and the mean of those that are known."""
    n = len(records)
    unresolved = sum(record.label("resolution") in _UNRESOLVED for record in records) / n
    handed_off = sum(bool(record.turn.handed_off or record.turn.handoff) for record in records) / n
    scores = [
        grade.score
        for record in records
        if record.label("satisfaction") and (grade := record.grades["satisfaction"]).score is not None
    ]
    loss = 1 - sum(scores) / len(scores) if scores else None
    known = [unresolved, handed_off] if loss is None else [unresolved, handed_off, loss]
    return unresolved, handed_off, loss, sum(known) / len(known)


def _quadrant(frequent: bool, costly: bool) -> Quadrant:
    match frequent, costly:
        case True, True:
            return "frequent_and_costly"
        case True, False:
            return "frequent"
        case False, True:
            return "costly"
        case _:
            return "rare"
