"""Grade a turn: the one call that live monitoring, offline suites and the command line share."""

import asyncio
from collections.abc import AsyncIterator, Collection

from graphs.evaluator.grader import Graded, GradingContext, Stage
from graphs.evaluator.graph import Evaluator
from graphs.evaluator.state import Context, Exam


async def evaluate(
    evaluator: Evaluator, context: GradingContext, stage: Stage | None, only: Collection[str] | None = None
) -> tuple[Graded, ...]:
    """The grades of that stage (by the graders in `only`, where given), in the order of the graders.

    Without a stage those of all stages, one stage after the other: one run of the graph costs half of two.
    Returns when every grader has ended or run out of its own time. Raises ValueError where `only` names a grader that
    the evaluator does not have. The graders that compute do so on the event loop, each less than 1 ms on a turn of
    usual length, a few where passages are long; between them others have their turn.
    """
    exam = _exam(evaluator, context, stage, only)
    output = await evaluator.graph.ainvoke(exam, context=Context(evaluator.graders))
    by_id = {graded.grader: graded for graded in output["marks"]}
    given = [by_id[grader_id] for grader_id in evaluator.graders if grader_id in by_id]
    return tuple(graded for one in Stage for graded in given if graded.stage is one)


async def evaluate_each(
    evaluator: Evaluator, context: GradingContext, stage: Stage, only: Collection[str] | None = None
) -> AsyncIterator[Graded]:
    """The same grades one by one, each as soon as its grader is done: a slow grader keeps no other's grade back."""
    exam = _exam(evaluator, context, stage, only)
    given: asyncio.Queue[Graded | None] = asyncio.Queue()
    run = asyncio.create_task(evaluator.graph.ainvoke(exam, context=Context(evaluator.graders, given.put_nowait)))
    run.add_done_callback(lambda _: given.put_nowait(None))
    try:
        while (graded := await given.get()) is not None:
            yield graded
        await run
    finally:
        run.cancel()


def _exam(evaluator: Evaluator, context: GradingContext, stage: Stage | None, only: Collection[str] | None) -> Exam:
    if only is not None and (unknown := sorted(set(only) - set(evaluator.graders))):
        raise ValueError(f"no such grader: {', '.join(unknown)} (there are: {', '.join(evaluator.graders)})")
    return {"subject": context, "stage": stage, "only": None if only is None else frozenset(only)}
