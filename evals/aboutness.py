"""How well an answer addresses a question: shared subject, likeness of meaning, the kind of answer that was wanted."""

import re
from collections.abc import Sequence

from evals.claims import bare_answer
from evals.text import coverage, subject_terms
from graphs.evaluator.grader import Embed
from graphs.turn import Passage
from knowledge.language import detect
from knowledge.words import fold

OTHER_KIND = 0.7
"""What an answer of another kind than was asked for keeps of its score."""

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|ten|twelve|free|once|twice|none)\b|[一二两三四五六七八九十百千半]"
    r"|免费|包邮"
)
_TIME = re.compile(
    r"\d|\b(?:day|week|month|year|hour|minute|today|tomorrow|soon|immediately|always|never|until|after|before|when"
    r"|once|mon|tues|wednes|thurs|fri|satur|sun|daily|weekend|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)|[天日周月年时点分]|小时|立即|马上|当天|随时"
)
_PLACE = re.compile(
    r"\b(?:at|in|on|to|from|under|via|near|street|page|website|store|shop|account|settings|menu|link)\b|[在到从往]"
    r"|页面|门店|地址|官网|路|号"
)
_WANTED = (
    (
        re.compile(
            r"\bhow (?:much|many)\b|\bwhat(?:'s| is) the (?:price|cost|fee|number)\b|\bcosts?\b|多少|几(?:个|块|元"
            r"|次|件|年|天)|价格|价钱|运费"
        ),
        _NUMBER,
    ),
    (
        re.compile(
            r"\bwhen\b|\bhow (?:long|soon|often)\b|\bwhat (?:time|date|day|year)\b|多久|多长时间|几(?:点|天|号|时)"
            r"|什么时候|何时|哪(?:天|年)"
        ),
        _TIME,
    ),
    (re.compile(r"\bwhere\b|哪里|哪儿|在哪|什么地方|何处"), _PLACE),
)


async def address(
    question: str, answer: str, passages: Sequence[Passage], embed: Embed | None
) -> tuple[float, tuple[str, ...]]:
    """A score in [0, 1], and the terms of the question that the answer leaves out.

    A bare answer is read where it stands in its passage: there must be what was asked about.
    """
    wanted = subject_terms(question)
    if not answer.strip():
        return 0.0, tuple(dict.fromkeys(wanted))
    missing = tuple(dict.fromkeys(term for term in wanted if term not in subject_terms(answer)))
    kind = 1.0 if _of_the_kind_asked_for(question, answer) else OTHER_KIND
    bare = [found for passage in passages if (found := bare_answer(answer, question, passage.text)) is not None]
    if bare:
        return max(bare) * kind, ()
    return max(coverage(wanted, subject_terms(answer)), await _likeness(question, answer, embed)) * kind, missing


async def _likeness(question: str, answer: str, embed: Embed | None) -> float:
    """Cosine similarity, spread so that the usual range of unrelated and related sentences fills [0, 1].

    0 without a model, and for texts in a script that the default model does not know.
    """
    if embed is None or detect(question) == "zh" or detect(answer) == "zh":
        return 0.0
    vectors = await embed((question, answer))
    cosine = float(vectors[0] @ vectors[1])
    return min(1.0, max(0.0, (cosine - 0.15) / 0.6))


def _of_the_kind_asked_for(question: str, answer: str) -> bool:
    """A number for "how many", a time for "when", a place for "where"; anything for other questions."""
    asked, answered = fold(question), fold(answer)
    return all(kind.search(answered) for wanted, kind in _WANTED if wanted.search(asked))
