"""Run a suite: play its cases, grade them by the graders of production, and count by the same rates."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from statistics import fmean

from uuid_utils.compat import uuid7

from evals.conversation import ConversationRecord, GradingCounts, Handoff
from evals.kpi import kpis
from evals.kpi_json import to_json
from evals.offline.case import Case
from evals.offline.play import Judges, play
from evals.offline.run_record import CaseResult, GraderSummary, Run
from evals.offline.suite import Suite
from evals.offline.target import Target
from graphs.evaluator.grader import COULD_NOT_GRADE, NOT_APPLICABLE, Graded
from graphs.turn import Usage

CONCURRENT_CASES = 4

Progress = Callable[[CaseResult], None]


async def run_suite(suite: Suite, target: Target, judges: Judges, progress: Progress | None = None) -> Run:
    """Play all cases, a few at a time; the record keeps their order. `progress` hears of each case as it ends.

    Raises ValueError where the suite names a grader that there is not.
    """
    named = {*(suite.head.graders or ()), *suite.head.gates}
    if unknown := sorted(named - set(judges.evaluator.graders)):
        raise ValueError(f"{suite.head.name} names graders that do not exist: {', '.join(unknown)}")
    judges = replace(judges, only=judges.only or suite.head.graders)
    started_at, room = datetime.now(UTC), asyncio.Semaphore(CONCURRENT_CASES)

    async def one(case: Case) -> CaseResult:
        async with room:
            result = await play(case, target, judges)
        if progress is not None:
            progress(result)
        return result

    cases = tuple(await asyncio.gather(*(one(case) for case in suite.cases)))
    graders = summarise(cases)
    outcomes = [turn.outcome for case in cases for turn in case.turns]
    records = [conversation(case, started_at) for case in cases if not case.missing]
    return Run(
        id=str(uuid7()),
        suite=suite.head.name,
        started_at=started_at,
        finished_at=datetime.now(UTC),
        model=", ".join(sorted({outcome.model for outcome in outcomes if outcome.model})),
        prompt_version=", ".join(sorted({outcome.prompt_version for outcome in outcomes if outcome.prompt_version})),
        graders=graders,
        gate_failures=gate_failures(suite, graders),
        rates=to_json(kpis(records, now=started_at)),
        cases=cases,
    )


def summarise(cases: Sequence[CaseResult]) -> dict[str, GraderSummary]:
    """Each grader over all turns of all cases, by id."""
    by_grader: dict[str, list[Graded]] = {}
    for graded in (graded for case in cases for turn in case.turns for graded in turn.grades):
        by_grader.setdefault(graded.grader, []).append(graded)
    summaries = {}
    for grader, given in sorted(by_grader.items()):
        scores = [graded.grade.score for graded in given if graded.grade.score is not None]
        labels = Counter(graded.grade.label for graded in given)
        summaries[grader] = GraderSummary(len(scores), fmean(scores) if scores else None, dict(sorted(labels.items())))
    return summaries


def gate_failures(suite: Suite, graders: dict[str, GraderSummary]) -> tuple[str, ...]:
    """Gates that are not met, in words; a grader that judged nothing does not meet its gate."""
    failures = []
    for grader, gate in suite.head.gates.items():
        mean = graders[grader].mean if grader in graders else None
        if mean is None or mean < gate.mean:
            reached = "nothing was judged" if mean is None else f"{mean:.3f}"
            failures.append(f"gate {grader}: mean score at least {gate.mean:g}, got {reached}")
    return tuple(failures)


def conversation(case: CaseResult, at: datetime) -> ConversationRecord:
    """A played case as the rates see it: closed by the customer at once, each case a customer of its own."""
    graded = [{graded.grader: graded.grade for graded in turn.grades} for turn in case.turns]
    outcomes = [grades["resolution"].label for grades in graded if "resolution" in grades]
    judged = [label for label in outcomes if label not in (NOT_APPLICABLE, COULD_NOT_GRADE)]
    failed = sum(any(grade.label == COULD_NOT_GRADE for grade in grades.values()) for grades in graded)
    reasons = [turn.outcome.handoff for turn in case.turns if turn.outcome.handoff]
    contacts = {contact.value for turn in case.turns for contact in turn.outcome.contacts if contact.type != "name"}
    return ConversationRecord(
        id=case.id,
        customer_id=case.id,
        channel="suite",
        account="suite",
        language=case.language,
        started_at=at,
        opened_at=at,
        closed_at=at,
        closed_by="customer",
        solved=case.solved,
        outcome=judged[-1] if judged else None,
        question_left=bool(case.turns) and not case.turns[-1].outcome.reply,
        intents=frozenset(turn.outcome.intent for turn in case.turns),
        documents=frozenset(citation.document for turn in case.turns for citation in turn.outcome.citations),
        replied_by=frozenset({"agent", *(reply.role for turn in case.turns for reply in turn.turn.replies)}),
        handoffs=tuple(Handoff(reason.value, at) for reason in reasons),
        leads_with_consent=len(contacts),
        first_response_s=case.turns[0].outcome.timings.total_ms / 1000 if case.turns else None,
        cost=sum((turn.outcome.usage for turn in case.turns), Usage()).cost,
        grading=GradingCounts(len(graded), len(graded) - failed, 0, failed),
    )
