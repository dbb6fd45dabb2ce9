"""What the rates need to know of a played case, as plain data."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict

from evals.conversation import ConversationRecord, GradingCounts, Handoff
from evals.rules.grade import BROKEN, IDS, LABELS
from graphs.agent.state import Outcome
from graphs.evaluator.grader import BY_MODEL, COULD_NOT_GRADE, NO_JUDGEMENT, Graded
from graphs.turn import Role, Usage


class Facts(BaseModel):
    """A conversation's part in the rates; the fields are those of `ConversationRecord`, sets in order.

    `turns` counts the customer's turns, `could_not_grade` those of them with a grade that failed, judges' grades left
    out: whether a model answers is no part of how completely turns are graded. `cost` is None where
    a model's price is not known. `rule_turns` are those that rules have judged, `rule_hit_turns` those with a hit.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: str | None
    question_left: bool
    intents: tuple[str, ...]
    documents: tuple[str, ...]
    replied_by: tuple[Role, ...]
    handoffs: tuple[str, ...]
    leads_with_consent: int
    cost: Decimal | None
    turns: int
    could_not_grade: int
    rule_turns: int = 0
    rule_hit_turns: int = 0

    @classmethod
    def of(cls, outcomes: list[Outcome], replied_by: set[Role], grades: list[tuple[Graded, ...]]) -> Self:
        """From the turns of one case: their outcomes, who replied besides the agent, and the grades of each."""
        labels = [
            {one.grader: one.grade.label for one in given if not one.grader.endswith(BY_MODEL)} for given in grades
        ]
        resolutions = [given["resolution"] for given in labels if "resolution" in given]
        judged = [label for label in resolutions if label not in NO_JUDGEMENT]
        ruled = [{given.get(grader) for grader in IDS.values()} & set(LABELS) for given in labels]
        details = {contact.value for one in outcomes for contact in one.contacts if contact.type != "name"}
        return cls(
            outcome=judged[-1] if judged else None,
            question_left=bool(outcomes) and not outcomes[-1].reply,
            intents=tuple(sorted({one.intent for one in outcomes})),
            documents=tuple(sorted({citation.document for one in outcomes for citation in one.citations})),
            replied_by=tuple(sorted({"agent", *replied_by})),
            handoffs=tuple(one.handoff.value for one in outcomes if one.handoff),
            leads_with_consent=len(details),
            cost=sum((one.usage for one in outcomes), Usage()).cost,
            turns=len(outcomes),
            could_not_grade=sum(COULD_NOT_GRADE in given.values() for given in labels),
            rule_turns=sum(map(bool, ruled)),
            rule_hit_turns=sum(BROKEN in given for given in ruled),
        )

    def conversation(self, name: str, language: str, *, solved: bool | None, at: datetime) -> ConversationRecord:
        """The case as the rates see it: closed by the customer, each playing a customer of its own."""
        return ConversationRecord(
            id=name,
            customer_id=name,
            channel="suite",
            account="suite",
            language=language,
            started_at=at,
            opened_at=at,
            closed_at=at + timedelta(minutes=self.turns),
            closed_by="customer",
            solved=solved,
            outcome=self.outcome,
            question_left=self.question_left,
            intents=frozenset(self.intents),
            documents=frozenset(self.documents),
            replied_by=frozenset(self.replied_by),
            handoffs=tuple(Handoff(reason, at) for reason in self.handoffs),
            leads_with_consent=self.leads_with_consent,
            rule_turns=self.rule_turns,
            rule_hit_turns=self.rule_hit_turns,
            cost=self.cost,
            grading=GradingCounts(self.turns, self.turns - self.could_not_grade, 0, self.could_not_grade),
        )
