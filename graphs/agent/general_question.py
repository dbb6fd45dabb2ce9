"""A question about one thing's return or delivery, asked of all things: a shop's rules name no thing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graphs.agent import talk
from graphs.agent.things import thing_of
from graphs.answer_shape import names_in, what_it_is_about
from graphs.matters import in_one_word, is_only_a_matter, matters_in, speaks_of, spelled_out
from graphs.turn import Message, Passage
from knowledge.synonyms import meanings
from knowledge.words import fold, terms

_WHIM = re.compile(
    r"\s+(?:if|because|when|as|since)\s+(?:i|we|it|they)\b[^,.?!]*?\b(?:don'?t|do\s+not|doesn'?t|does\s+not|isn'?t|not|no\s+longer|changed?)"
    r"\s+(?:really\s+)?(?:like|want|need|fit|suit|right|happy|satisfied|(?:my|our)\s+minds?)\b[^,.?!]*"
    r"|(?:如果|要是)?(?:买了)?(?:我)?(?:不(?:太)?(?:喜欢|合适|满意|想要|需要)|买错)了?(?:的话)?[,，]?",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^\W*(?:(?:so|and|then|but|ok|well)\b[\s,]*)+|\b(?:still|later|afterwards|also|actually|just|anyway|then)\b\s*"
    r"|^(?:那么?|还有)|以后|之后|后来|到时候|还(?=能|可以?)|再(?=[退换])",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|them)\b", re.IGNORECASE)
_HOW_TO = re.compile(
    r"\bhow\s+(?:do|does|can|could|should|would|to)\b|\b(?:process|procedure|steps)\b|\b(?:work|use)\b"
    r"|(?:怎么|如何|怎样)(?:弄|搞|办理?|走|操作)?|流程|手续|步骤",
    re.IGNORECASE,
)
# What stands before 发票 there is a kind of invoice, and no thing that was bought.
_KIND_OF_INVOICE = re.compile(r"(?:增值税|专用?|普通?|电子|纸质)+(?:的)?发?票")
_HALF = 0.5
# Words of less weight only ask, or stand in any sentence (`knowledge.coverage.weight`).
_NAMES_SOMETHING = 0.4


def in_general(question: str, passages: Sequence[Passage], history: Sequence[Message]) -> str:
    """The question without the thing that it names and without a whim ("if I don't like it").

    Empty where it asks for no matter of the shop; where it names neither; where a passage found speaks of the matter
    and of the thing, for then the rules differ by thing, unless it asks how to do what only another passage tells; and
    where neither a passage nor the conversation speaks of the thing: nothing is known of it.
    """
    matters = matters_in(question)
    if not matters:
        return ""
    plain = in_one_word(spelled_out(_FILLER.sub("", _WHIM.sub("", question))))
    thing = thing_of(_KIND_OF_INVOICE.sub("发票", plain))
    if not thing:
        return plain if _WHIM.search(question) else ""
    about = [passage for passage in passages if _holds(passage, thing)]
    known = bool(about) or any(fold(thing) in fold(said.text) for said in history)
    own = [passage for passage in about if speaks_of(matters, _texts(passage))]
    if not known or (own and not _is_told_elsewhere(plain, thing, own, on_the_matter(question, passages))):
        return ""
    return _FILLER.sub("", _without(plain, thing)).strip()


def in_words_of_rules(general: str) -> str:
    """The same to be searched for: rules speak of items."""
    return _IT.sub("an item", general)


def on_the_matter(question: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that speak of the question's matter."""
    matters = matters_in(question)
    return tuple(passage for passage in passages if speaks_of(matters, _texts(passage)))


def behind(first: Sequence[Passage], others: Sequence[Passage], most: int) -> tuple[Passage, ...]:
    """The passages of one search with those of another behind them, whose scores do not compare with theirs."""
    known = {passage.chunk_id for passage in first}
    least = min((passage.score for passage in first), default=1.0)
    added = (replace(one, score=min(one.score, least)) for one in others if one.chunk_id not in known)
    return (*first, *added)[:most]


def _is_told_elsewhere(question: str, thing: str, own: Sequence[Passage], others: Sequence[Passage]) -> bool:
    """Whether it asks how to do something that no passage on the thing speaks of, and another one does.

    How to claim a warranty stands below the table that tells how long each thing's is.
    """
    if not _HOW_TO.search(question):
        return False
    named, asked = meanings(thing), meanings(what_it_is_about(_HOW_TO.sub(" ", question)))
    acts = {
        term
        for term, value in asked.items()
        if value >= _NAMES_SOMETHING and term not in named and not is_only_a_matter(term.removeprefix("="))
    }
    if not acts:
        return _has_steps(others) and not _has_steps(own)
    return not _told(own) & acts and bool(_told(others) & acts)


def _has_steps(passages: Sequence[Passage]) -> bool:
    """Whether one of the passages stands under a heading that promises to tell how something is done."""
    return any(_HOW_TO.search(passage.headings[-1]) for passage in passages if passage.headings)


def _told(passages: Sequence[Passage]) -> set[str]:
    return {term for passage in passages for text in _texts(passage) for term in meanings(text)}


def _texts(passage: Passage) -> tuple[str, ...]:
    return (*passage.headings, passage.text)


def _holds(passage: Passage, thing: str) -> bool:
    """Whether the passage has the thing's name, or half of the words by which a nameless thing is called."""
    text = " ".join((passage.title, *_texts(passage)))
    if names := names_in(f"about {thing}") if not talk.is_chinese(thing) else names_in(thing):
        return all(fold(name) in fold(text) for name in names)
    called, held = set(terms(thing)), set(terms(text))
    return bool(called) and len(called & held) >= _HALF * len(called)


def _without(question: str, thing: str) -> str:
    if talk.is_chinese(question):
        whole = next((word.text for word in talk.content(question) if thing in word.text), thing)
        return question.replace(whole, "", 1).strip()
    called = rf"(?:(?:the|an?|my|your|our|this)\s+)?{re.escape(thing)}"
    shorter = re.sub(rf"\s+(?:for|of|on)\s+{called}", "", question, count=1, flags=re.IGNORECASE)
    return shorter if shorter != question else re.sub(called, "it", question, count=1, flags=re.IGNORECASE)
