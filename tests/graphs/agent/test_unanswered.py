"""Which questions of a message does a model's reply leave out?"""

import pytest

from graphs.agent.citing import read_claims
from graphs.agent.retrieved import Search
from graphs.agent.unanswered import unanswered
from graphs.turn import Passage

PRICE = Search("How much is standard shipping to Canada", (Passage("shipping.md", "1", "Canada: €24, 7–12 days"),), 0.9)
BARE = Search("how long does it take?", (Passage("privacy.md", "2", "It takes a day."),), 0.2)
WARRANTY = Search("What is the warranty of the Hub?", (Passage("hub.md", "3", "The warranty is 2 years."),), 0.9)
PRICE_ZH = Search("寄到加拿大运费多少", (Passage("运费.md", "4", "加拿大：170 元，7–12 天"),), 0.9)
BARE_ZH = Search("要多久？", (Passage("隐私.md", "5", "一天后停止。"),), 0.2)


@pytest.mark.parametrize(
    ("searches", "reply", "left"),
    [
        ((PRICE, BARE), "Standard shipping to Canada costs €24 and takes 7–12 days [1].", []),
        ((PRICE, BARE), "Standard shipping to Canada costs €24 [1].", [1]),
        ((PRICE, WARRANTY), "Standard shipping to Canada costs €24 [1].", [1]),
        ((PRICE, WARRANTY), "Standard shipping to Canada costs €24 [1]. You get two years [2].", []),
        ((PRICE, WARRANTY), "Shipping to Canada costs €24 [1]. The warranty is two years.", []),
        ((PRICE_ZH, BARE_ZH), "寄到加拿大的运费是 170 元，7–12 天送到[1]。", []),
        ((PRICE_ZH, BARE_ZH), "寄到加拿大的运费是 170 元[1]。", [1]),
        ((PRICE,), "Hello.", []),
    ],
)
def test_a_question_counts_as_answered_by_its_words_its_source_or_the_kind_of_answer(
    searches: tuple[Search, ...], reply: str, left: list[int]
) -> None:
    assert unanswered(read_claims(reply), searches) == left
