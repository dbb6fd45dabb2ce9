"""Warnings of escalation against how conversations ended, and how early they came."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from evals.benchmarks.measures import auroc
from evals.interval import Estimate
from evals.labelled_conversations import Ended
from evals.wilson import Rate, rate


@dataclass(frozen=True, slots=True)
class Watched:
    """A conversation: for each of the customer's messages but the last, in order, whether a warning was given there.

    `risk` is the highest of these messages.
    """

    language: str
    ended: Ended
    warned: tuple[bool, ...]
    risk: float


@dataclass(frozen=True, slots=True)
class Forewarned:
    """`precision`: of the conversations with a warning, those that escalated; `recall`: of those that escalated, those
    with one, and so for each way in which they did; None where there is nothing to take a share of.

    `ahead_mean` and `ahead_of_one` tell of right warnings how many messages of the customer before the last one the
    first came, and how many came no earlier than the last but one. `auroc` is that of the highest risk.
    """

    language: str
    n_escalated: int
    n_fine: int
    n_warned: int
    precision: Rate | None
    recall: Rate | None
    recall_of_complaints: Rate | None
    recall_of_handoffs: Rate | None
    ahead_mean: float | None
    ahead_of_one: int
    auroc: Estimate


def forewarned(language: str, watched: Sequence[Watched]) -> Forewarned:
    """The figures of one language, or of `both`."""
    chosen = [one for one in watched if language in (one.language, "both")]
    escalated = [one for one in chosen if one.ended != "fine"]
    fine = [one for one in chosen if one.ended == "fine"]
    right = [one for one in escalated if any(one.warned)]
    warned = [one for one in chosen if any(one.warned)]
    ahead = [len(one.warned) - one.warned.index(True) for one in right]
    return Forewarned(
        language=language,
        n_escalated=len(escalated),
        n_fine=len(fine),
        n_warned=len(warned),
        precision=rate(len(right), len(warned)) if warned else None,
        recall=_share_warned(escalated),
        recall_of_complaints=_share_warned([one for one in chosen if one.ended == "complaint"]),
        recall_of_handoffs=_share_warned([one for one in chosen if one.ended == "handoff"]),
        ahead_mean=fmean(ahead) if ahead else None,
        ahead_of_one=ahead.count(1),
        auroc=auroc([one.risk for one in escalated], [one.risk for one in fine]),
    )


def _share_warned(of: Sequence[Watched]) -> Rate | None:
    return rate(sum(any(one.warned) for one in of), len(of)) if of else None
