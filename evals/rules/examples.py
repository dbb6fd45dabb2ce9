"""Each rule tried on its own examples: what it must hit, and what it must let pass."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from evals.rules.book import RuleBook
from evals.rules.document import Line, Required, Rule, RuleSet
from graphs.evaluator.grader import Ending, GradingContext, Place, Sense
from graphs.turn import Message, Role, Turn
from knowledge.language import detect

_START = datetime(2026, 1, 5, 10, tzinfo=UTC)
_ASKS = {"zh": "你好，我想咨询一下。", "en": "Hello, I have a question."}


@dataclass(frozen=True, slots=True)
class WrongExample:
    """An example that came out otherwise than it says; `wanted` is hit or pass, `number` counts from 1 there."""

    rule: str
    wanted: str
    number: int
    text: str

    def __str__(self) -> str:
        did = "is not hit" if self.wanted == "hit" else "is hit"
        return f"{self.rule}: example {self.number} of `{self.wanted}` {did}: {self.text}"


async def wrong_examples(document: RuleSet, sense: Sense | None) -> list[WrongExample]:
    """The examples of the document's own rules, active or not, that come out wrong."""
    wrong: list[WrongExample] = []
    for rule in document.rules:
        wrong += await _wrong(rule, document, sense)
    return wrong


async def _wrong(rule: Rule, document: RuleSet, sense: Sense | None) -> list[WrongExample]:
    alone = document.model_copy(
        update={"packs": (), "inactive": (), "rules": (rule.model_copy(update={"active": True}),)}
    )
    book, wrong = RuleBook(alone), list[WrongExample]()
    stage = next(iter(book.stages()))
    for wanted, examples in (("hit", rule.examples.hit), ("pass", rule.examples.let_pass)):
        for number, example in enumerate(examples, 1):
            context = _context(example, rule, document)
            hits = await book.hits(replace(context, sense=sense), stage)
            if bool(hits) != (wanted == "hit"):
                wrong.append(WrongExample(rule.id, wanted, number, context.turn.reply))
    return wrong


def _context(example: str | tuple[Line, ...], rule: Rule, document: RuleSet) -> GradingContext:
    said = _said(example if isinstance(example, tuple) else _alone(example, rule))
    replies = len(said)
    while replies and said[replies - 1].role != "customer":
        replies -= 1
    asked = replies
    while asked and said[asked - 1].role == "customer":
        asked -= 1
    turn = Turn(
        id="example",
        conversation_id="example",
        history=tuple(said[:asked]),
        asked=tuple(said[asked:replies]),
        replies=tuple(said[replies:]),
        language=(rule.applies.languages or (None,))[0],
    )
    ended = isinstance(rule, Required) and rule.where in ("last", "any")
    return GradingContext(
        turn=turn,
        following=() if ended else None,
        ending=Ending("customer") if ended else None,
        place=_place(rule, document, said[replies:]),
    )


def _alone(text: str, rule: Rule) -> tuple[Line, ...]:
    asked = Line(customer=_ASKS.get(detect(text), _ASKS["en"]))
    return asked, Line(operator=text) if rule.applies.to == "operator" else Line(agent=text)


def _said(lines: Iterable[Line]) -> list[Message]:
    messages, at = list[Message](), _START
    for line in lines:
        at += timedelta(seconds=line.after_s)
        spoken: dict[Role, str | None] = {"customer": line.customer, "agent": line.agent, "operator": line.operator}
        messages += [Message(role, text, at) for role, text in spoken.items() if text is not None]
    return messages


def _place(rule: Rule, document: RuleSet, replies: Iterable[Message]) -> Place:
    """An example stands where the rule applies."""
    scope = rule.applies
    members = document.groups.get(scope.groups[0], ()) if scope.groups else ()
    operator = members[0] if members else None
    return Place(
        channel=(scope.channels or (None,))[0],
        account=(scope.accounts or (None,))[0],
        operators=tuple(operator if one.role == "operator" else None for one in replies),
    )
