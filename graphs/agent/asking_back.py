"""Questions that the agent asked: which of several topics is meant, or whether a colleague should take over."""

import re
from collections.abc import Sequence

from graphs.phrases import normalise, units
from graphs.turn import Message
from knowledge.words import STOP_WORDS, terms

_ASKS = re.compile(r"[?？]\s*$")
_LAST_SENTENCE = re.compile(r"[^.!?。！？\n]*[?？]\s*$")
_NAMED = re.compile(r"“([^”]+)”")
_COLLEAGUE = re.compile(r"\b(?:colleague|human|person|team member|operator)\b|人工|同事|真人", re.IGNORECASE)
_ORDINALS = (
    re.compile(r"\b(?:first|1st|former)\b|第一|前者|前面那?个|前一个|^\W*[1１一]\W*$", re.IGNORECASE),
    re.compile(r"\b(?:second|2nd|latter)\b|第二|后者|后面那?个|后一个|^\W*[2２二]\W*$", re.IGNORECASE),
    re.compile(r"\b(?:third|3rd|last)\b|第三|最后|^\W*[3３三]\W*$", re.IGNORECASE),
)
_ALL = re.compile(r"\b(?:both|all|either|each)\b|都|两个|两者|全部", re.IGNORECASE)
_YES = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|yup|sure|ok(?:ay)?|please|of course|go ahead|do (?:that|it|so)|that would be great"
    r"|i(?:'d| would) like that|thanks?|thank you|great|fine|absolutely|i do"
    r"|要的?|好的?|好吧|好啊|可以的?|行|需要|是的?|嗯|对|麻烦(?:你|您)?了?|谢谢(?:你|您)?|请|转吧|转|接吧|那就转吧)\W*)+$",
    re.IGNORECASE,
)
_ONLY_THANKS = re.compile(r"^\W*(?:(?:thanks?|thank you|谢谢(?:你|您)?)\W*)+$", re.IGNORECASE)
_FEW_UNITS, _LONGEST_YES = 9, 60


def offers_colleague(said: Message) -> bool:
    """Whether the agent's message ends by asking whether a person should take over."""
    last = _LAST_SENTENCE.search(said.text.rstrip())
    return said.role == "agent" and not said.asks and last is not None and bool(_COLLEAGUE.search(last.group()))


def accepts(text: str) -> bool:
    """Whether the customer says yes and no more; thanks alone are none."""
    plain = normalise(text)
    return len(plain) <= _LONGEST_YES and bool(_YES.match(plain)) and not _ONLY_THANKS.match(plain)


def asks_back(said: Message) -> bool:
    """Whether the agent asked for what would complete the customer's question."""
    if said.role != "agent" or said.asks:  # a question for contact details leaves the answer before it complete
        return False
    return bool(_ASKS.search(said.text)) and not offers_colleague(said)


def asked_back_lately(history: Sequence[Message]) -> bool:
    """Whether one of the agent's last two messages asked which topic is meant: once a matter is enough."""
    told = [said.text for said in history if said.role == "agent"]
    return any(_ASKS.search(text) and len(_NAMED.findall(text)) > 1 for text in told[-2:])


def named_in(asked_back: str) -> tuple[str, ...]:
    """The topics that a question names in “quotes”."""
    return tuple(_NAMED.findall(asked_back))


def chosen(said: str, asked_back: str) -> tuple[str, ...]:
    """Which of the topics named in “quotes” the customer means, by place or by name; none where that is not told."""
    topics = named_in(asked_back)
    if len(topics) < 2:
        return ()
    if exact := next((topic for topic in topics if normalise(said).strip() == normalise(topic).strip()), None):
        return (exact,)
    if len(units(said)) > _FEW_UNITS:
        return ()
    if _ALL.search(said):
        return topics
    if counted := by_place(said, topics):
        return counted
    words = naming_words(said)
    shared = [len(words & set(terms(topic))) for topic in topics]
    best = max(shared)
    return (topics[shared.index(best)],) if best and shared.count(best) == 1 else ()


def by_place(said: str, topics: Sequence[str]) -> tuple[str, ...]:
    """The topic that the customer counts off: "the second one", 第一个; none where they do not."""
    for place, ordinal in enumerate(_ORDINALS):
        if ordinal.search(said):
            return tuple(topics[place : place + 1] or topics[-1:])
    return ()


def naming_words(said: str) -> frozenset[str]:
    """The words that can name a topic."""
    return frozenset(term for term in terms(said) if term not in STOP_WORDS and len(term) > 1)


def is_question(topic: str) -> bool:
    """Whether a topic's name asks by itself, as the entries of an FAQ do."""
    return bool(_ASKS.search(topic))
