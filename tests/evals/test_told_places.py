"""An answer on delivery holds for the place asked about, whatever it calls that."""

import pytest

from evals.told_places import tells_of_the_place
from graphs.turn import Passage

SOFAS = Passage(
    "s.md",
    "1",
    "The sofa is delivered by freight for €49 in Europe. Large items are not shipped outside Europe and China.",
    0.9,
    headings=("Large items",),
)
SOFAS_ZH = Passage(
    "s.md", "1", "沙发走物流配送，欧洲 49 欧元。大件不寄往中国和欧洲以外的地区。", 0.9, headings=("大件",)
)
LIST = Passage("s.md", "2", "Region | Standard\nGermany | €4.90\nRest of the world | €32", 0.9, headings=("Shipping",))
REFUSED, REFUSED_ZH = "Large items are not shipped outside Europe and China.", "大件不寄往中国和欧洲以外的地区。"


@pytest.mark.parametrize(
    ("question", "answer", "holds"),
    [
        ("delivery of the sofa to Japan", REFUSED, True),
        ("delivery of the sofa to France", REFUSED, False),
        ("delivery of the armchair to Japan", REFUSED, False),
        ("delivery to Japan", "Rest of the world — Standard: €32", True),
        ("delivery to Japan", "Germany — Standard: €4.90", False),
        ("delivery of the sofa to Japan", "Rest of the world — Standard: €32", False),
        ("How heavy is the sofa in Japan?", REFUSED, False),
        ("沙发能寄到日本吗", REFUSED_ZH, True),
        ("沙发能寄到法国吗", REFUSED_ZH, False),
    ],
)
def test_an_answer_holds_for_the_place_and_the_thing(question: str, answer: str, holds: bool) -> None:
    assert tells_of_the_place(question, answer, (SOFAS, SOFAS_ZH, LIST)) is holds
