"""Places named in passing: whether "my parcel is tracked when shipped to Germany" is told of parcels in any place."""

import re
from collections.abc import Sequence

from graphs.answer_shape import names_in, wanted_shape
from graphs.covering import ROW, asks_whether_sent, depends_on_the_place, lines, sends_to
from graphs.matters import matters_in, speaks_of
from graphs.own_rates import OwnRates, naming_terms, terms_of_lists, without_places
from graphs.places import Place, names_a_place
from graphs.turn import Passage
from knowledge.support import rank_sentences
from knowledge.synonyms import meanings

_DELIVERY = frozenset({"deliver"})
_WHETHER = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|can|could|will|would|may|must|should|has|have)\b"
    r"|(?:[吗么]|能不能|可不可以|会不会|是不是|有没有).{0,8}$",
    re.IGNORECASE,
)


def names_places_in_passing(question: str, places: Sequence[Place], passages: Sequence[Passage]) -> bool:
    """Whether it asks of goods sent there if something is so that is told of all places: in a sentence without any.

    What it asks is another matter than delivery, or has other words than the lists of places; and it must be none of
    what differs from place to place (rates, times, taxes, shops, whether goods are sent there), and no thing that goes
    at rates of its own.
    """
    if not _WHETHER.search(question) or wanted_shape(question) or not sends_to(question, places):
        return False
    if asks_whether_sent(question, places) or depends_on_the_place(question) or "=duty" in meanings(question):
        return False
    rest = without_places(question)
    asked = naming_terms(rest) - terms_of_lists(passages) - naming_terms(*names_in(rest))
    other = matters_in(rest) - _DELIVERY
    told = [
        (line, *one.headings[-1:])
        for one in passages
        for line in lines([one.text])
        if ROW not in line and not names_a_place(line)
    ]
    if not any(speaks_of(other, texts) or (asked and asked <= naming_terms(*texts)) for texts in told):
        return False
    return OwnRates.of(question, passages, rank_sentences(rest, [one.text for one in passages], 200)) is None
