"""How good the graders are, by what humans said of their grades; and the rates corrected for the graders' errors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from evals.agreement import Agreement, agree
from evals.prediction_powered import PoweredRate, powered_rate
from evals.reviewed import Review, overlapping, settled
from evals.wilson import Rate, rate

CUTS = ("language", "channel", "week", "month")
"""By which figures can be cut; the week (ISO) and the month are those in which the turn was asked (UTC)."""


@dataclass(frozen=True, slots=True)
class MachineGrade:
    """A grade as stored, for the rates: which label the machine gave to a turn."""

    turn_id: str
    grader: str
    version: str
    label: str
    at: datetime
    language: str | None = None
    channel: str | None = None


Case = TypeVar("Case", Review, MachineGrade)
Group = tuple[str, str, tuple[str | None, ...]]
"""A grader, its version and the values of the cuts."""


@dataclass(frozen=True, slots=True)
class LabelRate:
    """The share of turns with a label: by the grader alone, by reviewers alone, by both (prediction-powered).

    Only reviews of turns that were drawn by chance count in the last two.
    """

    machine: Rate
    reviewers: Rate
    powered: PoweredRate


@dataclass(frozen=True, slots=True)
class Calibration:
    """One version of a grader in one cut. `random` of the reviewed grades were drawn by chance.

    `quality` compares the grader with the reviewers; `reviewers` compares pairs of reviewers of the same grade.
    """

    grader: str
    version: str
    key: Mapping[str, str | None]
    random: int
    quality: Agreement
    reviewers: Agreement
    rates: Mapping[str, LabelRate]


def calibrate(
    reviews: Iterable[Review], grades: Iterable[MachineGrade], by: Sequence[str] = ()
) -> tuple[Calibration, ...]:
    """A calibration for each version of a grader that was reviewed and each combination of `by`, in that order.

    `grades` holds everything that the rates are about, what was reviewed included.
    A review whose grade is not among them has no part in any rate. Raises ValueError for an unknown cut.
    """
    if unknown := [cut for cut in by if cut not in CUTS]:
        raise ValueError(f"cannot cut by {', '.join(unknown)}: choose from {', '.join(CUTS)}")
    reviewed, graded = _grouped(reviews, by), _grouped(grades, by)
    ordered = sorted(reviewed, key=lambda group: (group[:2], [(part is None, part or "") for part in group[2]]))
    return tuple(
        _calibration(group[:2], dict(zip(by, group[2], strict=True)), reviewed[group], graded.get(group, []))
        for group in ordered
    )


def _calibration(
    grader: tuple[str, str], key: Mapping[str, str | None], reviews: Sequence[Review], grades: Sequence[MachineGrade]
) -> Calibration:
    known = settled(reviews)
    pairs = overlapping(reviews)
    quality = agree([one.given for one in known], [one.label for one in known], [one.conversation_id for one in known])
    between = agree(
        [first.label for first, _ in pairs],
        [second.label for _, second in pairs],
        [first.conversation_id for first, _ in pairs],
    )
    drawn = {one.turn_id: one for one in known if one.random}
    labels = sorted({*(grade.label for grade in grades), *(one.label for one in known)})
    return Calibration(
        *grader, key, len(drawn), quality, between, {label: _rate(label, drawn, grades) for label in labels}
    )


def _rate(label: str, drawn: Mapping[str, Review], grades: Sequence[MachineGrade]) -> LabelRate:
    reviewed = [(drawn[grade.turn_id], grade) for grade in grades if grade.turn_id in drawn]
    human = [review.label == label for review, _ in reviewed]
    machine = [grade.label == label for _, grade in reviewed]
    unreviewed = [grade.label == label for grade in grades if grade.turn_id not in drawn]
    return LabelRate(
        machine=rate(sum(machine) + sum(unreviewed), len(grades)),
        reviewers=rate(sum(human), len(human)),
        powered=powered_rate(human, machine, unreviewed),
    )


def _grouped(cases: Iterable[Case], by: Sequence[str]) -> dict[Group, list[Case]]:
    groups: dict[Group, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.grader, case.version, tuple(_value(case, cut) for cut in by)].append(case)
    return groups


def _value(case: Review | MachineGrade, cut: str) -> str | None:
    match cut:
        case "language":
            return case.language
        case "channel":
            return case.channel
        case "month":
            return case.at.strftime("%Y-%m")
        case _:
            return case.at.strftime("%G-W%V")
