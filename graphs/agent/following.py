"""A follow-up question made to stand on its own, by rules: "and in blue?" asks about the thing asked about before."""

import re
from collections.abc import Sequence

from graphs.agent import talk, things
from graphs.agent.asking_back import asks_back, chosen, is_question
from graphs.agent.circumstances import with_circumstances
from graphs.agent.destination import to_where_they_live
from graphs.agent.fragments import ARTICLE, CLAUSE, END, FRAGMENT_END, PRONOUN, fragment_of, put, swapped
from graphs.agent.fragments import LONGEST as LONGEST_FRAGMENT
from graphs.agent.naming import named_earlier
from graphs.agent.near_topics import offered, taken
from graphs.agent.way_back import asks_for_postage, on_the_way_back
from graphs.answer_shape import names_in
from graphs.matters import matters_in
from graphs.phrases import units
from graphs.turn import Message

_SAY_LITTLE = frozenset({"colour", "size", "day", "speed"})
_LONGEST_CHARS, _LONGEST, _DEPTH = 300, 24, 3
_POLITE = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|thanks?(?:\s+you)?|great|good|fine|hi|hello|sorry|sure|yes|no|please|i\s+(?:mean|meant)"
    r"|好的?|谢谢|嗯|哦|请问|我是说|我说的是|我问的是)\b[\s,，.。!！:：]*)+|^\W*(?:好的|谢谢|嗯|哦|请问|我是说|我说的是|我问的是)[\s,，]*",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^(?:(?:and|but|or|so)\b\s*,?\s*)?(?:what\s+)?(if\b[^,.!?]+)[?.!\s]*$"
    r"|^(?:那么?)?(?:要是|如果|假如|万一)([^，,。！!？?]{3,}?)(?:的话)?呢?[?？。\s]*$",
    re.IGNORECASE,
)
_ASKS_ANEW = re.compile(
    r"\b(?:what|how|when|where|who|why|can|could|do|does|is|are|will)\b|怎么|怎样|如何|多少|多久|什么|哪|几[天点年]|吗",
    re.IGNORECASE,
)
# Something stands in or on a thing, never in or on what is done with it.
_THING = re.compile(r"\b(?:on|in|inside|of|under|behind|with|from)\s+(?:it|them|that|this)\b|它的", re.IGNORECASE)
_WHAT_WAS_SAID = re.compile(r"\b(?:that|this)\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:which|another|the\s+\w+)\s+ones?\b", re.IGNORECASE)
_BORDER = re.compile(r"[,，.。;；!！?？]")


def leans(questions: Sequence[str], history: Sequence[Message]) -> bool:
    """Whether one of the questions may only make sense with what was said before."""
    return all_alone(questions, history) != tuple(questions)


def all_alone(questions: Sequence[str], history: Sequence[Message]) -> tuple[str, ...]:
    """The words to search for of a message's questions: each may lean on those before it."""
    found: list[str] = []
    for said in questions:
        question = to_where_they_live(said, history)
        found += stand_alone(question, history)
        told = (said,) if question == said else (said, question)
        history = (*history, *(Message("customer", text) for text in told))
    return tuple(found)


def stand_alone(question: str, history: Sequence[Message]) -> tuple[str, ...]:
    """The words to search for: the question, completed from the conversation where it leans on that.

    Two or three where the agent asked which of several topics was meant, and the customer says "both".
    """
    return _completed(named_earlier(with_circumstances(question, history), history), history, _DEPTH)


def with_last_topic(question: str, history: Sequence[Message]) -> str:
    """The question beside the name that the customer asked about before; empty where it has one, or none is known."""
    if names_in(question) or names_nothing(question) or len(question) > _LONGEST_CHARS or not history:
        return ""
    before = _before(history, _DEPTH)
    topic = talk.topic(*before) if before else ""
    if not names_in(f"about {topic}") or talk.is_chinese(question) != talk.is_chinese(before[0] if before else ""):
        return ""
    return _with_topic(question, topic)


def names_nothing(said: str) -> bool:
    """Whether the question names nothing: "how much?", 要多久？, 有没有红色的？"""
    kinds = [word for kind, word in talk.kind_words(said) if kind in _SAY_LITTLE]
    return bool(re.search(r"\w", said)) and all(
        any(kind.start <= word.start and word.end <= kind.end for kind in kinds) for word in talk.content(said)
    )


def _completed(question: str, history: Sequence[Message], depth: int) -> tuple[str, ...]:
    if len(question) > _LONGEST_CHARS:
        return (question,)
    said = _POLITE.sub("", question).strip()
    if not depth or not said or len(units(said)) > _LONGEST or not any(one.role == "customer" for one in history):
        return (question,)
    if topics := taken(said, history[-1]):
        return topics
    if asks_back(history[-1]) and not offered(history[-1]):
        return _answering(said, history, depth) or (question,)
    condition = _condition(said)
    if condition and (before := _before(history, depth)) and (not matters_in(condition) or matters_in(before[0])):
        return (_under(condition, before[0]),)
    if asks_for_postage(said) and (before := _before(history, depth)) and (back := on_the_way_back(said, before[0])):
        return (back,)
    fragment = fragment_of(said)
    leaning = fragment or _refers(said) or names_nothing(said) or things.lacks_object(said)
    before = _before(history, depth) if leaning else None
    if before is None:
        return (question,)
    asked, answer = before
    return (swapped(fragment, asked, history) if fragment else _joined(said, asked, answer, history),)


def _answering(said: str, history: Sequence[Message], depth: int) -> tuple[str, ...]:
    """The question that the agent asked back about, with what the customer chose; nothing where they ask anew."""
    if _ASKS_ANEW.search(said):
        return ()
    until = max(at for at, one in enumerate(history) if one.role == "customer")
    topics = chosen(said, history[-1].text)
    if not topics:
        if len(units(said)) > LONGEST_FRAGMENT or CLAUSE.search(said) or not talk.content(said, aspects=True):
            return ()
        topics = (ARTICLE.sub("", FRAGMENT_END.sub("", said)),)
    whole = _completed(history[until].text, history[:until], depth - 1)[0]
    return tuple(topic if is_question(topic) else _with_topic(whole, topic) for topic in topics)


def _with_topic(asked: str, topic: str) -> str:
    """The topic in the place of the word that points to it, else beside the question."""
    if (pronoun := PRONOUN.search(asked)) and not _ONE.search(asked):
        return put(asked, pronoun.span(), topic)
    return f"{topic}{asked}" if talk.is_chinese(asked) else f"{END.sub('', asked)} {topic}?"


def _before(history: Sequence[Message], depth: int) -> tuple[str, str] | None:
    """The customer's last question with a topic, itself completed, and what was answered to it; None without one."""
    answer = ""
    for at in range(len(history) - 1, -1, -1):
        said = history[at]
        if said.role != "customer":
            answer = said.text
            continue
        lines = [part for part in re.split(r"\n|(?<=[?？。])", said.text) if _says_something(part)]
        earlier = (*history[:at], *(Message("customer", line) for line in lines[:-1]))
        asked = _completed(lines[-1].strip(), earlier, depth - 1)[0] if lines else ""
        if asked and len(units(asked)) <= 3 * _LONGEST:
            return asked, answer
    return None


def _condition(said: str) -> str:
    """The clause of a question that only sets another condition: "and if it's faulty?", 要是质量有问题呢？"""
    match = _CONDITION.match(said)
    clause = next((group for group in match.groups() if group), "") if match else ""
    if _ASKS_ANEW.search(clause.partition(" ")[2]) or any(kind == "place" for kind, _ in talk.kind_words(clause)):
        return ""
    return clause


def _under(condition: str, asked: str) -> str:
    """The question asked before, under the condition."""
    return f"{condition}，{asked}" if talk.is_chinese(asked) else f"{END.sub('', asked)} {condition}?"


def _refers(said: str) -> bool:
    """Whether a word points to what was said before and not to an earlier clause of the same message."""
    match = PRONOUN.search(said) or _ONE.search(said)
    if match is None:
        return False
    borders = [border.end() for border in _BORDER.finditer(said, 0, match.start())]
    return not borders or not talk.content(said[: borders[-1]])


def _says_something(said: str) -> bool:
    return bool(talk.content(said, aspects=True) or PRONOUN.search(said))


def _joined(said: str, asked: str, answer: str, history: Sequence[Message]) -> str:
    """The question with the topic in the place of the word that points to it, or beside it.

    A new matter is asked of the conversation's thing: neither a parcel's delivery nor a place has a colour.
    """
    if things.brings_a_matter(said, asked) and not _WHAT_WAS_SAID.search(said):
        thing = things.last_thing(history, chinese=talk.is_chinese(said))
        return _with_topic(said, thing) if thing else said
    kinds = frozenset(kind for kind, _ in talk.kind_words(said))
    topic = things.without_verbs(talk.topic(asked, answer, kinds, things=bool(_THING.search(said))))
    if not topic:
        return f"{asked}\n{said}"
    return _with_topic(said, topic)
