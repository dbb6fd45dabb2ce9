"""A judge as a grader: whether this turn is to be judged, then the verdict, remembered or asked for, as a grade."""

import asyncio
import re
from dataclasses import dataclass, field
from hashlib import sha256
from weakref import WeakValueDictionary

from langchain_core.messages import HumanMessage, SystemMessage

from evals.judge_policy import Policy
from evals.judging.asking import BudgetSpentError, CouldNotJudgeError, Question, ask
from evals.judging.case import Case, case_of, lacking
from evals.judging.ledger import Judgement, Ledger
from evals.judging.verdict import Verdict
from evals.model_judge import ModelJudge
from graphs.evaluator.grader import NOT_APPLICABLE, Grade, Grader, GradingContext
from graphs.named_model import NamedModel

_NO_LETTERS = re.compile(r"[\W_]+")
_MOST_SPOKEN, _MOST_SHOWN = 5, 300
"""Of the sentences that speak to the grader: how many are shown, and how many characters of each."""


@dataclass(frozen=True)
class Bench:
    """What all judges of a process share: what they remember and may spend, and how many ask at the same time.

    `being_asked` holds a lock for each request under way, so that turns that are alike wait for one answer.
    """

    ledger: Ledger
    seed: str
    room: asyncio.Semaphore
    being_asked: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)


@dataclass(frozen=True)
class GradeByModel:
    """The grading function of one judge. `beside` is the deterministic grader that tells where it is unsure."""

    judge: ModelJudge
    instructions: str
    version: str
    model: NamedModel
    beside: Grader
    policy: Policy
    bench: Bench

    async def __call__(self, context: GradingContext) -> Grade:
        """Not applicable without what it needs, then not sampled, then over the budget, then the model's verdict."""
        if missing := lacking(self.judge, context):
            return Grade.not_applicable(f"nothing is known of: {missing}")
        if not self.policy.samples(context.turn.id, self.bench.seed):
            return Grade.not_sampled(f"asked about {self.policy}")
        if sure := await self._sure(context):
            return Grade.not_sampled(sure)
        case = case_of(self.judge, context)
        try:
            judgement = await self._judgement(case, context.turn.id)
        except BudgetSpentError:
            return Grade.over_budget("the judges' tokens of today are used up")
        except CouldNotJudgeError as error:
            return Grade.could_not_grade(str(error))
        return self._grade(judgement, case)

    async def _sure(self, context: GradingContext) -> str:
        """Why nothing is left to ask after the deterministic grade; empty where something is."""
        if self.policy.unsure is None:
            return ""
        try:
            grade = await self.beside.grade(context)
        except Exception:  # noqa: BLE001 - its failure is recorded where it grades; here it leaves all to ask
            return ""
        if grade.label == NOT_APPLICABLE:
            return f"{self.beside.id} finds nothing to judge"
        if grade.score is None or self.policy.is_unsure(grade.score):
            return ""
        return f"{self.beside.id} is sure enough, with the score {grade.score:.2f}"

    async def _judgement(self, case: Case, turn_id: str) -> Judgement:
        """What was answered to these very texts before, else what the model answers now."""
        key = sha256("\0".join((self.version, self.judge.id, self.instructions, case.text)).encode()).hexdigest()
        ledger = self.bench.ledger
        async with self.bench.being_asked.setdefault(key, asyncio.Lock()):
            if found := await ledger.find(key):
                return found
            messages = (SystemMessage(self.instructions), HumanMessage(case.text))
            async with self.bench.room:
                verdict = await ask(Question(messages, tuple(self.judge.scores)), self.model, ledger)
            judgement = _checked(verdict, case)
            await ledger.keep(key, judgement, self.judge.id, turn_id)
            return judgement

    def _grade(self, judgement: Judgement, case: Case) -> Grade:
        notes = _notes(case)
        spoken = tuple(f"to the grader, left out: {said[:_MOST_SHOWN]}" for _, said in case.to_grader[:_MOST_SPOKEN])
        return Grade(
            judgement.label,
            None if judgement.label == NOT_APPLICABLE else self.judge.scores[judgement.label],
            " ".join((judgement.reason, *notes)),
            (*judgement.evidence, *spoken),
        )


def _checked(verdict: Verdict, case: Case) -> Judgement:
    """The verdict with those quotes alone that stand in what was shown; that others were given is told."""
    shown = _NO_LETTERS.sub("", "".join(case.shown)).casefold()
    found = [quote for quote in verdict.evidence if (plain := _NO_LETTERS.sub("", quote).casefold()) and plain in shown]
    invented = len(verdict.evidence) - len(found)
    note = f" (Left out: quotes that stand in no text: {invented}.)" if invented else ""
    return Judgement(verdict.label, verdict.reason + note, tuple(found))


def _notes(case: Case) -> list[str]:
    """What a reader must know of how the turn was shown."""
    notes = []
    if case.to_grader:
        parts = ", ".join(dict.fromkeys(part.value.lower() for part, _ in case.to_grader))
        notes.append(f"(Words to the grader were left out of: {parts}.)")
    if case.cut:
        notes.append(f"(Too long to be shown whole: {', '.join(part.value.lower() for part in case.cut)}.)")
    return notes
