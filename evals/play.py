"""Play one scripted conversation: say, listen, check, then grade as production does."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace

from evals.case import Case, ScriptedTurn
from evals.expectations import check
from evals.run_record import CaseResult, TurnResult
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


@dataclass(frozen=True, slots=True)
class _Played:
    scripted: ScriptedTurn
    turn: Turn
    outcome: Outcome


async def play(case: Case, target: Target, judges: Judges) -> CaseResult:
    """The case's turns with their checks and grades; a target that raises or hangs ends the case, not the run.

    A case that needs what the target does not offer is not played.
    """
    if missing := case.needs.difference(target.offers):
        return CaseResult(case.id, case.language, (), missing=tuple(sorted(missing)))
    history: tuple[Message, ...] = ()
    played: list[_Played] = []
    held, failures, error = False, 0, None
    for scripted in case.turns:
        if scripted.says is None:
            said = tuple(Message("operator", text) for text in scripted.operator or ())
            played[-1] = _with_replies(played[-1], said)
            history = (*history, *said)
            held, failures = (False, 0) if scripted.returns else (True, failures)
            continue
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
        played.append(_Played(scripted, turn, outcome))
        history = (*history, *asked, *turn.replies)
    results = [
        TurnResult(
            one.turn, one.outcome, check(one.scripted.expect, one.outcome), await _grade(case, played, at, judges)
        )
        for at, one in enumerate(played)
    ]
    return CaseResult(case.id, case.language, tuple(results), case.solved, error)


def _with_replies(played: _Played, said: tuple[Message, ...]) -> _Played:
    """An operator's words are replies of the customer's turn before."""
    return replace(played, turn=replace(played.turn, replies=(*played.turn.replies, *said)))


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


async def _grade(case: Case, played: list[_Played], at: int, judges: Judges) -> tuple[Graded, ...]:
    """Both stages: what follows is the next turn's messages, or the end of the conversation."""
    last = at == len(played) - 1
    context = GradingContext(
        turn=played[at].turn,
        following=() if last else played[at + 1].turn.asked,
        ending=Ending("customer", case.solved) if last else None,
        embed=judges.embed,
    )
    return tuple(
        [graded for stage in Stage for graded in await evaluate(judges.evaluator, context, stage, judges.only)]
    )
