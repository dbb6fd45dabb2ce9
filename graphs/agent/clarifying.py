"""Two topics that fit a short question equally well: when to ask which one is meant, instead of guessing."""

from collections.abc import Sequence

from graphs.agent.policy import Policy
from graphs.agent.state import Search
from graphs.agent.talk import Word, content, is_chinese
from graphs.answer_shape import wanted_shape
from graphs.phrases import units
from graphs.turn import Passage
from knowledge.language import detect
from knowledge.words import terms

_MOST_UNITS, _MOST_UNITS_ZH = 9, 14
_MOST_TOPICS = 3
_NOTHING_NAMED = 4
_LONGEST_WORD_ZH, _LONGEST_NAME = 3, 60


def close_topics(searches: Sequence[Search], language: str, policy: Policy) -> tuple[str, ...]:
    """The names of the two or three topics between which one short question leaves the choice; none where it does not.

    A question leaves the choice where it names nothing ("how long does it take?"), or one thing that stands over all of
    those topics ("how do I cancel?"). Of the passages in the customer's language, those of different documents or
    headings are different topics; each must be able to hold an answer (a time for "how long"). They are close where
    they lie behind the best one by no more than the share `policy.clarify_margin` of its score (four times that where
    the question names nothing), counted from zero, or from the lowest score found where that is negative: scores
    compare within one search only.
    """
    if len(searches) != 1 or not policy.clarify_margin:
        return ()
    (search,) = searches
    question, shape = search.question, wanted_shape(search.question)
    named = content(question)
    if not _says_little(question, content(question, aspects=True)) or not (named or shape):
        return ()
    best = _best_of_each_topic(search.passages, language)
    # Where nothing is named, scores differ by accidents of wording, and the shape of an answer tells more.
    margin = policy.clarify_margin if named else min(1.0, _NOTHING_NAMED * policy.clarify_margin)
    near = _near(best, [passage.score for passage in search.passages], margin)
    if shape and not named:
        near = [passage for passage in near if shape.told.search(passage.text)]
    if not 2 <= len(near) <= _MOST_TOPICS or best[0] not in near:
        return ()
    if shape and not all(shape.told.search(passage.text) for passage in near):
        return ()
    if not all(set(terms(word.text)) <= set(terms(_over(passage))) for word in named for passage in near):
        return ()
    names = tuple(dict.fromkeys(_name(passage) for passage in near))
    return names if len(names) == len(near) and all(0 < len(name) <= _LONGEST_NAME for name in names) else ()


def _says_little(question: str, named: Sequence[Word]) -> bool:
    if is_chinese(question):
        return len(units(question)) <= _MOST_UNITS_ZH and sum(len(word.text) for word in named) <= _LONGEST_WORD_ZH
    return len(units(question)) <= _MOST_UNITS and len(named) <= 1


def _best_of_each_topic(passages: Sequence[Passage], language: str) -> list[Passage]:
    best: dict[tuple[str, tuple[str, ...]], Passage] = {}
    for passage in passages:
        if detect(passage.text) in (language, "und"):
            best.setdefault((passage.document, passage.headings), passage)
    return list(best.values())


def _near(best: Sequence[Passage], scores: Sequence[float], margin: float) -> list[Passage]:
    """The topics whose scores reach nearly the best one's."""
    if not best:
        return []
    floor = min(0.0, *scores)
    least = best[0].score - margin * (best[0].score - floor)
    return [passage for passage in best if passage.score >= least]


def _over(passage: Passage) -> str:
    return " ".join((passage.title, *passage.headings))


def _name(passage: Passage) -> str:
    """What customers would call it: the nearest heading, else the title."""
    return (passage.headings[-1] if passage.headings else passage.title).strip().rstrip(":：")
