"""A small run as it is kept: one case that passed, one that did not, one that broke, one that was not evaluated."""

from datetime import UTC, datetime

from evals.offline.gates import Found, Gate
from evals.offline.results import CaseResult, CheckResult, GradeResult, TurnResult
from evals.offline.run import rates_of, summarise
from evals.offline.run_record import Run, measured

AT = datetime(2026, 1, 5, tzinfo=UTC)


def a_run(*, said: str = "How long?", passing: bool = False) -> Run:
    """`said` is what came in place of the expected reply; `passing` where all of the same cases passed."""
    grade = GradeResult(
        grader="relevance", stage="reply", label="relevant", score=0.5, reason="", evidence=(), version="1"
    )
    turn = TurnResult(
        said=(said,),
        reply=said,
        answered=True,
        confidence=0.5,
        language="en",
        intent="question",
        handoff=None,
        citations=(),
        contacts=(),
        model="",
        prompt_version="",
        input_tokens=0,
        output_tokens=0,
        checks=(CheckResult(criterion="contains", expected="3 years", actual=said, passed=passing),),
        grades=(grade,),
    )
    fine = turn.model_copy(update={"checks": ()})
    cases = (
        CaseResult(id="fine", language="en", turns=(fine,), latencies_ms=(250.0,)),
        CaseResult(id="unmet", language="en", turns=(turn,), latencies_ms=(250.0,)),
        CaseResult(id="broken", language="en", error=None if passing else "turn 1: RuntimeError: boom"),
        CaseResult(id="left-out", language="en", missing=("clock",)),
    )
    graders, rates = summarise(cases), rates_of(cases)
    found = Found(cases, measured(cases, graders, rates))
    gates = ("no case fails", "relevance >= 0.5", "relevance >= baseline")
    return Run(
        id="01",
        suite="small",
        target="a script",
        started_at=AT,
        finished_at=AT,
        seed=0,
        repetitions=1,
        versions={"code": "1"},
        graders=graders,
        gates=tuple(Gate.parse(gate).look(found, None) for gate in gates),
        rates=rates,
        cases=cases,
    )
