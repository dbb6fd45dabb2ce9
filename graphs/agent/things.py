"""The thing that a conversation is about, for follow-ups with a new matter: its return, its warranty, its colour."""

import re
from collections.abc import Sequence

import re2

from graphs.agent import talk
from graphs.answer_shape import names_in
from graphs.matters import has_a_meaning, is_little_more, is_only_a_matter, matters_in
from graphs.turn import Message

_DEPTH = 8
_LOOKS = frozenset({"colour", "size"})
_POINTS = re.compile(r"\b(?:it|its|they|them|these|those|that|this)\b|它|[这那][个款种盏张件]", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z][\w-]*(?:\s+[A-Za-z\d][\w-]*)*", re.ASCII)
# Chinese names no object: 可以退吗, 不喜欢能换吗. The alternatives overlap: it takes an engine that never goes back.
_WITHOUT_OBJECT = re2.compile(
    r"^(?:那么?|要是|如果|以后|之后|还|也|我|的话|不[^能可退换]{1,3}|买错|拆|用过|坏|开封|[开封了过\s\x{3000},，])*"
    r"(?:能不能|可不可以|能|可以?|想要?|要|怎么|如何)(?:还|再)?(?:退换?|换)(?:货|掉)?[吗么吧呢]?[\s\x{3000}?？。]*$"
)


def brings_a_matter(said: str, before: str) -> bool:
    """Whether a question asks about a thing what was not asked in the question before: to return it, its colour."""
    looks = any(kind in _LOOKS for kind, _ in talk.kind_words(said))
    return looks or bool(matters_in(said) - matters_in(before))


def names_only_a_matter(fragment: str) -> bool:
    """Whether a few words name what is asked of things, and no thing: "the warranty", "the price", 退货."""
    placed = {word.text for kind, word in talk.kind_words(fragment) if kind not in _LOOKS}
    rest = [word.text for word in talk.content(fragment) if word.text not in placed]
    return bool(talk.content(fragment, aspects=True)) and all(is_only_a_matter(word) for word in rest)


def lacks_object(said: str) -> bool:
    """Whether a Chinese question asks to return or exchange, and says not what."""
    return bool(_WITHOUT_OBJECT.match(said))


def last_thing(history: Sequence[Message], *, chinese: bool) -> str:
    """The thing that the customer asked about last, as they called it; empty where they named none in that language.

    What they asked to be done (delivery, a return) is no thing, nor is a place.
    """
    answer, looked = "", 0
    for one in reversed(history):
        if one.role != "customer":
            answer = one.text
            continue
        for line in reversed(re.split(r"\n|(?<=[?？。])", one.text)):
            if (thing := thing_of(line, answer)) and talk.is_chinese(line) == chinese:
                return thing
        looked += 1
        if looked == _DEPTH:
            break
    return ""


def thing_of(question: str, answer: str = "") -> str:
    """What the question names that is no matter, place or way to pay; empty where it names nothing of the kind."""
    kinds = frozenset(talk.lexicon().kinds.values()) - {"material"}
    topic = talk.topic(question, answer, kinds, things=True)
    if talk.is_chinese(question):
        if latin := _LATIN.search(topic):
            return latin.group()
        return "" if is_little_more(topic) or _POINTS.search(question) else topic
    if _POINTS.search(question) and not names_in(f"about {topic}"):
        return ""
    words = without_verbs(topic).split()
    while words and words[0] not in names_in(question) and has_a_meaning(words[0]):
        del words[0]
    return " ".join(word for word in words if not matters_in(word))


def without_verbs(topic: str) -> str:
    """An English topic without the words behind its name that say what is done: "Tidal bookshelf" of "... carry"."""
    words = topic.split()
    if not talk.is_chinese(topic) and names_in(f"about {topic}"):
        while words and has_a_meaning(words[-1]):
            words.pop()
    return " ".join(words) or topic


def about_thing(fragment: str, thing: str) -> str:
    """A question for the few words that name a new matter, about the thing: "the warranty", 保修."""
    return f"{thing}{fragment}？" if talk.is_chinese(fragment) else f"What about {fragment} for {thing}?"
