"""What is quoted for a question about delivery: neither the way back nor one thing's freight."""

import pytest

from graphs.evidence import Evidence
from graphs.quoting import best_quotes
from graphs.turn import Passage

TABLE_ZH = Passage("s.md", "1", "地区 | 标准运费\n中国大陆 | 18 元\n港澳台 | 45 元", 0.92, headings=("运费和时效",))
BACK_ZH = Passage("f.md", "2", "没有运费险。因个人原因退货，收取 15 元退货运费。", 0.95, headings=("有运费险吗？",))
FREIGHT_ZH = Passage("s.md", "3", "Tidal 书架（S-610）走物流配送，168 元。", 0.91, headings=("大件商品",))
TABLE_EN = Passage("s.md", "1", "Region | Standard\nChina | ¥18\nGermany | €4.90", 0.5, headings=("Shipping costs",))
BACK_EN = Passage("r.md", "2", "Return shipping costs €5.90.", 0.5, headings=("Returns",))
FREIGHT_EN = Passage("s.md", "3", "The Tidal bookshelf (S-610) is delivered for €49.", 0.5, headings=("Large items",))


@pytest.mark.parametrize(
    ("question", "language", "quoted"),
    [
        ("运费多少？", "zh", "18 元"),
        ("退货运费多少？", "zh", "15 元"),
        ("书架的运费多少？", "zh", "168 元"),
        ("How much is shipping?", "en", "€4.90"),
        ("How much is return shipping?", "en", "€5.90"),
        ("How much is shipping for the bookshelf?", "en", "€49"),
    ],
)
def test_the_fee_that_was_asked_for_is_told(question: str, language: str, quoted: str) -> None:
    passages = (BACK_ZH, TABLE_ZH, FREIGHT_ZH) if language == "zh" else (FREIGHT_EN, BACK_EN, TABLE_EN)
    quotes = best_quotes(question, [Evidence(passages, 0.9, language, 1, question)], language, 1)
    assert quoted in quotes[0].text
