import pytest

from graphs.table_rows import as_it_stands, as_read, place_of

TABLE = "Warranty\n\nProduct | Model | Warranty\nReed desk lamp | B-210 | 3 years\nLED modules | – | 5 years"


@pytest.mark.parametrize(
    ("table", "read"),
    [
        ("Product | Model | Warranty\nReed | B-210 | 3 years", "Reed — Model: B-210; Warranty: 3 years"),
        ("商品 | 型号 | 保修期\nEmber 壁灯 | D-410 | 3 年", "Ember 壁灯——型号：D-410；保修期：3 年"),
        ("Product | Model | Warranty\nLED modules | – | 5 years", "LED modules — Warranty: 5 years"),
        ("Property | Value\nHeight | 1,520.5 mm\nWeight | 6.2 kg", "Height: 1,520.5 mm\nWeight: 6.2 kg"),
        ("参数 | 数值\n高度 | 152 厘米", "高度：152 厘米"),
        ("Property | Drift pendant C-320\nDiameter | 45 cm", "Diameter — Drift pendant C-320: 45 cm"),
        ("City | \nRotterdam | Lantern Quay 12", "Rotterdam — Lantern Quay 12"),
        ("Ways to pay:\nMethod | Where\nPayPal | everywhere", "Ways to pay:\nPayPal — Where: everywhere"),
    ],
)
def test_a_row_reads_as_words_with_its_figures_unaltered(table: str, read: str) -> None:
    assert as_read(table) == read


@pytest.mark.parametrize(
    "text",
    [
        "No table here.",
        "Region | Price",
        "A | B | C\nlonger | row",
        "A | B\n | nothing named",
        "A | B\nempty | –",
        "",
    ],
)
def test_what_is_no_whole_row_stays_as_it_is(text: str) -> None:
    assert text.splitlines()[-1:] == as_read(text).splitlines()[-1:]


def test_the_place_of_a_row_is_found_by_how_it_reads() -> None:
    place = place_of("Reed desk lamp — Model: B-210; Warranty: 3 years", TABLE)
    assert place is not None
    assert TABLE[slice(*place)] == "Reed desk lamp | B-210 | 3 years"
    assert place_of("LED modules — Warranty: 5 years", TABLE) == (len(TABLE) - 25, len(TABLE))


@pytest.mark.parametrize(
    "said",
    ["Reed desk lamp — Model: B-210; Warranty: 5 years", "Hub — Model: B-210; Warranty: 3 years", "", "   "],
)
def test_what_no_row_says_has_no_place(said: str) -> None:
    assert place_of(said, TABLE) is None
    assert place_of(said, "Reed desk lamp, 3 years") is None


def test_words_go_back_to_the_rows_that_they_put() -> None:
    said = "It depends.\nReed desk lamp — Model: B-210; Warranty: 3 years\nAnything else?"
    assert as_it_stands(said, ["no table", TABLE]) == "It depends.\nReed desk lamp | B-210 | 3 years\nAnything else?"
    assert as_it_stands(said, ["no table"]) == said
