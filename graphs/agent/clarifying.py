"""Two topics that fit a short question equally well: when to ask which one is meant, instead of guessing."""

from collections.abc import Sequence

from graphs.agent.policy import Policy
from graphs.agent.retrieved import Search
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


def close_topics(searches: Sequence[Search], policy: Policy) -> tuple[str, ...]:
    """The names of the two or three topics between which one short question leaves the choice; none where it does not.

    A question leaves the choice where it names nothing ("how long does it take?"), or one thing that stands over all of
    those topics ("how do I cancel?"): in their names, or else in the titles above them. Passages in the question's
    language of different documents or headings are different topics, unless the name of one says what another's says;
    each must be able to hold an answer (a time for "how long"). They are close where they lie behind the best one by no
    more than the share `policy.clarify_margin` of its score (four times that where the question names nothing), counted
    from zero, or from the lowest score found where that is negative: scores compare within one search only.
    """
    if len(searches) != 1 or not policy.clarify_margin:
        return ()
    (search,) = searches
    question, shape = search.question, wanted_shape(search.question)
    named = content(question)
    if not _says_little(question, content(question, aspects=True)) or not (named or shape):
        return ()
    # Where nothing is named, scores differ by accidents of wording, and the shape of an answer tells more.
    margin = policy.clarify_margin if named else min(1.0, _NOTHING_NAMED * policy.clarify_margin)
    near = _near(search.passages, margin)
    words = {term for word in named for term in terms(word.text)}
    if words and not all(words.issubset(terms(_over(passage))) for passage in near):
        return ()
    near = _apart([passage for passage in near if words.issubset(terms(_name(passage)))] or near)
    if shape:
        fit = [passage for passage in near if shape.told.search(passage.text)]
        near = fit if fit == near or (not named and fit[:1] == near[:1]) else []
    if len(near) < 2:
        return ()
    language = detect(question)
    near = [passage for passage in near if detect(passage.text) in (language, "und")]
    names = tuple(dict.fromkeys(_name(passage) for passage in near))
    fitting = len(names) == len(near) and all(0 < len(name) <= _LONGEST_NAME for name in names)
    return names if fitting and 2 <= len(near) <= _MOST_TOPICS else ()


def _says_little(question: str, named: Sequence[Word]) -> bool:
    if is_chinese(question):
        return len(units(question)) <= _MOST_UNITS_ZH and sum(len(word.text) for word in named) <= _LONGEST_WORD_ZH
    return len(units(question)) <= _MOST_UNITS and len(named) <= 1


def _near(passages: Sequence[Passage], margin: float) -> list[Passage]:
    """The best passage of each topic whose score reaches nearly the best one's."""
    floor = min(0.0, *(passage.score for passage in passages)) if passages else 0.0
    best: dict[tuple[str, tuple[str, ...]], Passage] = {}
    for passage in passages:
        if passage.score >= passages[0].score - margin * (passages[0].score - floor):
            best.setdefault((passage.document, passage.headings), passage)
    return list(best.values())


def _apart(near: Sequence[Passage]) -> list[Passage]:
    """Without those whose name says what another's says and more: "Refunds" and "When do I get my refund?" are one."""
    said = [frozenset(terms(_name(passage))) for passage in near]
    return [
        passage for passage, own in zip(near, said, strict=True) if not any(other and other < own for other in said)
    ]


def _over(passage: Passage) -> str:
    return " ".join((passage.title, *passage.headings))


def _name(passage: Passage) -> str:
    """What customers would call it: the nearest heading, else the title."""
    return (passage.headings[-1] if passage.headings else passage.title).strip().rstrip(":：")
