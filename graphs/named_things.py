"""Which passages are about the things that a question names: a name with a number must stand there as it is."""

import re
from collections.abc import Mapping, Sequence

from graphs.answer_shape import names_in
from graphs.covering import is_all_over, lines, rules_out
from graphs.elsewhere import is_told_of
from graphs.places import Place, names_a_place
from graphs.turn import Passage
from knowledge.synonyms import meanings
from knowledge.words import fold

_MODEL = re.compile(r"[(（][^)）]*[)）]|\b[A-Z]+-?\d+\w*\b")


def missing_names(
    question: str, asked: Mapping[str, float], passages: Sequence[Passage], places: Sequence[Place]
) -> list[bool]:
    """For each passage, whether it lacks a name or model number that the question is about.

    What tells of Europe or of the whole world does not lack Germany, where that is one of the places asked about.
    """
    names = names_in(question)
    if not names:
        return [False] * len(passages)
    texts = [" ".join((one.title, *one.headings, one.text)) for one in passages]
    told = [any(_tells_of(places, line) for line in lines([one.text, *one.headings])) for one in passages]
    missing = [
        any(not (there and names_a_place(name)) and not _is_named(name, asked, text) for name in names)
        for text, there in zip(texts, told, strict=True)
    ]
    kinds = [
        (one.document, kind)
        for one, lacks in zip(passages, missing, strict=True)
        if not lacks and (kind := _kind_of(one, names))
    ]
    return [
        lacks and not any(one.document == document and set(kind) <= set(meanings(text)) for document, kind in kinds)
        for one, lacks, text in zip(passages, missing, texts, strict=True)
    ]


def _tells_of(places: Sequence[Place], line: str) -> bool:
    return is_told_of(places, line) or is_all_over(line) or any(rules_out(place, line) for place in places)


def _kind_of(passage: Passage, names: Sequence[str]) -> Mapping[str, float]:
    """What the named thing is, by its heading: a rule for wall lights is one for the "Ember wall light (D-410)"."""
    heading = passage.headings[-1] if passage.headings else ""
    if not any(name in heading for name in names):
        return {}
    rest = _MODEL.sub(" ", heading)
    for name in names:
        rest = rest.replace(name, " ")
    return meanings(rest)


def _is_named(name: str, asked: Mapping[str, float], text: str) -> bool:
    """A name with a number must stand there as it is: "Halo 3" and "4 mm" are no "Halo 4"."""
    if any(letter.isdigit() for letter in name):
        return fold(name) in fold(text)
    held = meanings(text)
    return all(term in held for term in meanings(name) if term in asked)
