"""Turns to grade by the hundred thousand: customers' questions with replies good and bad, over passages of a folder."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.benchmarks.demo_matters import published
from evals.benchmarks.questions import different_questions
from evals.benchmarks.turn_store import MadeTurn
from graphs.agent.state import Outcome
from graphs.turn import Citation, Passage, Sentiment
from knowledge.language import detect
from knowledge.sentences import split

TURNS_EACH = 5
TOGETHER = 100
_QUESTIONS = 1_500
_PASSAGES = 3
_SHARES = {"quotes": 0.6, "other number": 0.1, "refuses": 0.1, "promises": 0.1, "rude": 0.05, "leaks": 0.05}
_SAYS = {
    "refuses": ("I'm sorry, I could not find that.", "抱歉，我没有找到相关信息。"),
    "promises": ("We will refund you today, I promise.", "我保证今天就给您退款。"),
    "rude": ("That is not my problem. Read the page.", "关我什么事，自己看。"),
    "leaks": ("The card on file is 4111 1111 1111 1111.", "您的卡号是4111 1111 1111 1111。"),
}
_MOODS = (
    "",
    "",
    "",
    "",
    " This is ridiculous, I want to complain!",
    " Thanks, that helped.",
    " 太差了，我要投诉！",
    " 谢谢！",
)


def made_turns(count: int, folder: Path, seed: int) -> Iterator[tuple[MadeTurn, ...]]:
    """`count` turns, in rounds of one turn each of different customers, who have `TURNS_EACH` turns in all."""
    source, passages = random.Random(seed), published(folder, (".md",))  # noqa: S311 - the same turns every time
    questions = different_questions(None, _QUESTIONS)
    left, first = count, 0
    while left:
        for _ in range(TURNS_EACH):
            together = min(TOGETHER, left)
            left -= together
            if together:
                customers = (f"customer {first + at}" for at in range(together))
                yield tuple(_turn(customer, source, questions, passages) for customer in customers)
        first += TOGETHER


def _turn(customer: str, source: random.Random, questions: Sequence[str], passages: Sequence[Passage]) -> MadeTurn:
    question = source.choice(questions)
    language = detect(question)
    found = tuple(source.sample(passages, _PASSAGES))
    (kind,) = source.choices(list(_SHARES), list(_SHARES.values()))
    quote = source.choice(split(found[0].text))
    said = {"quotes": quote, "other number": f"{quote} {source.randint(2, 99)} days."}
    reply = said.get(kind) or _SAYS[kind][language == "zh"]
    outcome = Outcome(
        reply=reply,
        language=language,
        intent="question",
        sentiment=Sentiment("neutral", 0.2),
        passages=found,
        citations=(Citation(found[0].document, found[0].chunk_id, quote),) if kind in said else (),
        answered=kind != "refuses",
    )
    return MadeTurn(customer, question + source.choice(_MOODS), outcome)
