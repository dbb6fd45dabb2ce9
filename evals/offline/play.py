"""Play one conversation: say, listen, check, then grade as production does."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace

from evals.offline.case import AnyCase, Expectation
from evals.offline.customer import Customer
from evals.offline.expectations import check
from evals.offline.facts import Facts
from evals.offline.results import CaseResult, TurnResult
from evals.offline.target import Target, Told
from evals.offline.thread import Thread
from graphs.agent.state import Outcome, Question
from graphs.evaluator.evaluate import evaluate
from graphs.evaluator.grader import Embed, Ending, Graded, GradingContext, Sense
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
    expect: Expectation
    turn: Turn
    outcome: Outcome


async def play(case: AnyCase, customer: Customer, target: Target, judges: Judges, repetition: int = 1) -> CaseResult:
    """The case's turns with their checks and grades; a target that raises or hangs ends the case, not the run.

    A case that needs what the target does not offer is not played.
    """
    result = CaseResult(
        id=case.id,
        language=case.language,
        repetition=repetition,
        critical=case.critical,
        tags=case.tags,
    )
    if missing := case.needs.difference(target.offers):
        return result.model_copy(update={"missing": tuple(sorted(missing))})
    try:
        target = target.in_case(case, repetition)
    except ValueError as problem:
        return result.model_copy(update={"error": mask(str(problem))})
    played, error = await _converse(case, customer, target)
    grades = [await _grade(customer.solved, played, at, judges) for at in range(len(played))]
    outcomes = [one.outcome for one in played]
    checks = [check(one.expect, one.outcome) for one in played]
    if checks:
        checks[-1] += customer.close(outcomes)
    turns = [
        TurnResult.of(_said(one.turn), one.outcome, looked_at, given)
        for one, looked_at, given in zip(played, checks, grades, strict=True)
    ]
    replied_by = {reply.role for one in played for reply in one.turn.replies}
    found = {
        "turns": tuple(turns),
        "solved": customer.solved,
        "error": error and mask(error),
        "facts": Facts.of(outcomes, replied_by, grades),
        "latencies_ms": tuple(round(outcome.timings.total_ms, 2) for outcome in outcomes),
    }
    return result.model_copy(update=found)


async def _converse(case: AnyCase, customer: Customer, target: Target) -> tuple[list[_Played], str | None]:
    """The turns as they came, and why they ended early where they did."""
    thread, played = Thread(case), list[_Played]()
    try:
        while (turn := await customer.speak()) is not None:
            if turn.operator:
                played[-1] = _with_replies(played[-1], thread.operate(turn))
                continue
            question = thread.ask(turn)
            outcome = await asyncio.wait_for(target.converse(question), TURN_TIMEOUT_S)
            replies = thread.hear(question["asked"], outcome)
            expect = customer.hear(outcome)
            turn_record = _turn(case, len(played), question, outcome, replies, thread.held)
            played.append(_Played(expect, _as_told(turn_record, target.tells), outcome))
    except Exception as problem:  # noqa: BLE001 - whatever the target raises is this case's result
        return played, f"turn {len(played) + 1}: {type(problem).__name__}: {problem}"
    return played, None


def _as_told(turn: Turn, tells: Collection[Told]) -> Turn:
    """The turn without what the target does not tell: graders that need it do not apply."""
    if "cites" not in tells:
        turn = replace(turn, passages=None, citations=None)
    if "answered" not in tells:
        turn = replace(turn, answered=None)
    if "lead" not in tells:
        turn = replace(turn, contacts=None)
    return turn if "handed_off" in tells else replace(turn, handed_off=None)


def _said(turn: Turn) -> tuple[str, ...]:
    return tuple(message.text for message in turn.asked)


def _with_replies(played: _Played, said: tuple[Message, ...]) -> _Played:
    """An operator's words are replies of the customer's turn before."""
    return replace(played, turn=replace(played.turn, replies=(*played.turn.replies, *said)))


def _turn(
    case: AnyCase, number: int, question: Question, outcome: Outcome, replies: tuple[Message, ...], held: bool
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


async def _grade(solved: bool | None, played: list[_Played], at: int, judges: Judges) -> tuple[Graded, ...]:
    """Both stages: what follows is the next turn's messages, or the end of the conversation."""
    last = at == len(played) - 1
    context = GradingContext(
        turn=played[at].turn,
        following=() if last else played[at + 1].turn.asked,
        ending=Ending("customer", solved) if last else None,
        embed=judges.embed,
        sense=judges.sense,
    )
    return await evaluate(judges.evaluator, context, None, judges.only)
