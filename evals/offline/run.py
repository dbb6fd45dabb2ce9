"""Run a suite: play its cases, grade them by the graders of production, and count by the same rates."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from statistics import fmean
from typing import Any

from uuid_utils.compat import uuid7

from evals.kpi import kpis
from evals.kpi_json import to_json
from evals.offline.cache import ResultCache
from evals.offline.case import AnyCase
from evals.offline.gates import Found, Gate
from evals.offline.play import Judges, play
from evals.offline.results import PLACES, CaseResult, GradeResult
from evals.offline.run_record import GraderSummary, Run, measured
from evals.offline.simulation.customers import Customers
from evals.offline.suite import Suite
from evals.offline.target import ALL, Target, Told
from evals.offline.thread import START
from evals.offline.versions import code_version, digest
from evals.rules.book import RuleBook
from evals.rules.grade import IDS, rule_graders
from graphs.evaluator.graph import build_evaluator
from graphs.named_model import NamedModel
from prompts import Prompt

CONCURRENT_CASES = 4

Progress = Callable[[CaseResult], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a suite is run. What is None is as the suite says; without a cache everything is played.

    `baseline` is an earlier run, for gates that name one. `simulator` with its `prompt` plays simulated customers; else
    a machine does.
    """

    repetitions: int | None = None
    seed: int | None = None
    cache: ResultCache | None = None
    baseline: Run | None = None
    simulator: NamedModel | None = None
    prompt: Prompt | None = None
    concurrent: int = CONCURRENT_CASES


async def run_suite(
    suite: Suite, target: Target, judges: Judges, progress: Progress | None = None, plan: Plan | None = None
) -> Run:
    """Play all cases, a few at a time; the record keeps their order. `progress` hears of each case as it ends.

    Raises ValueError where the suite names a grader or a measure that there is not, PersonaError where nobody can play
    a customer.
    """
    plan, judges = plan or Plan(), _with_rules(judges, suite)
    if unknown := sorted(set(suite.head.graders or ()) - set(judges.evaluator.graders)):
        raise ValueError(f"{suite.head.name} names graders that do not exist: {', '.join(unknown)}")
    judges = replace(judges, only=judges.only or _graders_of(suite))
    seed = suite.head.seed if plan.seed is None else plan.seed
    repetitions = plan.repetitions or suite.head.repetitions
    gates = [Gate.parse(gate) for gate in suite.head.gates]
    if too_often := [gate.text for gate in gates if gate.tries > repetitions]:
        raise ValueError(f"gates of more tries than the {repetitions} repetition(s) there are: {', '.join(too_often)}")
    started_at, room, cached = datetime.now(UTC), asyncio.Semaphore(plan.concurrent), list[str]()
    customers = Customers(seed, plan.simulator, plan.prompt)
    by = _by(suite, target, judges, customers)

    async def one(case: AnyCase, repetition: int) -> CaseResult:
        key = digest([by, case.model_dump(mode="json"), repetition]) if by else ""
        async with room:
            result = plan.cache.get(key) if plan.cache and key else None
            if result is not None:
                cached.append(key)
            else:
                result = await play(case, customers.of(case, repetition), target, judges, repetition)
                if plan.cache and key:
                    await asyncio.to_thread(plan.cache.put, key, result)
        if progress is not None:
            progress(result)
        return result

    for case in suite.cases:
        customers.of(case)  # what cannot be played is told before anything is
    untold = ALL.difference(target.tells)
    played = [case.without(untold) if untold else case for case in suite.cases]
    every = [(case, repetition) for case in played for repetition in range(1, repetitions + 1)]
    cases = tuple(await asyncio.gather(*(one(case, repetition) for case, repetition in every)))
    graders, rates = summarise(cases), told_rates(rates_of(cases), target.tells)
    asked = judges.only or judges.evaluator.graders
    found = Found(cases, dict.fromkeys(asked) | measured(cases, graders, rates))
    of_baseline = Found(plan.baseline.cases, plan.baseline.measures) if plan.baseline else None
    return Run(
        id=str(uuid7()),
        suite=suite.head.name,
        target=target.name,
        started_at=started_at,
        finished_at=datetime.now(UTC),
        seed=seed,
        repetitions=repetitions,
        versions={**target.versions, **_prompts_and_models(cases)},
        graders=graders,
        gates=tuple(gate.look(found, of_baseline) for gate in gates),
        rates=rates,
        cases=cases,
        cached=len(cached),
        baseline=plan.baseline.id if plan.baseline else None,
    )


def _with_rules(judges: Judges, suite: Suite) -> Judges:
    """Those of production who grade by rules besides, with the suite's own rules."""
    if suite.rules is None:
        return judges
    rules = rule_graders(RuleBook(suite.rules), 0)
    return replace(judges, evaluator=build_evaluator((*judges.evaluator.graders.values(), *rules)))


def _graders_of(suite: Suite) -> list[str] | None:
    named = suite.head.graders
    return named if named is None or suite.rules is None else [*named, *IDS.values()]


def _by(suite: Suite, target: Target, judges: Judges, customers: Customers) -> str:
    """By what results are made, but for the case; empty where the target does not say what it is."""
    if not target.fingerprint:
        return ""
    graders = [
        (grader.id, grader.version)
        for grader in judges.evaluator.graders.values()
        if judges.only is None or grader.id in judges.only
    ]
    meanings, rules = judges.embed is not None, suite.rules and suite.rules.model_dump(mode="json")
    judged_by = [judges.fingerprint, meanings, graders, rules]
    return digest([code_version(), target.fingerprint, *judged_by, customers.fingerprint])


def _prompts_and_models(cases: Sequence[CaseResult]) -> dict[str, str]:
    turns = [turn for case in cases for turn in case.turns]
    return {
        "model": ", ".join(sorted({turn.model for turn in turns if turn.model})),
        "prompt": ", ".join(sorted({turn.prompt_version for turn in turns if turn.prompt_version})),
    }


def summarise(cases: Sequence[CaseResult]) -> dict[str, GraderSummary]:
    """Each grader over all turns of all cases, by id."""
    by_grader: dict[str, list[GradeResult]] = {}
    for grade in (grade for case in cases for turn in case.turns for grade in turn.grades):
        by_grader.setdefault(grade.grader, []).append(grade)
    summaries = {}
    for grader, given in sorted(by_grader.items()):
        scores = [grade.score for grade in given if grade.score is not None]
        labels = dict(sorted(Counter(grade.label for grade in given).items()))
        mean = round(fmean(scores), PLACES) if scores else None
        summaries[grader] = GraderSummary(judged=len(scores), mean=mean, labels=labels)
    return summaries


def told_rates(rates: Mapping[str, Any], tells: Collection[Told]) -> dict[str, Any]:
    """The rates without values that rest on what the target does not tell: whether it handed over, what it kept."""
    nothing = {"value": None, "n": 0, "successes": 0, "low": None, "high": None}
    rests_on: dict[Told, str] = {"handed_off": "transfer", "lead": "lead_capture"}
    unknown = {rate: {**rates[rate], **nothing} for told, rate in rests_on.items() if told not in tells}
    return {**rates, **unknown}


def rates_of(cases: Sequence[CaseResult]) -> Mapping[str, object]:
    """The rates over the cases that were played, each a conversation."""
    records = [
        case.facts.conversation(case.name, case.language, solved=case.solved, at=START) for case in cases if case.facts
    ]
    return to_json(kpis(records, now=START))
