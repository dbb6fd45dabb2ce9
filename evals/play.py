"""Play one scripted conversation: say, listen, check, then grade as production does."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from evals.expectations import check
from evals.run_record import CaseResult, TurnResult
from evals.suite import Case
from evals.target import Target
from graphs.agent.state import Outcome, Question
from graphs.evaluator.evaluate import evaluate
from graphs.evaluator.grader import Embed, Ending, Graded, GradingContext, Stage
from graphs.evaluator.graph import Evaluator
from graphs.turn import Message, Turn

TURN_TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """Who grades what was played; `only` names graders, None takes all."""

    evaluator: Evaluator
    only: Collection[str] | None = None
    embed: Embed | None = None


async def play(case: Case, target: Target, judges: Judges) -> CaseResult:
    """The case's turns with their checks and grades; a target that raises or hangs ends the case, not the run."""
    history: tuple[Message, ...] = ()
    played: list[tuple[Turn, Outcome]] = []
    held, failures, error = False, 0, None
    for scripted in case.turns:
        asked = tuple(Message("customer", text) for text in scripted.says)
        question = Question(history=history, asked=asked, held=held, failures=failures)
        try:
            outcome = await asyncio.wait_for(target.converse(question), TURN_TIMEOUT_S)
        except Exception as problem:  # noqa: BLE001 - whatever the target raises is this case's result
            error = f"turn {len(played) + 1}: {type(problem).__name__}: {problem}"
            break
        held = held or outcome.handoff is not None
        failures = failures if held else outcome.failures_after(failures)
        turn = _turn(case, len(played), history, asked, outcome, held)
        played.append((turn, outcome))
        history = (*history, *asked, *turn.replies)
    results = [
        TurnResult(turn, outcome, check(scripted.expect, outcome), await _grade(case, played, at, judges))
        for at, (scripted, (turn, outcome)) in enumerate(zip(case.turns, played, strict=False))
    ]
    return CaseResult(case.id, case.language, tuple(results), case.solved, error)


def _turn(
    case: Case, number: int, history: tuple[Message, ...], asked: tuple[Message, ...], outcome: Outcome, held: bool
) -> Turn:
    return Turn(
        id=f"{case.id}:{number + 1}",
        conversation_id=case.id,
        history=history,
        asked=asked,
        replies=(Message("agent", outcome.reply),) if outcome.reply else (),
        language=outcome.language,
        intent=outcome.intent,
        sentiment=outcome.sentiment,
        contacts=outcome.contacts,
        passages=outcome.passages,
        citations=outcome.citations,
        answered=outcome.answered,
        confidence=outcome.confidence,
        handoff=outcome.handoff,
        handed_off=held,
        usage=outcome.usage,
        timings=outcome.timings,
        model=outcome.model,
        prompt_version=outcome.prompt_version,
        knowledge_version=outcome.knowledge_version,
    )


async def _grade(case: Case, played: list[tuple[Turn, Outcome]], at: int, judges: Judges) -> tuple[Graded, ...]:
    """Both stages: what follows is the next turn's messages, or the end of the conversation."""
    last = at == len(played) - 1
    context = GradingContext(
        turn=played[at][0],
        following=() if last else played[at + 1][0].asked,
        ending=Ending("customer", case.solved) if last else None,
        embed=judges.embed,
    )
    return tuple(
        [graded for stage in Stage for graded in await evaluate(judges.evaluator, context, stage, judges.only)]
    )
