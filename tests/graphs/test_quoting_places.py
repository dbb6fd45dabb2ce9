"""What is quoted for a question that names a place: the row that holds for it, or nothing."""

import pytest

from graphs.evidence import Evidence
from graphs.quoting import best_quotes
from graphs.turn import Passage

ROWS_EN = "Region | Standard | Time\nHong Kong, Taiwan | ¥45 | 3 days\nGermany, Belgium | €4.90 | 2 days"
ROWS_ZH = "地区 | 标准运费 | 时效\n港澳台 | 45 元 | 3 天\n德国、比利时 | 4.90 欧元 | 2 天"
REST_EN, REST_ZH = "\nRest of the world | €32 | 9 days", "\n其他国家和地区 | 32 欧元 | 9 天"
FAQ_EN = Passage("f.md", "2", "Yes. Shipping costs ¥45.", 0.9, headings=("Do you ship to Hong Kong and Taiwan?",))
FAQ_ZH = Passage("f.md", "3", "可以。港澳台标准运费 45 元。", 0.9, headings=("能寄到香港和台湾吗？",))


def quoted(question: str, language: str, rows: str, *others: Passage) -> list[str]:
    heading = "Shipping costs" if language == "en" else "运费和时效"
    passages = (Passage("s.md", "1", rows, 0.95, headings=(heading,)), *others)
    return [
        quote.text for quote in best_quotes(question, [Evidence(passages, 0.9, language, 1, question)], language, 3)
    ]


@pytest.mark.parametrize("question", ["How much is shipping to Japan?", "What does delivery to Tokyo cost?"])
def test_a_place_without_a_row_has_that_of_the_rest_of_the_world(question: str) -> None:
    assert quoted(question, "en", ROWS_EN + REST_EN, FAQ_EN) == ["Rest of the world — Standard: €32; Time: 9 days"]


@pytest.mark.parametrize("question", ["寄到日本运费多少", "日本运费多少钱", "寄到首尔运费多少", "寄到越南的邮费"])
def test_a_place_without_a_row_has_that_of_other_countries(question: str) -> None:
    assert quoted(question, "zh", ROWS_ZH + REST_ZH, FAQ_ZH) == ["其他国家和地区——标准运费：32 欧元；时效：9 天"]


def test_nothing_is_said_of_a_place_that_no_row_holds_for() -> None:
    assert quoted("How much is shipping to Japan?", "en", ROWS_EN, FAQ_EN) == []
    assert quoted("寄到日本运费多少", "zh", ROWS_ZH, FAQ_ZH) == []


def test_a_place_with_a_row_does_not_get_that_of_the_rest() -> None:
    assert quoted("How much is shipping to Belgium?", "en", ROWS_EN + REST_EN) == [
        "Germany, Belgium — Standard: €4.90; Time: 2 days"
    ]
    assert quoted("寄到比利时运费多少", "zh", ROWS_ZH + REST_ZH) == ["德国、比利时——标准运费：4.90 欧元；时效：2 天"]


def test_what_holds_for_all_others_does_not_hold_for_a_place_told_of_beside_it() -> None:
    taxes = "For Norway we collect taxes at checkout. For all other countries, import duties are paid on delivery."
    passage = Passage("t.md", "1", taxes, 0.9)
    for place, said in (("Norway", "checkout"), ("Japan", "on delivery")):
        question = f"Are import duties paid for {place}?"
        (quote,) = best_quotes(question, [Evidence((passage,), 0.9, "en", 1, question)], "en", 3)
        assert said in quote.text


def test_a_shop_is_told_of_only_where_one_is() -> None:
    shops = "Our showrooms in Rotterdam and Hangzhou are open every day. The showroom has parking."
    found = [Evidence((Passage("c.md", "1", shops, 0.9),), 0.9, "en")]
    assert best_quotes("Do you have a showroom in Berlin?", found, "en", 3) == []
    assert best_quotes("Do you have a showroom in the Netherlands?", found, "en", 3)
