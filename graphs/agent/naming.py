"""Things named long ago: "the lamp that I asked about at the beginning" is put by its name."""

import re
from collections.abc import Sequence

from graphs.agent import talk
from graphs.turn import Message
from knowledge.words import STOP_WORDS, terms

_LONGEST_CHARS, _LONGEST_NAME = 300, 40
_GENERIC = frozenset({"one", "product", "item", "thing", "model", "first", "very"})
_EARLIER = re.compile(
    r"\b(?:the|that)\s+(?P<kind>(?:[a-z][a-z-]+\s+){0,4}?)(?:that\s+|which\s+)?(?:i|we)(?:'d|'ve|\s+have|\s+had)?\s+"
    r"(?:first\s+)?(?:asked(?:\s+you)?\s+about|talked\s+about|spoke\s+about|spoken\s+about|wrote\s+about|mentioned)"
    r"(?:\s+(?:earlier|before|previously|first|at\s+(?:the\s+)?(?:very\s+)?(?:beginning|start|first)))?"
    r"|(?:我们?|咱们)?(?:刚?开始|一开始|最开始|最初|开头|最先|之前|前面|先前)(?:我们?)?(?:问|说|提|聊|讲)(?:到|过|起)?的"
    r"(?:[那这][个款种盏张件把台]?)?",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\bfirst\b|beginning|start\b|开始|最初|开头|最先", re.IGNORECASE)
_NO_THING = re.compile(r"^(?:问题|事|话|内容|那些|这些|情况|[,，。])")


def named_earlier(question: str, history: Sequence[Message]) -> str:
    """The question with a thing's name in the place of "the one I asked about at the beginning".

    Itself where it points to nothing of the kind, or where it is not clear to what.
    """
    if len(question) > _LONGEST_CHARS or not (match := _EARLIER.search(question)):
        return question
    rest = question[match.end() :]
    if _NO_THING.match(rest):
        return question
    topics = [
        topic
        for said in history
        if said.role == "customer" and (topic := talk.topic(said.text, "", things=True)) and _is_name(said.text, topic)
    ]
    if kind := {term for term in terms(match["kind"] or "") if term not in STOP_WORDS | _GENERIC}:
        shared = [len(kind & set(terms(topic))) for topic in topics]
        topics = [topic for topic, count in zip(topics, shared, strict=True) if count and count == max(shared)]
    elif alike := [topic for topic in topics if _ending(topic, rest)]:
        topics = alike
    if not topics:
        return question
    named = topics[0] if _FIRST.search(match.group()) else topics[-1]
    return f"{question[: match.start()]}{named}{rest.removeprefix(_ending(named, rest))}"


def _ending(topic: str, rest: str) -> str:
    """The end of the topic with which the rest begins: 台灯 of 新星台灯; empty where there is none."""
    return next((topic[at:] for at in range(len(topic)) if rest.startswith(topic[at:])), "")


def _is_name(text: str, topic: str) -> bool:
    """Whether the topic is a few words of the text, and so can stand for a thing."""
    return topic in text and len(topic) <= _LONGEST_NAME
