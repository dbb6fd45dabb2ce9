"""Stored conversations as the rates see them: worked out from their rows, and from nothing else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from evals.conversation import Assignment, ConversationRecord, Forewarning, GradingCounts, Handoff
from evals.rates.forewarning import TurnSigns, forewarning
from evals.rates.labour import labour_cost, shared_seconds
from evals.rates.load import Span
from evals.rates.reviews import WATCHED
from evals.rules.grade import IDS, LABELS
from graphs.agent.forgetting import FORGETTING
from graphs.agent.occasions import OCCASIONS
from graphs.agent.outcome import FIXED_REPLY
from graphs.agent.wordless import WORDLESS
from service.storage.desk.assignments import Assignment as Held
from service.storage.messages.waits import first_answer, waits
from service.storage.rates.rows import KpiRows
from service.storage.types import AnyRow

SMALL_TALK = (
    OCCASIONS
    | FORGETTING
    | WORDLESS
    | {"greeting", "thanks", "goodbye", "other", "contact_left", "back_to_agent", "human_request"}
)
"""Intents that name no matter, so that coming back with one is not coming back about the same."""
CAPTURE = "capture."
"""How the ids of rules about asking for contact details begin."""
_BAD_SIGNS = {"escalation_risk": "warning", "complaint": "complaint"}


@dataclass(frozen=True, slots=True)
class _Grades:
    """By grader and turn the latest label."""

    labels: Mapping[str, Mapping[str, str]]

    def is_bad(self, grader: str, turn_id: str) -> bool | None:
        label = self.labels.get(grader, {}).get(turn_id)
        return None if label is None else label == _BAD_SIGNS[grader]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known for all conversations: the currency of the prices, None where wages are not to be looked at.

    `capture_rules` are the numbers of the rule sets in which rules about asking for contact details are active.
    """

    capture_rules: Collection[str]
    currency: str | None = None


def kpi_record(rows: KpiRows, known: Known) -> ConversationRecord:
    """The record of one conversation."""
    row, grades = rows.conversation, _judgements(rows.graded)
    by_rules = [grade for grade in rows.graded if grade.grader in IDS.values() and grade.label in LABELS]
    ruled, hit = {grade.turn_id for grade in by_rules}, {one.turn_id for one in rows.broken}
    about_capture = any(grade.version.rpartition(".")[2] in known.capture_rules for grade in by_rules)
    outcomes = [grade.label for grade in rows.graded if grade.grader == "resolution"]
    asked = [turn for turn in rows.taken if _asks_about_a_matter(turn)]
    waited = list(waits(rows.said))
    # A turn that an operator is still to answer is not over, and so not yet to be graded.
    over = [turn.id for turn in rows.taken if turn.id != row.open_turn_id]
    return ConversationRecord(
        id=row.id,
        customer_id=row.customer_id,
        channel=row.channel,
        account=row.account,
        language=row.language,
        started_at=row.started_at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        solved=row.solved,
        rating=row.rating,
        outcome=outcomes[-1] if outcomes else None,
        question_left=bool(rows.said) and rows.said[-1].role == "customer",
        intents=frozenset(turn.intent for turn in rows.taken if turn.intent) - SMALL_TALK,
        documents=frozenset(citation["document"] for turn in rows.taken for citation in turn.citations),
        replied_by=frozenset(message.role for message in rows.said if message.role != "customer"),
        handoffs=tuple(Handoff(one.reason, one.at) for one in rows.passed),
        assignments=tuple(_assignment(one, rows.beside, known.currency) for one in rows.held),
        leads_with_consent=rows.left or int(row.had_lead),
        operator_group=rows.held[-1].group if rows.held else None,
        prompt_version=_first(turn.prompt_version for turn in rows.taken),
        model=_model(rows.taken),
        knowledge_version=_first(turn.knowledge_version for turn in rows.taken),
        first_response_s=_wait_s(rows.said, ("agent", "operator"), row.opened_at),
        operator_first_response_s=_wait_s(rows.said, ("operator",), rows.passed[0].at if rows.passed else None),
        responses_s=tuple(wait.seconds for wait in waited),
        operator_responses_s=tuple(wait.seconds for wait in waited if wait.ended_by.role == "operator"),
        grading_lags_s=tuple(_lags(over, rows)),
        complained=any(grades.is_bad("complaint", turn.id) for turn in rows.taken),
        forewarning=_forewarning(rows, grades),
        rule_turns=len(ruled),
        rule_hit_turns=len(ruled & hit),
        labelled=_labelled(grades),
        questions=len(asked),
        answered=sum(bool(turn.answered and turn.citations) for turn in asked),
        asked_for_contact=any(message.asks for message in rows.said) and about_capture,
        capture_broken=any(one.rule.startswith(CAPTURE) for one in rows.broken),
        cost=_cost([turn.cost for turn in rows.taken]),
        grading=_grading(over, rows.progress),
    )


def _assignment(held: Held, beside: Mapping[str, Sequence[Span]], currency: str | None) -> Assignment:
    cost = None
    if held.ended_at is not None and held.per_hour is not None and held.currency == currency:
        seconds = shared_seconds(held.taken_at, held.ended_at, beside.get(held.operator_id, ()))
        cost = labour_cost(seconds, held.per_hour)
    return Assignment(held.operator_id, held.taken_at, held.ended_at, cost)


def _judgements(rows: Sequence[AnyRow]) -> _Grades:
    labels: dict[str, dict[str, str]] = {}
    for grade in rows:
        labels.setdefault(grade.grader, {})[grade.turn_id] = grade.label
    return _Grades(labels)


def _labelled(grades: _Grades) -> dict[str, tuple[int, int]]:
    return {
        grader: (sum(label == watched for label in by_turn.values()), len(by_turn))
        for grader, watched in WATCHED.items()
        if (by_turn := grades.labels.get(grader))
    }


def _forewarning(rows: KpiRows, grades: _Grades) -> Forewarning | None:
    handed_off = {one.turn_id for one in rows.passed}
    signs = [
        TurnSigns(
            warned=grades.is_bad("escalation_risk", turn.id),
            complained=bool(grades.is_bad("complaint", turn.id)),
            handed_off=turn.id in handed_off,
        )
        for turn in rows.taken
    ]
    return forewarning(signs) if signs else None


def _asks_about_a_matter(turn: AnyRow) -> bool:
    return turn.replied_by == "agent" and turn.answered is not None and turn.intent and turn.intent not in SMALL_TALK


def _first(values: Iterable[object]) -> str | None:
    return next((str(value) for value in values if value is not None and value != ""), None)


def _model(taken: Sequence[AnyRow]) -> str | None:
    """A greeting out of a file tells nothing of the model that answers afterwards."""
    return _first(turn.model for turn in taken if turn.model != FIXED_REPLY) or _first(turn.model for turn in taken)


def _wait_s(said: Sequence[AnyRow], roles: tuple[str, ...], since: datetime | None) -> float | None:
    wait = first_answer(said, roles, since)
    return wait.seconds if wait else None


def _lags(over: Collection[str], rows: KpiRows) -> Iterable[float]:
    """Of each turn that has all grades of its reply: seconds from the last reply in it to the last of them."""
    replied = {one.turn_id: one.at for one in rows.said if one.role != "customer" and one.turn_id}
    for turn in rows.progress:
        known = turn.reply_graded_at is not None and not turn.reply_waiting
        if known and turn.turn_id in over and turn.turn_id in replied:
            yield (turn.reply_graded_at - replied[turn.turn_id]).total_seconds()


def _cost(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _grading(over: Collection[str], progress: Sequence[AnyRow]) -> GradingCounts:
    own = [turn for turn in progress if turn.turn_id in over]
    waiting, failed = sum(turn.waiting > 0 for turn in own), sum(turn.failed > 0 for turn in own)
    both = sum(turn.waiting > 0 and turn.failed > 0 for turn in own)
    graded = len(own) - waiting - failed + both
    return GradingCounts(turns=len(over), graded=graded, pending=waiting, could_not_grade=failed - both)
