"""Sentences and rows that tell of other places than the one asked about: what delivery costs to Norway is no answer for
Japan, and the whole list leaves the customer to look for their row."""

from collections.abc import Sequence, Set

from graphs.covering import ROW, Covering, covering, covering_of, is_all_over, lines, rules_out
from graphs.places import REST, Place, places_in
from graphs.structure import with_structure
from graphs.turn import Passage
from knowledge.support import Sentence


def told_elsewhere(asked: Sequence[Place], passages: Sequence[Passage], found: Sequence[Sentence]) -> Set[Sentence]:
    """Those of the sentences that hold for none of the places asked about; none where no place is asked about.

    What holds for "all other countries" does not hold for one that the same list has by name.
    """
    left = set(found) if asked else set()
    for place in asked:
        held = {one: _held(place, passages[one.source], one) for one in found}
        best: dict[tuple[int, bool], Covering] = {}
        for one, how in held.items():
            kind = (one.source, ROW in one.text)
            best[kind] = max(best.get(kind, how), how)
        left -= {
            one
            for one, how in held.items()
            if how == Covering.UNSAID or Covering.UNSAID < how == best[one.source, ROW in one.text]
        }
    return left


def says_nothing_of(asked: Sequence[Place], passages: Sequence[Passage], sentence: Sentence) -> bool:
    """Whether a sentence, under its heading, tells neither of one of the places nor that all others are left out.

    That none but these are served may hold for some goods only, where a row of a list holds for the place.
    """
    if any(_held(place, passages[sentence.source], sentence) != Covering.UNSAID for place in asked):
        return False
    listed = any(ROW in line and is_told_of(asked, line) for line in lines(one.text for one in passages))
    return not is_all_over(sentence.text) and (listed or not any(rules_out(place, sentence.text) for place in asked))


def is_told_of(asked: Sequence[Place], text: str) -> bool:
    """Whether the text holds for one of the places by name, or for a region around it."""
    return any(covering(place, text) > Covering.UNSAID for place in asked)


def is_their_row(asked: Sequence[Place], sentence: Sentence) -> bool:
    """Whether this is a row of a list that holds for one of the places."""
    return ROW in sentence.text and is_told_of(asked, sentence.text)


def told_as_widely(asked: Sequence[Place], sentence: Sentence) -> bool:
    """Whether this is a row, or a sentence that names one of the places or what it lies in.

    One that names no place, or two countries of the continent asked about, tells less than the list's rows do.
    """
    told = places_in(sentence.text)
    return ROW in sentence.text or any(one.chain[0] in place.chain for place in asked for one in told)


def is_about_others(asked: Sequence[Place], sentence: Sentence) -> bool:
    """Whether a sentence tells of other countries, which it counts among those that no list names."""
    if not asked or ROW in sentence.text:
        return False
    told = [place for place in places_in(sentence.text) if not place.is_wide]
    return any(covering(place, sentence.text) == Covering.REST for place in asked) and any(
        covering_of(place, one) == Covering.ELSEWHERE for place in asked for one in told
    )


def _held(asked: Place, passage: Passage, sentence: Sentence) -> Covering:
    if ROW in sentence.text:
        block = with_structure(passage.text, sentence.start, sentence.end)
        if block != sentence.text and block.startswith(sentence.text):
            return _of_header(asked, block.removeprefix(sentence.text))
    own = covering(asked, sentence.text)
    if own == Covering.UNSAID and passage.headings and ROW not in sentence.text:
        return covering(asked, passage.headings[-1])
    return own


def _of_header(asked: Place, rows: str) -> Covering:
    """A header stands for its whole table, of which the rows can be told apart by their places."""
    told = places_in(rows)
    apart = bool(told) and not asked.is_wide
    if asked.is_wide:  # some rows are within the continent that is asked about, or one is the rest that is asked for
        held = {covering_of(asked, one) for one in told}
        apart = Covering.NAMED in held and (Covering.ELSEWHERE in held or asked.chain == (REST,))
    return Covering.ELSEWHERE if apart else Covering.UNSAID
