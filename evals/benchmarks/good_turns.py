"""A good turn about the demo shop, to plant a fault into."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evals.benchmarks.demo_matters import Matter, tells_of
from evals.diagnosis.causes import Cause
from evals.diagnosis.record import Record
from graphs.turn import Citation, Message, Passage, Sentiment, Timings, Turn

HITS = 5
MODEL = "provider:large"
QUICK = Timings(triage_ms=12, retrieve_ms=25, answer_ms=900, check_ms=3, total_ms=960)


@dataclass(frozen=True, slots=True)
class Planted:
    """`cause` is what was planted, None for a good turn; `base` is all that is published while it is asked."""

    id: str
    cause: Cause | None
    record: Record
    base: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Good:
    """A good turn to spoil, and what surrounds it."""

    id: str
    record: Record
    matter: Matter
    other: Matter
    base: tuple[Passage, ...]

    @property
    def turn(self) -> Turn:
        """The turn itself."""
        return self.record.turn

    @property
    def zh(self) -> bool:
        """Whether it is in Chinese."""
        return self.matter.language == "zh"

    def say(self, en: str, zh: str) -> str:
        """The wording of this turn's language."""
        return zh if self.zh else en

    def spoilt(self, cause: Cause, record: Record, base: tuple[Passage, ...] | None = None) -> Planted:
        """The fault planted."""
        return Planted(self.id, cause, record, self.base if base is None else base)

    def with_turn(self, **changes: object) -> Record:
        """The record with another turn."""
        return replace(self.record, turn=replace(self.turn, **changes))  # type: ignore[arg-type]


def good_turn(
    turn_id: str, known: Sequence[Matter], base: tuple[Passage, ...], rng: random.Random, *, own_words: bool
) -> Good:
    """A good turn about one of the matters, in the words of the documents or in the customer's own."""
    matter = rng.choice(known)
    other = rng.choice([one for one in known if one.language == matter.language and one is not matter])
    question = matter.asked if own_words else matter.question
    strangers = [
        one
        for one in base
        if one.document.startswith(matter.language) and not (tells_of(matter, one) or tells_of(other, one))
    ]
    hits = [matter.home, *rng.sample(strangers, HITS - 1)]
    scored = tuple(replace(one, score=round(0.9 - 0.15 * rank, 2)) for rank, one in enumerate(hits))
    turn = Turn(
        id=turn_id,
        conversation_id=turn_id,
        asked=(Message("customer", question),),
        replies=(Message("agent", matter.answer),),
        language=matter.language,
        sentiment=Sentiment("neutral", 0.05),
        passages=scored,
        citations=(cite(matter.home, matter.answer),),
        answered=True,
        confidence=round(rng.uniform(0.7, 0.98), 2),
        handed_off=False,
        timings=QUICK,
        model=MODEL,
    )
    thanks = rng.choice(
        ("谢谢，明白了。", "好的，谢谢！") if matter.language == "zh" else ("Thanks!", "Great, thank you.")
    )
    return Good(turn_id, Record(turn=turn, following=customer_says(thanks), model=MODEL), matter, other, base)


def cite(passage: Passage, quote: str) -> Citation:
    """The passage as the source of these words of it."""
    return Citation(passage.document, passage.chunk_id, quote)


def customer_says(*texts: str) -> tuple[Message, ...]:
    """The customer's messages."""
    return tuple(Message("customer", text) for text in texts)
