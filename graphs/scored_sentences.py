"""How well each sentence of the passages that were found answers a question: by its words, and by what it tells of."""

import re
from collections.abc import Mapping, Sequence

from graphs.answer_shape import tells, wanted_shape, what_it_is_about
from graphs.asked_for import asked_for
from graphs.covering import asks_whether_sent, sends_to
from graphs.elsewhere import is_about_others, is_their_row, says_nothing_of, told_as_widely, told_elsewhere
from graphs.matters import BACK, matters_in, speaks_of
from graphs.named_things import missing_names
from graphs.own_rates import OwnRates
from graphs.places import Place, names_a_place
from graphs.structure import with_structure
from graphs.turn import Passage
from knowledge.support import Sentence, denies, likeness, rank_sentences
from knowledge.synonyms import meanings

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
# A name of a few words or characters before a model number: "The Tidal bookshelf (S-610)", Tidal 书架（S-610）.
_MODEL = re.compile(r"[(（][A-Z]{1,3}-?\d+\w*[)）]")
_NAME = re.compile(r"(?:[^\s,，。.;；:：(（]+\s+){0,3}[^\s,，。.;；:：(（]+\s*$")
_LONGEST_NAME = 80


def scored_sentences(
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
    wanted = asked_for(question, shape)
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
            if shape.measure and (not fits or missing[sentence.source]):
                continue
            score = score + _SHAPE if fits else score * (_UNFIT if shape.needed else 1.0)
        told = denies(f"{passage.headings[-1] if passage.headings else ''} {sentence.text}")
        if told != denied and (denied or shape) and not refused:
            score *= _OPPOSITE
        score = wanted.weighed(score, sentence.text, _read(passage, sentence))
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
    model = _MODEL.search(sentence) if " | " not in sentence else None
    name = _NAME.search(sentence[max(0, model.start() - _LONGEST_NAME) : model.start()]) if model else None
    if model is None or name is None:
        return False
    return not meanings(f"{name.group()}{model.group()}").keys() & asked.keys()


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


def _read(passage: Passage, sentence: Sentence) -> str:
    """The sentence under the nearest heading, a row with its table's header; a header alone."""
    told = _told(passage, sentence)
    return " ".join((*passage.headings[-1:], sentence.text if told.startswith(sentence.text) else told))


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
