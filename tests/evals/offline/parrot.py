"""A target that is a script of its own, and a suite of one case, in few words."""

from typing import Any, ClassVar

from evals.judge import load_graders
from evals.offline.case import AnyCase, Case, Need
from evals.offline.play import Judges
from evals.offline.suite import Suite, SuiteHead
from evals.offline.target import ALL
from evals.rules.document import RuleSet
from graphs.agent.state import Outcome, Question
from graphs.evaluator.graph import build_evaluator
from graphs.turn import Citation, Contact, HandoffReason, Passage, Sentiment

TEXT = "The warranty is 3 years."


class Parrot:
    """Knows the warranty, passes on who asks for a person, and says so when it knows nothing."""

    offers: tuple[Need, ...] = ("operator",)
    name = "parrot"
    fingerprint = "parrot 1"
    versions: ClassVar[dict[str, str]] = {}

    def __init__(self) -> None:
        self.questions: list[Question] = []

    tells = ALL

    def in_case(self, case: AnyCase, repetition: int) -> "Parrot":
        return self

    async def converse(self, question: Question) -> Outcome:
        self.questions.append(question)
        asked = question["asked"][-1].text
        if "explode" in asked:
            raise RuntimeError("boom")
        known: dict[str, Any] = {"reply": "I'm sorry, I could not find an answer to that."}
        if "warranty" in asked:
            passage = Passage("kb/warranty.md", "1", TEXT)
            known = {
                "reply": TEXT,
                "answered": True,
                "passages": (passage,),
                "citations": (Citation(passage.document, "1", TEXT),),
            }
        if "human" in asked:
            known = {"reply": "I am passing you to a colleague.", "handoff": HandoffReason.CUSTOMER_REQUEST}
        if "@" in asked:
            known["contacts"] = (Contact("email", "a@b.example", "a@b.example"),)
        return Outcome(language="en", intent="question", sentiment=Sentiment("neutral", 0.1), **known)


def suite(*turns: dict[str, Any], rules: RuleSet | None = None, **head: Any) -> Suite:
    case = Case.model_validate({"id": "case", "language": "en", "turns": turns})
    return Suite(
        head=SuiteHead(name="small", description="", languages=["en"], **head),
        cases=(case,),
        knowledge=(),
        rules=rules,
    )


def judges() -> Judges:
    return Judges(evaluator=build_evaluator(load_graders()))
