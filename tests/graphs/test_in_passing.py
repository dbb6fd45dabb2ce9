"""A place that a question names in passing: what is told of all places answers it."""

import pytest

from graphs.covering import asked_of
from graphs.evidence import Evidence
from graphs.in_passing import names_places_in_passing
from graphs.quoting import best_quotes
from graphs.turn import Passage

LIST_EN = Passage(
    "s.md", "1", "Region | Standard\nGermany | €4.90\nRest of the world | €32", 0.8, headings=("Shipping",)
)
TRACKING_EN = Passage("s.md", "2", "We e-mail a tracking link when the parcel leaves.", 0.7, headings=("Tracking",))
LIST_ZH = Passage("s.md", "1", "地区 | 标准运费\n德国 | 4.90 欧元\n其他国家 | 32 欧元", 0.8, headings=("运费",))
TRACKING_ZH = Passage("s.md", "2", "包裹出库后，我们会发送物流链接。", 0.7, headings=("查物流",))
FREIGHT_EN = Passage("s.md", "3", "The sofa is delivered for €49 in Europe, not outside it.", 0.6, headings=("Sofas",))


@pytest.mark.parametrize(
    ("question", "passing"),
    [
        ("Is my parcel tracked when shipped to Germany?", True),
        ("Can I cancel an order that is shipped to Germany?", False),
        ("Do you ship to Germany?", False),
        ("How much is shipping to Germany?", False),
        ("Will I pay customs when it is shipped to Germany?", False),
        ("Is the sofa shipped to Japan?", False),
        ("寄到德国的包裹能查物流吗？", True),
        ("能寄到德国吗？", False),
        ("寄到德国运费多少？", False),
    ],
)
def test_what_differs_from_place_to_place_is_not_asked_in_passing(question: str, passing: bool) -> None:
    passages = [LIST_EN, TRACKING_EN, FREIGHT_EN] if question.isascii() else [LIST_ZH, TRACKING_ZH]
    assert names_places_in_passing(question, asked_of(question), passages) is passing


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("Is my parcel tracked when shipped to Germany?", "en", "tracking link"),
        ("寄到德国的包裹能查物流吗？", "zh", "物流链接"),
    ],
)
def test_a_rule_for_all_places_is_quoted(question: str, language: str, told: str) -> None:
    passages = (LIST_EN, TRACKING_EN) if language == "en" else (LIST_ZH, TRACKING_ZH)
    quotes = best_quotes(question, [Evidence(passages, 0.9, language, 1, question)], language, 1)
    assert told in quotes[0].text
