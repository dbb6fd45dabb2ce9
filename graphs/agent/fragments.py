"""Few words that take another's place in the question before: "what about Germany?", "by invoice?", 那德国呢."""

import re
from collections.abc import Sequence

from graphs.agent import talk, things
from graphs.covering import asked_of, sends_to
from graphs.matters import matters_in
from graphs.phrases import units
from graphs.turn import Message

LONGEST = 9
_OPENER = re.compile(
    r"^(?:(?:and|but|or|also|so|then)\b\s*,?\s*)?(?:what|how)\s+about\s+|^(?:and|but|or|also|so|then)\b\s*,?\s*"
    r"|^(?:那么?|还有|另外|那如果是?|如果是?|要是|换成|或者)",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|could|will|would|shall|should|may|might|have|has|had|am|i|i'd|i'm|you|we"
    r"|what|how|when|where|which|who|why|want|need|please|tell|show|thanks?|thank|bye|hello)\b"
    r"|怎么|怎样|如何|多少|多久|什么|哪|几[天点年个]|吗|可以|能不能|有没有|是不是|我|你们|谢|再见|不用",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^(?:in|by|to|for|with|without|on|from|at|via|as)\s+", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:the|a|an|your|my|some)\s+", re.IGNORECASE)
PRONOUN = re.compile(
    r"\b(?:its?|they|them|these|those)\b(?!\s+(?:\w+\s+){0,2}to\s+(?!the\b|my\b|a\b|(?-i:[A-Z])))"
    r"|\b(?:that|this)(?:\s+one)?(?=\s*(?:$|[?.!,]))"
    r"|它们?|这(?:个|款|种|盏|张|件)|那(?:个|款|种|盏|张|件)",
    re.IGNORECASE,
)
END = re.compile(r"[\s?？!！.。]*$")
FRAGMENT_END = re.compile(r"(?:\s*,?\s*\bplease\b)?的?呢?[\s?？!！.。]*$", re.IGNORECASE)


def fragment_of(said: str) -> str:
    """The few words that take another's place: "what about Germany?", "by invoice?", 那德国呢."""
    opener = _OPENER.match(said)
    rest = FRAGMENT_END.sub("", said[opener.end() :] if opener else said)
    if not rest or len(units(rest)) > LONGEST or CLAUSE.search(rest) or PRONOUN.search(rest):
        return ""
    return rest if opener or re.search(r"呢[\s?？]*$", said) or _PREPOSITION.match(rest) else ""


def swapped(fragment: str, asked: str, history: Sequence[Message]) -> str:
    """The question asked before, with the fragment in the place of what it takes the place of, else added to it.

    A fragment that is a matter ("and the warranty?") takes no thing's place: it is asked about the thing. Delivery that
    follows a question on something else that names no thing stands alone.
    """
    if things.names_only_a_matter(fragment) and things.thing_of(asked):
        return things.about_thing(
            fragment, things.last_thing(history, chinese=talk.is_chinese(fragment)) or things.thing_of(asked)
        )
    if "deliver" in matters_in(fragment) - matters_in(asked) and _says_all(fragment):
        return f"{fragment}？" if talk.is_chinese(fragment) else f"{fragment}?"
    if place := _preposition_place(fragment, asked):
        return put(asked, place, fragment)
    bare = ARTICLE.sub("", _PREPOSITION.sub("", fragment))
    kinds = talk.kind_words(fragment)
    for kind, _ in kinds:
        for known, word in talk.kind_words(asked):
            if known == kind:
                return put(asked, (word.start, word.end), bare)
    if not kinds and not _PREPOSITION.match(fragment) and (place := _topic_place(asked)):
        return put(asked, place, bare)
    if talk.is_chinese(asked):
        return f"{fragment}{asked}"
    return f"{END.sub('', asked)} {fragment}?"


def _says_all(fragment: str) -> bool:
    """Whether it names delivery alone, or where to."""
    return things.names_only_a_matter(fragment) or sends_to(fragment, asked_of(fragment))


def _preposition_place(fragment: str, asked: str) -> tuple[int, int] | None:
    """Where the question has the same preposition with its words: "by PayPal" for "by invoice"."""
    preposition = _PREPOSITION.match(fragment)
    if preposition is None:
        return None
    found = re.search(
        rf"\b{preposition.group().strip()}\s+(?:\w+[ -]?){{1,3}}?(?=\s*(?:$|[?.!,]))", asked, re.IGNORECASE
    )
    return found.span() if found else None


def _topic_place(asked: str) -> tuple[int, int] | None:
    """The first words in a row that name the topic."""
    groups = talk.in_a_row(asked, talk.content(asked))
    return (groups[0].start, groups[0].end) if groups else None


def put(asked: str, place: tuple[int, int], words: str) -> str:
    return f"{asked[: place[0]]}{words}{asked[place[1] :]}"
