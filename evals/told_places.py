"""Does an answer about delivery hold for the place asked about? "Not outside Europe" answers for Japan, and so does the
row for the rest of the world."""

from collections.abc import Sequence

from evals.text import coverage, subject_terms
from graphs.covering import Covering, asked_of, covering, lines, rules_out, sends_to
from graphs.matters import matters_in
from graphs.places import Place, places_in
from graphs.table_rows import place_of
from graphs.turn import Passage

_DELIVERY = "deliver"
_MOST_OF_IT = 0.5


def tells_of_the_place(question: str, answer: str, passages: Sequence[Passage]) -> bool:
    """Whether a sentence or row of the answer tells of sending goods to each place of the question, or not there.

    What the question names beside that must stand in the answer, or in the passage that the sentence was taken from.
    """
    places = asked_of(question)
    if not places or not sends_to(question, places):
        return False
    rest = _beside(question, places)
    told = [
        (sentence, source)
        for sentence in lines([answer])
        for source in [next((one for one in passages if _holds(one, sentence)), None)]
        if _is_of_delivery(sentence, source)
    ]
    return all(
        any(
            _holds_for(place, sentence)
            and (not rest or coverage(rest, subject_terms(f"{answer} {_whole(source)}")) >= _MOST_OF_IT)
            for sentence, source in told
        )
        for place in places
    )


def _beside(question: str, places: Sequence[Place]) -> tuple[str, ...]:
    """What the question is about beside its places and their being sent to."""
    for place in sorted(places, key=lambda one: -one.start):
        question = f"{question[: place.start]} {question[place.end :]}"
    return tuple(term for term in subject_terms(question) if _DELIVERY not in matters_in(term))


def _holds_for(place: Place, sentence: str) -> bool:
    return rules_out(place, sentence) or covering(place, sentence) > Covering.UNSAID


def _is_of_delivery(sentence: str, source: Passage | None) -> bool:
    heading = source.headings[-1:] if source else ()
    return bool(places_in(sentence)) and any(_DELIVERY in matters_in(text) for text in (sentence, *heading))


def _holds(passage: Passage, sentence: str) -> bool:
    return sentence in passage.text or place_of(sentence, passage.text) is not None


def _whole(passage: Passage | None) -> str:
    return " ".join((*passage.headings, passage.text)) if passage else ""
