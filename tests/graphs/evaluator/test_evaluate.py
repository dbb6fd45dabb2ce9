"""The evaluator graph: every grade within its own time, and nobody's failure anybody else's."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from graphs.evaluator.evaluate import evaluate, evaluate_each
from graphs.evaluator.grader import COULD_NOT_GRADE, Grade, Grader, GradingContext, Stage
from graphs.evaluator.graph import build_evaluator
from graphs.turn import Message, Turn

SUBJECT = GradingContext(turn=Turn(id="t", conversation_id="c", asked=(Message("customer", "hello"),)))


def grader(
    name: str,
    grade: Callable[[GradingContext], Awaitable[Grade]],
    stage: Stage = Stage.REPLY,
    timeout_s: float = 5.0,
    *,
    asks_model: bool = False,
) -> Grader:
    return Grader(
        id=name,
        version="1",
        stage=stage,
        labels=("passed",),
        grade=grade,
        timeout_s=timeout_s,
        asks_model=asks_model,
    )


async def passes(context: GradingContext) -> Grade:
    return Grade.passed(context.turn.question)


async def raises(context: GradingContext) -> Grade:
    raise RuntimeError("the model is down")


async def hangs(context: GradingContext) -> Grade:
    await asyncio.Event().wait()
    return Grade.passed()


async def hangs_on(context: GradingContext) -> Grade:
    """Refuses to be cancelled the first time, as a careless plug-in might."""
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        await asyncio.Event().wait()
    return Grade.passed()


async def test_only_the_graders_of_the_stage_grade_and_their_order_is_kept() -> None:
    evaluator = build_evaluator([grader("b", passes), grader("later", passes, Stage.OUTCOME), grader("a", passes)])
    assert [graded.grader for graded in await evaluate(evaluator, SUBJECT, Stage.REPLY)] == ["b", "a"]
    assert [graded.grader for graded in await evaluate(evaluator, SUBJECT, Stage.OUTCOME)] == ["later"]


async def test_without_a_stage_all_grade_those_of_the_first_stage_first() -> None:
    evaluator = build_evaluator([grader("a", passes, Stage.OUTCOME), grader("b", passes), grader("c", passes)])
    assert [graded.grader for graded in await evaluate(evaluator, SUBJECT, None)] == ["b", "c", "a"]
    assert [graded.grader for graded in await evaluate(evaluator, SUBJECT, None, ["a", "c"])] == ["c", "a"]


async def test_a_choice_of_graders_is_kept_to_and_an_empty_one_gives_nothing() -> None:
    evaluator = build_evaluator([grader("a", passes), grader("b", passes)])
    assert [graded.grader for graded in await evaluate(evaluator, SUBJECT, Stage.REPLY, ["b"])] == ["b"]
    assert await evaluate(evaluator, SUBJECT, Stage.OUTCOME, ["b"]) == ()


async def test_an_unknown_grader_is_named() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        await evaluate(build_evaluator([grader("a", passes)]), SUBJECT, Stage.REPLY, ["nonsense"])


def test_two_graders_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="share an id"):
        build_evaluator([grader("a", passes), grader("a", raises)])


async def test_a_grader_that_raises_spoils_only_its_own_grade() -> None:
    evaluator = build_evaluator([grader("bad", raises), grader("good", passes)])
    bad, good = await evaluate(evaluator, SUBJECT, Stage.REPLY)
    assert (bad.grade.label, bad.grade.score) == (COULD_NOT_GRADE, None)
    assert "the model is down" in bad.grade.reason
    assert good.grade == Grade.passed("hello")


@pytest.mark.parametrize("stuck", [hangs, hangs_on])
async def test_a_grader_that_hangs_is_given_up_at_its_own_time_out(
    stuck: Callable[[GradingContext], Awaitable[Grade]],
) -> None:
    evaluator = build_evaluator([grader("stuck", stuck, timeout_s=0.2), grader("good", passes)])
    async with asyncio.timeout(5):
        hung, good = await evaluate(evaluator, SUBJECT, Stage.REPLY)
    assert hung.grade.label == COULD_NOT_GRADE
    assert hung.latency_ms >= 200
    assert good.grade.label == "passed"
    assert good.latency_ms < 200


async def test_one_by_one_the_quick_do_not_wait_for_the_slow() -> None:
    released = asyncio.Event()

    async def waits(context: GradingContext) -> Grade:
        await released.wait()
        return Grade.passed()

    evaluator = build_evaluator([grader("slow", waits), grader("quick", passes)])
    seen = []
    async with asyncio.timeout(2):
        async for graded in evaluate_each(evaluator, SUBJECT, Stage.REPLY):
            seen.append(graded.grader)
            released.set()  # the slow one ends only after the quick one's grade has been handed out
    assert seen == ["quick", "slow"]


async def test_graders_run_at_the_same_time() -> None:
    meeting = asyncio.Barrier(3)

    async def meets(context: GradingContext) -> Grade:
        await meeting.wait()
        return Grade.passed()

    evaluator = build_evaluator([grader(name, meets, timeout_s=2) for name in "abc"])
    assert {graded.grade.label for graded in await evaluate(evaluator, SUBJECT, Stage.REPLY)} == {"passed"}


@pytest.mark.parametrize(
    "broken",
    [
        Grade("invented", 1.0, ""),
        Grade("passed", 1.5, ""),
        Grade("passed", float("nan"), ""),
        Grade("passed", None, ""),
    ],
)
async def test_a_grade_outside_the_contract_is_no_grade(broken: Grade) -> None:
    async def breaks(context: GradingContext) -> Grade:
        return broken

    (graded,) = await evaluate(build_evaluator([grader("a", breaks)]), SUBJECT, Stage.REPLY)
    assert graded.grade.label == COULD_NOT_GRADE


async def test_who_stops_waiting_stops_the_graders() -> None:
    stopped = asyncio.Event()

    async def notices(context: GradingContext) -> Grade:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        return Grade.passed()

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await evaluate(build_evaluator([grader("a", notices)]), SUBJECT, Stage.REPLY)
    async with asyncio.timeout(2):
        await stopped.wait()


def test_who_asks_a_model_is_a_step_of_the_drawn_graph_beside_the_one_that_computes() -> None:
    evaluator = build_evaluator([grader("groundedness", passes), grader("judge", passes, asks_model=True)])
    assert set(evaluator.graph.get_graph().nodes) == {"__start__", "compute", "judge", "__end__"}


async def test_who_asks_a_model_grades_in_its_stage_and_where_it_is_chosen() -> None:
    evaluator = build_evaluator(
        [
            grader("judge", passes, asks_model=True),
            grader("a", passes),
            grader("later", passes, Stage.OUTCOME, asks_model=True),
        ]
    )
    assert [graded.grader for graded in await evaluate(evaluator, SUBJECT, Stage.REPLY)] == ["judge", "a"]
    assert [graded.grader for graded in await evaluate(evaluator, SUBJECT, Stage.REPLY, ["a"])] == ["a"]
    assert [graded.grader for graded in await evaluate(evaluator, SUBJECT, Stage.OUTCOME)] == ["later"]


async def test_who_asks_a_model_waits_for_nobody_who_computes_nor_they_for_it() -> None:
    meeting = asyncio.Barrier(2)

    async def meets(context: GradingContext) -> Grade:
        await meeting.wait()
        return Grade.passed()

    evaluator = build_evaluator([grader("judge", meets, timeout_s=2, asks_model=True), grader("a", meets, timeout_s=2)])
    assert {graded.grade.label for graded in await evaluate(evaluator, SUBJECT, Stage.REPLY)} == {"passed"}


async def test_who_stops_listening_stops_the_graders() -> None:
    stopped = asyncio.Event()

    async def notices(context: GradingContext) -> Grade:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        return Grade.passed()

    grades = evaluate_each(build_evaluator([grader("a", passes), grader("b", notices)]), SUBJECT, Stage.REPLY)
    assert (await anext(grades)).grader == "a"
    await grades.aclose()
    async with asyncio.timeout(2):
        await stopped.wait()
