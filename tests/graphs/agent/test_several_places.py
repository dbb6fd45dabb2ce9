"""A question about several places is asked of each, unless one row tells of all."""

import pytest

from graphs.agent.several_places import of_each
from graphs.turn import Passage

ROWS_EN = Passage(
    "s.md",
    "1",
    "Region | Price\nGermany, Belgium | €4.90\nFrance and other EU countries | €8.90\nRest of the world | €32",
)
ROWS_ZH = Passage(
    "s.md",
    "2",
    "地区 | 运费\n中国大陆 | 18 元\n港澳台 | 45 元\n法国等欧盟其他国家 | 8.90 欧元\n其他国家和地区 | 32 欧元",
    headings=("运费和时效",),
)
PAYMENT = Passage("p.md", "3", "支付方式 | 适用地区\n支付宝 | 中国大陆、香港", headings=("支付方式",))


def shipping(text: str) -> Passage:
    return Passage("s.md", "1", text, headings=("Shipping costs",))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What does shipping to Japan and to France cost?",
            ("What does shipping to Japan cost?", "What does shipping to France cost?"),
        ),
        (
            "How much is shipping to Japan, France or the UK respectively?",
            ("How much is shipping to Japan?", "How much is shipping to France?", "How much is shipping to the UK?"),
        ),
        ("How much is shipping to Germany and Belgium?", ()),
        ("How much is shipping to France or Poland?", ()),
        ("Do you ship to Japan and Brazil?", ()),
        ("What does shipping from Germany to Japan cost?", ()),
        ("How much is shipping to Japan?", ()),
        ("Is the oak from Poland and from France?", ()),
    ],
)
def test_each_place_is_asked_about(question: str, parts: tuple[str, ...]) -> None:
    assert of_each(question, (shipping(ROWS_EN.text),)) == parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("寄到日本和法国分别多少钱", ("寄到日本多少钱", "寄到法国多少钱")),
        ("寄到日本、法国的运费各是多少", ("寄到日本的运费是多少", "寄到法国的运费是多少")),
        ("寄到上海和香港要几天", ("寄到上海要几天", "寄到香港要几天")),
        ("寄到日本和韩国多少钱", ()),
        ("香港和台湾运费多少", ()),
        ("从法国寄到日本多少钱", ()),
        ("橡木产自波兰和法国吗", ()),
    ],
)
def test_each_place_is_asked_about_in_chinese(question: str, parts: tuple[str, ...]) -> None:
    assert of_each(question, (ROWS_ZH, PAYMENT)) == parts


def test_a_sentence_that_tells_of_both_is_enough() -> None:
    question = "Do you ship to Switzerland and Norway?"
    assert of_each(question, (shipping("Shipping to Switzerland and Norway costs €32."),)) == ()
    assert len(of_each(question, ())) == 2


def test_no_more_than_four_places_are_asked_about() -> None:
    assert len(of_each("Shipping cost to Japan, France, the UK, Canada, Norway and Kenya?", ())) == 4
