import pytest

from graphs.agent.citing import Claim, citations_of, read_claims
from graphs.turn import Citation, Passage

PASSAGES = (
    Passage("returns.md", "c1", "Returns are free. They take 30 days. Gift cards are excluded."),
    Passage("delivery.md", "c2", "Delivery costs 4.90 EUR."),
)


def test_markers_leave_the_text_and_stay_with_their_sentences() -> None:
    cited = read_claims("Returns are free [1]. Delivery costs 4.90 EUR. [2] Anything else?")
    assert cited.text == "Returns are free. Delivery costs 4.90 EUR. Anything else?"
    assert cited.claims == (
        Claim("Returns are free.", (1,)),
        Claim("Delivery costs 4.90 EUR.", (2,)),
        Claim("Anything else?", ()),
    )


@pytest.mark.parametrize("marker", ["[1,2]", "[1][2]", "[1, 2]", "【1】【2】", "[1、2]"])
def test_several_sources_of_a_sentence_are_read(marker: str) -> None:
    assert read_claims(f"退货免费{marker}。").claims == (Claim("退货免费。", (1, 2)),)


def test_brackets_that_are_no_markers_stay() -> None:
    assert read_claims("See [the page] or [LO-1].").text == "See [the page] or [LO-1]."


def test_a_citation_quotes_the_sentence_that_supports_the_claim_best() -> None:
    citations = citations_of([Claim("You have 30 days for it.", (1,)), Claim("unknown", (7,))], PASSAGES)
    assert citations == (Citation("returns.md", "c1", "They take 30 days.", 18, 36),)


def test_quotes_in_a_row_become_one_citation() -> None:
    claims = [
        Claim("Returns are free.", (1,)),
        Claim("They take 30 days.", (1,)),
        Claim("Delivery costs 4.90 EUR.", (2,)),
    ]
    assert [citation.quote for citation in citations_of(claims, PASSAGES)] == [
        "Returns are free. They take 30 days.",
        "Delivery costs 4.90 EUR.",
    ]


def test_quotes_apart_stay_two() -> None:
    claims = [Claim("Returns are free.", (1,)), Claim("Gift cards are excluded.", (1,))]
    assert len(citations_of(claims, PASSAGES)) == 2


def test_a_citation_points_to_the_very_words_also_where_they_stand_twice_or_in_several_searches() -> None:
    passage = Passage("运费.md", "c3", "标准配送免费。加急 24.90 元。标准配送免费。")
    claims = [Claim("标准配送免费。", (1, 2)), Claim("加急 24.90 元。", (1,)), Claim("标准配送免费。", (2,))]
    (cited,) = citations_of(claims, (passage, passage))
    assert passage.text[cited.start : cited.end] == cited.quote == passage.text


@pytest.mark.parametrize(
    ("table", "claim", "row"),
    [
        ("Lamp | Price\nReed | €95\nHalo | €149", "Halo — Price: €149", "Halo | €149"),
        ("商品 | 价格\nReed 台灯 | 749 元", "Reed 台灯——价格：749 元", "Reed 台灯 | 749 元"),
    ],
)
def test_a_row_put_in_words_cites_the_row_as_it_stands(table: str, claim: str, row: str) -> None:
    (citation,) = citations_of([Claim(claim, (1,))], [Passage("lamps.md", "c3", f"Lamps:\n{table}")])
    assert citation.quote == row
    assert f"Lamps:\n{table}"[citation.start : citation.end] == row
