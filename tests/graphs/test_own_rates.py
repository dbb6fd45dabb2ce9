"""Which goods are delivered at rates of their own, as far as passages tell."""

import pytest

from graphs.own_rates import OwnRates
from graphs.turn import Passage
from knowledge.support import rank_sentences

LIST = Passage("s.md", "1", "Region | Standard\nGermany | €4.90\nJapan | €32", headings=("Shipping costs",))
FREIGHT = Passage("s.md", "2", "Sofas are delivered by freight for €49.", headings=("Bulky goods",))
WEEKEND = Passage("s.md", "3", "Weekend delivery costs €5 more.", headings=("Weekends",))
RETURN = Passage("s.md", "4", "Sofas are returned for €60 of delivery.", headings=("Returns",))


@pytest.mark.parametrize(
    ("question", "passage", "own"),
    [
        ("How much is shipping a sofa to Germany?", FREIGHT, True),
        ("How much is shipping bulky goods to Germany?", FREIGHT, True),
        ("How much is shipping a lamp to Germany?", FREIGHT, False),
        ("How much is standard shipping to Germany?", FREIGHT, False),
        ("How much is weekend delivery to Germany?", WEEKEND, True),
        ("How much is shipping a sofa to Germany?", RETURN, False),
    ],
)
def test_a_sentence_with_a_word_that_the_list_lacks_tells_a_rate_of_its_own(
    question: str, passage: Passage, own: bool
) -> None:
    passages = [LIST, passage]
    found = rank_sentences(question, [one.text for one in passages], 50)
    assert (OwnRates.of(question, passages, found) is not None) == own
