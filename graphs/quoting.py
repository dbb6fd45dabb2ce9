"""Choosing and joining verbatim sentences, so that quotes of several passages read as one answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphs.answer_shape import names_in, tells, wanted_shape, what_it_is_about
from graphs.covering import (
    asked_of,
    asks_whether_sent,
    depends_on_the_place,
    has_a_shop_in,
    in_words_of_the_list,
    sends_to,
)
from graphs.elsewhere import is_about_others, is_their_row, says_nothing_of, told_as_widely, told_elsewhere
from graphs.evidence import Evidence
from graphs.matters import BACK, matters_in, speaks_of
from graphs.named_things import missing_names
from graphs.own_rates import OwnRates
from graphs.places import Place, names_a_place
from graphs.structure import is_own_line, with_structure
from graphs.table_rows import as_read
from graphs.turn import Passage
from knowledge.language import detect
from knowledge.support import Sentence, denies, likeness, rank_sentences, support
from knowledge.synonyms import meanings
from knowledge.words import fold

# A quote below this share of the best one's score adds more noise than answer; one of another passage, or a row of the
# same table, needs more.
_WORTH_ADDING, _WORTH_ANOTHER_PASSAGE = 0.75, 0.95
# What a heading or an FAQ's question that fits, an opening sentence, and an answer of the expected shape are worth.
_HEADING, _OPENING, _SHAPE = 0.35, 0.05, 0.15
# What the row of a list is worth that holds for the place asked about.
_THEIR_ROW = 0.1
# What is left of a score without the needed shape, with the opposite said, or without a name that was asked about.
_UNFIT, _OPPOSITE, _UNNAMED = 0.5, 0.7, 0.4
# What is left where the passage does not speak of the matter asked about: a lamp's weight is not its return.
_OFF_MATTER = 0.4
# What is left of a sentence about the way back, where the way to the customer is asked about, and of one about a
# particular thing that was not named: the fee of a return, or a bookshelf's freight, is not what delivery costs. Where
# a place is named, too, nothing is left: a fee that holds there would seem to fit.
_WAY_BACK, _PARTICULAR = 0.7, 0.6
# What a passage of another document than the best hit's loses, and what more for a hit that is as much weaker.
_OTHER_DOCUMENT, _WEAKER_HIT = 0.1, 0.3
WORTH_SAYING, CERTAIN = 0.3, 0.9
_HALF = 0.5
_ALREADY_SAID = 0.75
# A name of a few words or characters with a model number: "The Tidal bookshelf (S-610)", Tidal 书架（S-610）.
_BY_MODEL = re.compile(r"(?:[^\s,，。.;；:：(（]+\s*){1,4}[(（][A-Z]{1,3}-?\d+\w*[)）]")


@dataclass(frozen=True, slots=True)
class Quote:
    """Lines of a passage word for word, rows of a table as customers read them; the passage's number, and the place of
    the sentence that was chosen."""

    text: str
    number: int
    start: int
    language: str
    own_line: bool


def best_quotes(
    question: str, found: Sequence[Evidence], language: str, limit: int, least: float = WORTH_SAYING
) -> list[Quote]:
    """What answers best, in reading order; from passages in the customer's language where there are any.

    Nothing where the best sentence scores below `least`. Across languages words cannot be compared: there only a
    demand above the usual one counts.
    """
    numbered = [
        (number, passage)
        for evidence in found
        for number, passage in enumerate(evidence.passages, evidence.first)
        if passage.text.strip()
    ]
    own = [(number, passage) for number, passage in numbered if detect(passage.text) == language]
    looked_at = own or numbered
    if own and least > WORTH_SAYING:
        looked_at = [(number, passage) for number, passage in own if _speaks_of_more(question, passage)]
    least = least if own or least > WORTH_SAYING else 0.0
    names = names_in(question)
    if asked := asked_of(question):
        question = in_words_of_the_list(question, asked, (passage.text for _, passage in looked_at))
        names = [name for name in names if not names_a_place(name)]
        texts = ("\n".join((*passage.headings, passage.text)) for _, passage in looked_at)
        if depends_on_the_place(question) and not has_a_shop_in(asked, texts):
            return []
    chosen = _choose(_scored(question, looked_at, asked), looked_at, limit, least, names)
    order = {number: place for place, number in enumerate(dict.fromkeys(quote.number for quote in chosen))}
    return sorted(chosen, key=lambda quote: (order[quote.number], quote.start))


def _speaks_of_more(question: str, passage: Passage) -> bool:
    """Whether the passage has half of what is asked beside the names: a name alone makes nothing certain."""
    named = meanings(" ".join(names_in(question)))
    asked = {term: value for term, value in meanings(what_it_is_about(question)).items() if term not in named}
    held = meanings(" ".join((*passage.headings, passage.text)))
    return sum(value for term, value in asked.items() if term in held) >= _HALF * sum(asked.values())


def join_quotes(quotes: Sequence[Quote]) -> str:
    """One text with a marker after each quote; list items and table rows on lines of their own."""
    parts: list[str] = []
    for place, quote in enumerate(quotes):
        if place:
            own_line = quote.own_line or quotes[place - 1].own_line
            parts.append("\n" if own_line else "" if quote.language == "zh" else " ")
        parts.append("\n".join(f"{line} [{quote.number}]" for line in quote.text.split("\n") if line.strip()))
    return "".join(parts)


def _scored(
    question: str, numbered: Sequence[tuple[int, Passage]], places: Sequence[Place]
) -> list[tuple[float, Sentence]]:
    """Every sentence, best first: by its words, its passage's headings, its place, its looking like an answer."""
    topic, shape = what_it_is_about(question), wanted_shape(question)
    asked, denied, matters = meanings(topic), denies(question), matters_in(question)
    outward = not matters & BACK and ("deliver" in matters or sends_to(question, places))
    matters |= {"deliver"} if outward else frozenset()
    passages = [passage for _, passage in numbered]
    alike = [
        max((likeness(asked, heading) for heading in _standing_over(passage)), default=0.0) for passage in passages
    ]
    over = [" ".join(_standing_over(passage)) for passage in passages]
    ranked = rank_sentences(topic, [one.text for one in passages], 200, over)
    elsewhere = told_elsewhere(places, passages, ranked)
    weaker = _weaker_hits(passages)
    own = OwnRates.of(question, passages, ranked) if outward else None
    # Where it is asked whether goods are sent there, what tells of no place says neither yes nor no.
    whether = outward and own is None and shape is None and asks_whether_sent(question, places)
    rows = outward and own is None and any(is_their_row(places, one) for one in ranked if one not in elsewhere)
    placeless = outward and not names_a_place(question)
    off_matter = [bool(matters) and not speaks_of(matters, (*one.headings, one.text)) for one in passages]
    missing = missing_names(question, asked, passages, places)
    scored: list[tuple[float, Sentence]] = []
    for sentence in ranked:
        passage = passages[sentence.source]
        if sentence in elsewhere or (own and not own.may_tell(passage, sentence)):
            continue
        if whether and says_nothing_of(places, passages, sentence):
            continue
        refused = own is not None and own.refuses(sentence, places)
        score = sentence.score + _HEADING * alike[sentence.source] + _OPENING * (sentence.start == 0)
        if shape and not refused:
            fits = tells(shape, question, _told(passage, sentence))
            score = score + _SHAPE if fits else score * (_UNFIT if shape.needed else 1.0)
        told = denies(f"{passage.headings[-1] if passage.headings else ''} {sentence.text}")
        if told != denied and (denied or shape) and not refused:
            score *= _OPPOSITE
        back, theirs = bool(matters_in(sentence.text) & BACK), own is not None and own.tells(sentence)
        particular = not theirs and _is_particular(sentence.text, asked)
        if outward and places and (back or particular or _is_of_another_matter(passage, sentence)):
            continue
        if outward and back:
            score *= _WAY_BACK
        score += _THEIR_ROW if theirs or refused or is_their_row(places, sentence) else 0.0
        others = is_about_others(places, sentence) or (placeless and _is_of_a_place(sentence.text))
        others |= rows and not told_as_widely(places, sentence)
        if matters and (particular or others):
            score *= _PARTICULAR
        score = score * (_OFF_MATTER if off_matter[sentence.source] else 1.0) - weaker[sentence.source]
        scored.append((score * (_UNNAMED if missing[sentence.source] else 1.0), sentence))
    scored.sort(key=lambda pair: -pair[0])
    return scored


def _is_particular(sentence: str, asked: Mapping[str, float]) -> bool:
    """Whether a sentence is about a thing by its model number, of which the question has no word."""
    found = _BY_MODEL.search(sentence) if " | " not in sentence else None
    return found is not None and not meanings(found.group()).keys() & asked.keys()


def _is_of_another_matter(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence under its heading speaks of other matters than delivery: where one may pay how."""
    told = matters_in(" ".join((*passage.headings[-1:], sentence.text)))
    return bool(told) and "deliver" not in told


def _is_of_a_place(sentence: str) -> bool:
    """Whether a sentence, not a table's row, tells of one place."""
    return " | " not in sentence and names_a_place(sentence)


def _standing_over(passage: Passage) -> tuple[str, ...]:
    """The headings; an FAQ's question alone, for its entries have no more in common than a shop's questions."""
    last = passage.headings[-1:]
    return last if last and last[0].rstrip().endswith(("?", "？")) else passage.headings


def _told(passage: Passage, sentence: Sentence) -> str:
    """The sentence; for a table's header its whole table, as it will be quoted."""
    return with_structure(passage.text, sentence.start, sentence.end) if " | " in sentence.text else sentence.text


def _weaker_hits(passages: Sequence[Passage]) -> list[float]:
    """For each passage what it loses for standing in another document than the best hit."""
    if not passages:
        return []
    best = passages[0]
    strongest = max(passage.score for passage in passages) or 1.0
    return [
        0.0 if one.document == best.document else _OTHER_DOCUMENT + _WEAKER_HIT * (1 - one.score / strongest)
        for one in passages
    ]


def _choose(
    scored: Sequence[tuple[float, Sentence]],
    numbered: Sequence[tuple[int, Passage]],
    limit: int,
    least: float,
    names: Sequence[str],
) -> list[Quote]:
    """The best sentence, and others that add to it without saying it again; no row of another thing than the named."""
    chosen: list[Quote] = []
    for score, sentence in scored:
        if score < least:
            break
        number, passage = numbered[sentence.source]
        if chosen:
            apart = number != chosen[0].number or " | " in sentence.text
            if score < scored[0][0] * (_WORTH_ANOTHER_PASSAGE if apart else _WORTH_ADDING):
                continue
            if " | " in sentence.text and any(_held_by_the_best(name, scored, sentence) for name in names):
                continue
            if any(support(sentence.text, said.text) >= _ALREADY_SAID for said in chosen):
                continue
        text = with_structure(passage.text, sentence.start, sentence.end)
        chosen.append(Quote(as_read(text), number, sentence.start, detect(sentence.text), is_own_line(text)))
        if len(chosen) == limit:
            break
    return chosen


def _held_by_the_best(name: str, scored: Sequence[tuple[float, Sentence]], row: Sentence) -> bool:
    """Whether the best sentence has the name and the row has not."""
    return fold(name) in fold(scored[0][1].text) and fold(name) not in fold(row.text)
