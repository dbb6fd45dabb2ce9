"""What a customer's next messages say about the turn before: the evidence of every grader of the outcome stage."""

from dataclasses import dataclass

from evals.cues import ASKS_FOR_PERSON, DECLINES_PERSON, NO_LONGER_NEEDED, NOT_SOLVED, SOLVED, THANKS
from evals.text import asks, likeness, subject_terms
from graphs.evaluator.grader import GradingContext
from graphs.sentiment import sentiment_of
from knowledge.language import detect

UPSET = 0.6
SAME_WORDING = 0.6
SAME_MATTER = 0.15
SAME_MEANING_COSINE = 0.85


@dataclass(frozen=True, slots=True)
class Afterwards:
    """`words` is what the customer said next; `solved` their word at the end, None where they gave none.

    `was_upset` is their mood in the turn itself.
    """

    words: str
    solved: bool | None
    wants_person: bool
    unhappy: bool
    content: bool
    no_longer_needed: bool
    asks_on: bool
    repeats: bool
    same_matter: bool
    was_upset: bool

    @property
    def said(self) -> bool:
        """Whether the customer said anything more."""
        return bool(self.words.strip())


async def look_back(context: GradingContext) -> Afterwards | None:
    """None while it is not known what followed."""
    if context.following is None and context.ending is None:
        return None
    words = "\n".join(message.text for message in context.following or ())
    question = context.turn.question
    no_longer = bool(NO_LONGER_NEEDED.search(words))
    mood = sentiment_of(words) if words.strip() else None
    unhappy = bool(NOT_SOLVED.search(words)) or (mood is not None and mood.upset >= UPSET)
    return Afterwards(
        words=words,
        solved=context.ending.solved if context.ending else None,
        wants_person=wants_person(words),
        unhappy=unhappy and not no_longer,
        content=no_longer or bool(SOLVED.search(words) or THANKS.search(words)),
        no_longer_needed=no_longer,
        asks_on=asks(words) or len(subject_terms(words)) > 6,
        repeats=await _repeats(context, words),
        same_matter=likeness(question, words) >= SAME_MATTER or likeness(context.turn.reply, words) >= SAME_MATTER,
        was_upset=sentiment_of(question).upset >= UPSET,
    )


def wants_person(text: str) -> bool:
    """Whether somebody asks for a person, line by line; "no need to transfer me" does not."""
    return any(ASKS_FOR_PERSON.search(line) and not DECLINES_PERSON.search(line) for line in text.splitlines())


async def _repeats(context: GradingContext, words: str) -> bool:
    """Whether the next message asks what this turn asked, in much the same words or in the same sense."""
    question = context.turn.question
    if len(subject_terms(question)) < 2 or not words.strip():
        return False
    alike = max(likeness(question, line) for line in words.splitlines() if line.strip())
    if alike >= SAME_WORDING:
        return True
    if context.embed is None or not asks(words) or "zh" in (detect(question), detect(words)):
        return False
    vectors = await context.embed((question, words))
    return float(vectors[0] @ vectors[1]) >= SAME_MEANING_COSINE
