"""Play one scripted conversation: say, listen, check, then grade as production does."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace

from evals.offline.case import Case, ScriptedTurn
from evals.offline.expectations import check
from evals.offline.facts import Facts
from evals.offline.results import CaseResult, TurnResult
from evals.offline.target import Target
from evals.offline.thread import Thread
from graphs.agent.state import Outcome, Question
from graphs.evaluator.evaluate import evaluate
from graphs.evaluator.grader import Embed, Ending, Graded, GradingContext, Sense, Stage
from graphs.evaluator.graph import Evaluator
from graphs.masking import mask
from graphs.turn import Message, Turn

TURN_TIMEOUT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """Who grades what was played; `only` names graders, None takes all.

    `fingerprint` tells apart what the graders' own versions do not: the judge model, a set of rules.
    """

    evaluator: Evaluator
    only: Collection[str] | None = None
    embed: Embed | None = None
    sense: Sense | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class _Played:
    scripted: ScriptedTurn
    turn: Turn
    outcome: Outcome


async def play(case: Case, target: Target, judges: Judges, repetition: int = 1) -> CaseResult:
    """The case's turns with their checks and grades; a target that raises or hangs ends the case, not the run.

    A case that needs what the target does not offer is not played.
    """
    result = CaseResult(
        id=case.id,
        language=case.language,
        repetition=repetition,
        critical=case.critical,
        tags=case.tags,
        solved=case.solved,
    )
    if missing := case.needs.difference(target.offers):
        return result.model_copy(update={"missing": tuple(sorted(missing))})
    try:
        target = target.in_case(case)
    except ValueError as problem:
        return result.model_copy(update={"error": mask(str(problem))})
    thread, played, error = Thread(case), list[_Played](), None
    for scripted in case.turns:
        if scripted.operator:
            played[-1] = _with_replies(played[-1], thread.operate(scripted))
            continue
        question = thread.ask(scripted)
        try:
            outcome = await asyncio.wait_for(target.converse(question), TURN_TIMEOUT_S)
        except Exception as problem:  # noqa: BLE001 - whatever the target raises is this case's result
            error = f"turn {len(played) + 1}: {type(problem).__name__}: {problem}"
            break
        replies = thread.hear(question["asked"], outcome)
        played.append(_Played(scripted, _turn(case, len(played), question, outcome, replies, thread.held), outcome))
    grades = [await _grade(case, played, at, judges) for at in range(len(played))]
    turns = [
        TurnResult.of(_said(one.turn), one.outcome, check(one.scripted.expect, one.outcome), given)
        for one, given in zip(played, grades, strict=True)
    ]
    replied_by = {reply.role for one in played for reply in one.turn.replies}
    found = {
        "turns": tuple(turns),
        "error": error and mask(error),
        "facts": Facts.of([one.outcome for one in played], replied_by, grades),
        "latencies_ms": tuple(round(one.outcome.timings.total_ms, 2) for one in played),
    }
    return result.model_copy(update=found)


def _said(turn: Turn) -> tuple[str, ...]:
    return tuple(message.text for message in turn.asked)


def _with_replies(played: _Played, said: tuple[Message, ...]) -> _Played:
    """An operator's words are replies of the customer's turn before."""
    return replace(played, turn=replace(played.turn, replies=(*played.turn.replies, *said)))


def _turn(
    case: Case, number: int, question: Question, outcome: Outcome, replies: tuple[Message, ...], held: bool
) -> Turn:
    return Turn(
        id=f"{case.id}:{number + 1}",
        conversation_id=case.id,
        history=question["history"],
        asked=question["asked"],
        replies=replies,
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
        sense=judges.sense,
    )
    return tuple(
        [graded for stage in Stage for graded in await evaluate(judges.evaluator, context, stage, judges.only)]
    )
