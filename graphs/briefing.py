"""What an operator gets with a hand-off: what it is about, the mood and its trend, facts, and what was tried."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from graphs.human_request import asks_for_human
from graphs.mood_trend import Trend, trend_of
from graphs.phrases import similarity, units
from graphs.turn import Contact, Urgency
from graphs.urgency import urgency_by_now
from graphs.wearing_out import says_again
from knowledge.sentences import split

EXTRACTIVE = "extractive"
_MOST_SENTENCES, _LONGEST_SENTENCE = 3, 240
_FEW_UNITS = 3
_MOST_TRIED = 6
_FEW_WITH_DETAIL = 5
_SAME = 0.7
"""From this share of words in common on, two sentences say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefedTurn:
    """What counts of one turn. `answered` is None where an operator replied, or nobody; `upset` a probability.

    `titles` are what people call the documents, by their names.
    """

    question: str
    answered: bool | None
    upset: float
    urgency: Urgency = "normal"
    orders: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    documents: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tried:
    """A question that the agent replied to, whether the last reply was an answer, and by which documents.

    Greetings, contact details and other small talk, which are answered by no document, are none.
    """

    question: str
    answered: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """`summary` in the customer's words, or `written_by` a model; `upset` is the last turn's probability.

    `repeats` counts the turns in which the customer says that they said it before, `unanswered` those that the agent
    could not answer.
    """

    summary: str
    written_by: str
    upset: float
    trend: Trend
    urgency: Urgency
    repeats: int
    unanswered: int
    contacts: tuple[Contact, ...]
    orders: tuple[str, ...]
    documents: tuple[str, ...]
    titles: Mapping[str, str]
    tried: tuple[Tried, ...]


def brief(turns: Sequence[BriefedTurn]) -> Briefing:
    """The briefing of a conversation, without a model; the last turn is the one that was handed over."""
    contacts = {(one.type, one.value): one for turn in turns for one in turn.contacts}
    return Briefing(
        summary=in_own_words([turn.question for turn in turns], contacts.values()),
        written_by=EXTRACTIVE,
        upset=turns[-1].upset,
        trend=trend_of([turn.upset for turn in turns]),
        urgency=reduce(urgency_by_now, (turn.urgency for turn in turns)),
        repeats=sum(says_again(turn.question) for turn in turns),
        unanswered=sum(turn.answered is False for turn in turns),
        contacts=tuple(contacts.values()),
        orders=tuple(dict.fromkeys(number for turn in turns for number in turn.orders)),
        documents=tuple(dict.fromkeys(name for turn in turns for name in turn.documents)),
        titles={name: title for turn in turns for name, title in turn.titles.items()},
        tried=tuple(_tried(turns)[-_MOST_TRIED:]),
    )


def in_own_words(questions: Sequence[str], contacts: Collection[Contact]) -> str:
    """What these questions (at least one) are about, in the customer's sentences, without bare contact details."""
    said = [_without_details(question, contacts) for question in questions]
    return " ".join(salient_sentences(said)) or questions[-1][:_LONGEST_SENTENCE]


def salient_sentences(said: Sequence[str]) -> list[str]:
    """The customer's sentences that say most of what it is about, in their order; all where they are few."""
    sentences = _once(_telling(said)) or [text.strip() for text in said[-1:]]
    best = sorted(range(len(sentences)), key=lambda at: (-_weight(sentences[at], at, len(sentences)), -at))
    return [sentences[at][:_LONGEST_SENTENCE] for at in sorted(best[:_MOST_SENTENCES])]


def _tried(turns: Sequence[BriefedTurn]) -> list[Tried]:
    """Each question once, as it was asked last and with what came of it then."""
    found: list[Tried] = []
    for turn in turns:
        if turn.answered is False or (turn.answered and turn.documents):
            found = [one for one in found if not _same(one.question, turn.question)]
            found.append(Tried(turn.question[:_LONGEST_SENTENCE], turn.answered, turn.documents))
    return found


def _without_details(text: str, contacts: Collection[Contact]) -> str:
    """Without the sentences that only give a contact detail, which stands by itself in a briefing."""
    return "\n".join(
        sentence
        for sentence in split(text)
        if not any(
            one.raw in sentence and len(units(sentence.replace(one.raw, ""))) <= _FEW_WITH_DETAIL for one in contacts
        )
    )


def _once(sentences: Iterable[str]) -> list[str]:
    """What is said again is told once: in the words of the longer one, where it was said last."""
    found: list[str] = []
    for sentence in sentences:
        alike = [one for one in found if _same(one, sentence)]
        found = [one for one in found if one not in alike]
        found.append(max(*alike, sentence, key=len) if alike else sentence)
    return found


def _same(one: str, other: str) -> bool:
    return one == other or similarity(one, other) >= _SAME


def _telling(said: Sequence[str]) -> Iterator[str]:
    """Without greetings, thanks, and the bare wish for a person."""
    for text in said:
        for sentence in split(text):
            words = units(sentence)
            if len(words) > _FEW_UNITS and not (asks_for_human(sentence) and not any(map(str.isdigit, sentence))):
                yield sentence


def _weight(sentence: str, at: int, count: int) -> float:
    """Numbers and questions say most; what came first tells the matter, and what came last how it stands."""
    weight = 2.0 * any(map(str.isdigit, sentence)) + 1.5 * sentence.rstrip().endswith(("?", "？"))
    return weight + (1.0 if at in (0, count - 1) else 0.0) + min(len(units(sentence)), 20) / 20
