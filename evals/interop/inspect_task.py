"""A suite as a task of Inspect AI: dataset, solver and scorers (https://inspect.aisi.org.uk; the extra `inspect`).

    inspect eval evals/suite -T name=first
    inspect eval evals/suite -T name=./mine -T target=bot.yaml
    inspect eval evals/suite -T name=first --solver generate --model openai/gpt-5

The solver `conversation` plays each case, customers and all, against the agent of this code, or what the file `target`
describes, a running Turnwise among others. `expectations` tells whether every expectation was met; `graders` gives the
mean of each grader over the case's turns. Where another solver answers, `graders` grades its last reply, by the words
alone. What was not judged is unscored: no success and no failure. Texts are masked as in every run.
"""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from math import nan
from pathlib import Path
from statistics import fmean
from typing import Any

from inspect_ai import Epochs, Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.hooks import Hooks, RunEnd, hooks
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, ModelOutput
from inspect_ai.scorer import CORRECT, INCORRECT, Score, Scorer, Target, accuracy, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver

from evals.grade_lines import graded_json
from evals.interop.bench import opened, opened_judges
from evals.interop.once import Once
from evals.judge import load_graders
from evals.offline.case import AnyCase, Case, SimulatedCase
from evals.offline.play import Judges, play
from evals.offline.results import CaseResult
from evals.offline.suite import find_suite, load_suite
from evals.record import GradeLine
from graphs.evaluator.evaluate import evaluate

_PLAYED = "turnwise"
"""Where the sample's store has the case as it was played."""
_open = AsyncExitStack()


@task
def suite(name: str = "first", target: str | None = None) -> Task:
    """The suite of that name, or in that folder. Raises SuiteError."""
    found = load_suite(find_suite(name))
    return Task(
        dataset=MemoryDataset([_sample(case) for case in found.cases], name=found.head.name),
        solver=conversation(name, target),
        scorer=[expectations(), graders()],
        epochs=Epochs(found.head.repetitions),
        name=found.head.name,
        metadata={"description": found.head.description, "gates": found.head.gates},
    )


@solver
def conversation(name: str, target: str | None = None) -> Solver:
    """Plays the sample's case; the sample's messages become those of the conversation."""
    found = load_suite(find_suite(name))
    bench = Once(_open, lambda: opened(found, Path(target) if target else None))
    cases = {case.id: case for case in found.cases}

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        case, at = cases[str(state.sample_id)], await bench()
        customer = at.customers.of(case, state.epoch)
        told = case.without(at.untold)
        result = await play(told, customer, at.target, at.judges, state.epoch)
        state.store.set(_PLAYED, result.model_dump(mode="json"))
        state.messages = [
            message
            for turn in result.turns
            for message in (ChatMessageUser(content="\n".join(turn.said)), ChatMessageAssistant(content=turn.reply))
        ]
        last = result.turns[-1].reply if result.turns else ""
        state.output = ModelOutput.from_content(model=at.target.name, content=last)
        state.completed = True
        return state

    return solve


@scorer(metrics=[accuracy(), stderr()])
def expectations() -> Scorer:
    """Whether every expectation of the case was met."""

    async def score(state: TaskState, target: Target) -> Score:
        result = _played(state)
        if result is None or result.missing:
            why = "another solver answered" if result is None else result.not_evaluated
            return Score.unscored(explanation=why)
        return Score(
            value=CORRECT if result.passed else INCORRECT,
            answer=state.output.completion,
            explanation="\n".join(result.failures) or f"{len(result.checks)} expectations met",
            metadata={"checks": [check.model_dump() for check in result.checks]},
        )

    return score


@scorer(metrics={"*": [mean(), stderr()]})
def graders() -> Scorer:
    """Each grader's mean score over the turns, in [0, 1]."""
    judges = Once(_open, opened_judges)

    async def score(state: TaskState, target: Target) -> Score:
        result = _played(state)
        if result is None:
            turns = [await _graded(state, await judges())]
        else:
            turns = [[grade.model_dump() for grade in turn.grades] for turn in result.turns]
        labels = ", ".join(
            f"{one['grader']} {one['label']}" for turn in turns for one in turn if one["score"] is not None
        )
        return Score(value=_means(turns), explanation=labels, metadata={"turns": turns})

    return score


@hooks(name="turnwise", description="Closes the agents that suites were played against.")
class Closing(Hooks):
    """A run's agents live until it ends."""

    async def on_run_end(self, data: RunEnd) -> None:
        """Close them."""
        await _open.aclose()


def _sample(case: AnyCase) -> Sample:
    first = case.turns[0] if isinstance(case, Case) else None
    wants = case.wants if isinstance(case, SimulatedCase) else []
    said = "\n".join(first.says or ()) if first else (wants[0].asks[0] if wants else case.about)
    return Sample(
        id=case.id,
        input=said,
        target=_target(case),
        metadata={"case": case.model_dump(mode="json", exclude_defaults=True)},
    )


def _target(case: AnyCase) -> str:
    """What the replies must contain or convey, for people who read the log."""
    items = case.turns if isinstance(case, Case) else case.wants
    return "\n".join(
        text
        for item in items
        for text in (*(" or ".join(one) for one in item.expect.contains or ()), *(item.expect.conveys or ()))
    )


def _played(state: TaskState) -> CaseResult | None:
    kept = state.store.get(_PLAYED)
    return None if kept is None else CaseResult.model_validate(kept)


async def _graded(state: TaskState, judges: Judges) -> list[dict[str, Any]]:
    """The grades of the last reply to the customer, whoever made it."""
    said = [{"role": one.role, "content": one.text} for one in state.messages if one.role in ("user", "assistant")]
    while said and said[-1]["role"] == "assistant":
        said.pop()
    line = GradeLine.model_validate({"id": state.sample_id, "messages": said, "reply": state.output.completion})
    context = line.grading_context()
    if judges.embed:
        context = context.with_embed(judges.embed, judges.sense)
    return [graded_json(graded) for graded in await evaluate(judges.evaluator, context, None)]


def _means(turns: list[list[dict[str, Any]]]) -> Mapping[str, float]:
    """By grader; NaN, which Inspect leaves out, where none of its grades is a judgement."""
    given: dict[str, list[float]] = {grader.id: [] for grader in load_graders()}
    for grade in (grade for turn in turns for grade in turn):
        given.setdefault(grade["grader"], [])
        if grade["score"] is not None:
            given[grade["grader"]].append(grade["score"])
    return {grader: fmean(scores) if scores else nan for grader, scores in given.items()}
