"""What a question is about, word for word: its topic without the words of asking, and the words that others replace."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from graphs.answer_shape import names_in
from graphs.phrases import normalise
from graphs.places import place_names
from knowledge.words import STOP_WORDS

_LEXICON = Path(__file__).parents[1] / "lexicons" / "talk.yaml"
_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[A-Za-z0-9À-ÿ][\w'’./+-]*\w|[A-Za-z0-9À-ÿ]|[\u3400-\u9fff]+")
_HOW_TO = re.compile(r"^\W*how\s+(?:do|can|could|should|to)\b|怎么|如何", re.IGNORECASE)
_WHICH = re.compile(
    r"^\W*(?:and\s+)?(?:which|what\s+(?:is|are)\s+(?:the|your)\s+\w+est\b|who\b)|哪[款个种些把张盏台件条]|最\S+的是",
    re.IGNORECASE,
)


class _TalkFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: Mapping[str, tuple[str, ...]]
    aspects: Mapping[str, tuple[str, ...]]
    asking: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Lexicon:
    """The words of `talk.yaml`, ready to look up."""

    kinds: Mapping[str, str]
    han_kinds: re.Pattern[str]
    no_topic: frozenset[str]
    asking: frozenset[str]
    han_no_topic: re.Pattern[str]
    han_asking: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a question with its place in it."""

    text: str
    start: int
    end: int


@cache
def lexicon() -> Lexicon:
    """The lexicon shipped, read once."""
    raw = _TalkFile.model_validate(yaml.safe_load(_LEXICON.read_text(encoding="utf-8")))
    kinds = dict.fromkeys(place_names(), "place") | {word: kind for kind, words in raw.kinds.items() for word in words}
    asking = frozenset(raw.asking["en"]) | STOP_WORDS
    return Lexicon(
        kinds,
        re.compile("|".join(word for word in _longest_first(tuple(kinds)) if is_chinese(word))),
        asking | frozenset(raw.aspects["en"]),
        asking,
        re.compile("|".join(_longest_first((*raw.asking["zh"], *raw.aspects["zh"])))),
        re.compile("|".join(_longest_first(raw.asking["zh"]))),
    )


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return bool(_HAN.search(text))


def content(text: str, *, aspects: bool = False) -> list[Word]:
    """The words that say what a question is about; with `aspects` also those that say what is asked of it.

    A run of Chinese characters counts as one word, together with a name in Latin letters next to it.
    """
    words = list(_pieces(text, aspects))
    return in_a_row(text, words) if is_chinese(text) else words


def kind_words(text: str) -> list[tuple[str, Word]]:
    """The words of a kind (colour, place, ...), each with its kind."""
    known = lexicon()
    return [(known.kinds[normalise(word.text)], word) for word in _known_words(text, known)]


def _known_words(text: str, known: Lexicon) -> Iterator[Word]:
    latin = [match for match in _TOKEN.finditer(text) if not is_chinese(match.group())]
    skipped = -1
    for one, following in zip_longest(latin, latin[1:]):
        if one.start() < skipped:
            continue
        for end in (following.end() if following else one.end(), one.end()):
            if normalise(text[one.start() : end]) in known.kinds:
                yield Word(text[one.start() : end], one.start(), end)
                skipped = end
                break
    if is_chinese(text):
        yield from (Word(match.group(), match.start(), match.end()) for match in known.han_kinds.finditer(text))


def topic(question: str, answer: str, besides: frozenset[str] = frozenset(), *, things: bool = False) -> str:
    """What the question was about, as words to search for; where it asked which one, the name that the answer gave.

    Words of the kinds `besides` are left out: something else has taken their place. `things` asks for the thing, not
    for what is done with it.
    """
    if _WHICH.search(question) and (named := _names(answer) or _first_name(answer)) and not _names(question):
        return named[0]
    taken = [word for kind, word in kind_words(question) if kind in besides]
    words = [
        one
        for one in content(question, aspects=bool(_HOW_TO.search(question)) and not things)
        if not any(one.start < gone.end and gone.start < one.end for gone in taken)
    ]
    if is_chinese(question) and words:
        return words[0].text
    groups = in_a_row(question, words)
    # A place or a way to pay says where or how, not what.
    names = _names(question)
    placed = {word.text for _, word in kind_words(question)}
    called = [group.text for group in groups if group.text not in placed and any(name in group.text for name in names)]
    if called and things:
        return called[0][min(called[0].find(name) for name in names if name in called[0]) :]
    return called[0] if called else " ".join(word.text for word in words)


def _names(text: str) -> list[str]:
    return [name for name in names_in(text) if normalise(name) not in lexicon().kinds]


def in_a_row(text: str, words: list[Word]) -> list[Word]:
    """Words with nothing but white space between them as one."""
    found: list[Word] = []
    for word in words:
        if found and not text[found[-1].end : word.start].strip():
            start = found.pop().start
            word = Word(text[start : word.end], start, word.end)
        found.append(word)
    return found


def _pieces(text: str, aspects: bool) -> Iterator[Word]:
    known = lexicon()
    empty = known.asking if aspects else known.no_topic
    han_empty = known.han_asking if aspects else known.han_no_topic
    for match in _TOKEN.finditer(text):
        if is_chinese(match.group()):
            yield from _between(match, han_empty)
        elif normalise(match.group()) not in empty:
            yield Word(match.group(), match.start(), match.end())


def _between(run: re.Match[str], empty: re.Pattern[str]) -> Iterator[Word]:
    """What is left of a run of Chinese characters when the empty words are cut out."""
    at = 0
    for gone in (*empty.finditer(run.group()), None):
        end = gone.start() if gone else len(run.group())
        if end > at:
            yield Word(run.group()[at:end], run.start() + at, run.start() + end)
        at = gone.end() if gone else end


def _first_name(answer: str) -> list[str]:
    """A name at the very start of an answer, where any word has a capital: it must hold a digit or a second capital."""
    match = re.match(r"\W*(?:the\s+|our\s+)?([A-Z][\w-]*(?:\s+(?:[A-Z][\w-]*|\d+\w*))+)", answer, re.IGNORECASE)
    return [match[1]] if match and re.search(r"[A-Z]", match[1]) else []


def _longest_first(words: tuple[str, ...]) -> list[str]:
    """By what they match: the look-behind of a pattern counts for nothing."""
    return sorted(words, key=lambda word: len(re.sub(r"\(.*?\)", "", word)), reverse=True)
