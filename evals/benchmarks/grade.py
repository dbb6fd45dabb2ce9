"""How many turns a second do all deterministic graders judge in one process, beside other open-source evaluators?

Every system judges the same turns, those of the sets of `turnwise bench graders` with a reply, round after round, each
round with turns that no earlier one had; the order of the systems changes, and a first round, to warm them up, does not
count. What counts is processor time: the machine may have other work. Ragas and DeepEval run in interpreters of their
own, which `--peers` names.
"""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.graded_set import Case, GradedSet
from evals.benchmarks.graders import graded_sets
from evals.benchmarks.grading_system import Graders, Spent, System, peers_of
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

ROUNDS, TURNS_EACH = 6, 10
"""Rounds that count, and turns of each set in a round."""
_SAME = ("groundedness", "relevance")
"""What others' judges judge, too."""
_SEED = 5


@dataclass(frozen=True, slots=True)
class Speed:
    """A system's processor time; the rounds' median, least and most.

    `metrics` are what it may judge of a turn, `given` how many judgements it gave of one on average.
    """

    system: str
    metrics: int
    given: float
    turns: int
    rounds: int
    turns_per_s: float
    turns_per_s_least: float
    turns_per_s_most: float
    cpu_ms_per_turn: float
    cpu_ms_per_judgement: float


@dataclass(frozen=True, slots=True)
class Times:
    """How many times as much processor time a system takes as Turnwise; the rounds' median, least and most."""

    system: str
    per_turn: float
    per_turn_least: float
    per_turn_most: float
    per_judgement: float


@dataclass(frozen=True, slots=True)
class OfSet:
    """Processor time of all of Turnwise's graders for a turn of a set; the rounds' median, least and most."""

    name: str
    cpu_ms_per_turn: float
    cpu_ms_per_turn_least: float
    cpu_ms_per_turn_most: float


Reported = Configuration | Speed | Times | OfSet
Round = Mapping[str, Sequence[Case]]
"""Its turns by the name of their set."""


async def run(data: Path, hear: Callable[[object], None] | None = None, *, peers: str = "") -> list[Reported]:
    """`peers`, parted by commas, are Pythons in which Ragas or DeepEval is installed.

    Raises RuntimeError where one has neither, and ValueError where the sets under `data` have too few turns.
    """
    told = hear or (lambda _: None)
    rounds = rounds_of({one.name: cases for one in graded_sets() if (cases := _replied(one, data))})
    settings = KnowledgeSettings()
    encoders = await asyncio.to_thread(load_encoders, settings)
    ours = Graders(encoders)
    systems: list[System] = [ours, Graders(encoders, _SAME)]
    spent: dict[str, list[Mapping[str, Spent]]] = {}
    async with AsyncExitStack() as stack:
        for python in filter(None, peers.split(",")):
            systems += await stack.enter_async_context(peers_of(python))
        for at, sets in enumerate(rounds):
            told(f"round {at} of {ROUNDS}: {len(sets) * TURNS_EACH} turns")
            for system in systems[at % len(systems) :] + systems[: at % len(systems)]:
                judged = {name: await system.judge(cases) for name, cases in sets.items()}
                spent.setdefault(system.name, []).append(judged)
    turns = ROUNDS * len(rounds[0]) * TURNS_EACH
    counted = {name: _counted(all_[1:]) for name, all_ in spent.items()}
    return [
        configuration(settings, " + ".join(encoder.model_id for encoder in encoders), 0),
        *(_speed(system, counted[system.name], turns) for system in systems),
        *(_times(system.name, counted[system.name], counted[ours.name]) for system in systems if system is not ours),
        *(_of_set(name, [judged[name] for judged in spent[ours.name][1:]]) for name in rounds[0]),
    ]


@dataclass(frozen=True, slots=True)
class _Counted:
    """Milliseconds of processor time a turn in each round, and judgements a turn in all."""

    ms: NDArray[np.float64]
    given: float


def _counted(spent: Sequence[Mapping[str, Spent]]) -> _Counted:
    turns = TURNS_EACH * len(spent[0])
    ms = np.array([sum(one.cpu_s for one in judged.values()) for judged in spent]) / turns * 1000
    return _Counted(ms, sum(one.given for judged in spent for one in judged.values()) / turns / len(spent))


def _of_set(name: str, spent: Sequence[Spent]) -> OfSet:
    ms = np.array([one.cpu_s for one in spent]) / TURNS_EACH * 1000
    return OfSet(name, *(round(float(one), 2) for one in (np.median(ms), ms.min(), ms.max())))


def _replied(one: GradedSet, data: Path) -> list[Case]:
    """What there is to judge for all: turns with a reply; none where the set is not there."""
    try:
        return [case for case in one.read(data) if "reply" in case.line]
    except FileNotFoundError:
        return []


def rounds_of(sets: Mapping[str, Sequence[Case]]) -> list[Round]:
    """As many turns of each set in each round, none of them twice. Raises ValueError where there are too few."""
    source, needed = random.Random(_SEED), (ROUNDS + 1) * TURNS_EACH  # noqa: S311 - the same turns every time
    if not sets or min(map(len, sets.values())) < needed:
        raise ValueError(f"each set of turns has to have {needed} with a reply, and there has to be one")
    drawn = {name: source.sample(cases, needed) for name, cases in sets.items()}
    return [{name: cases[at :: ROUNDS + 1] for name, cases in drawn.items()} for at in range(ROUNDS + 1)]


def _speed(system: System, counted: _Counted, turns: int) -> Speed:
    typical = float(np.median(counted.ms))
    return Speed(
        system=system.name,
        metrics=len(system.judgements),
        given=round(counted.given, 1),
        turns=turns,
        rounds=ROUNDS,
        turns_per_s=round(1000 / typical, 1),
        turns_per_s_least=round(1000 / float(counted.ms.max()), 1),
        turns_per_s_most=round(1000 / float(counted.ms.min()), 1),
        cpu_ms_per_turn=round(typical, 2),
        cpu_ms_per_judgement=round(typical / counted.given, 3),
    )


def _times(name: str, counted: _Counted, ours: _Counted) -> Times:
    times = counted.ms / ours.ms
    typical = float(np.median(times))
    least, most = float(times.min()), float(times.max())
    return Times(name, *(round(one, 2) for one in (typical, least, most, typical * ours.given / counted.given)))
