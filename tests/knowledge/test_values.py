import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.values import disagreeing, read_values


def _read(text: str) -> list[tuple[str, float, float]]:
    return [(value.kind, round(value.low, 3), round(value.high, 3)) for value in read_values(text).values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("within two weeks", [("duration", 14, 14)]),
        ("签收后七天内", [("duration", 7, 7)]),
        ("十五天", [("duration", 15, 15)]),
        ("2–4 days", [("duration", 2, 4)]),
        ("2至4天", [("duration", 2, 4)]),
        ("7 working days", [("working days", 7, 7)]),
        ("7个工作日", [("working days", 7, 7)]),
        ("€4.90", [("money:EUR", 4.9, 4.9)]),
        ("4,90 €", [("money:EUR", 4.9, 4.9)]),
        ("￥1,499", [("money:CNY", 1499, 1499)]),
        ("1.5万元", [("money:CNY", 15000, 15000)]),
        ("12 %", [("%", 12, 12)]),
        ("3 pm", [("time", 900, 900)]),
        ("下午3点", [("time", 900, 900)]),
        ("15:00", [("time", 900, 900)]),
        ("2.8 kg", [("mass", 2800, 2800)]),
        ("2800克", [("mass", 2800, 2800)]),
        ("up to 60 lamps", [("count:lamp", 60, 60)]),
        ("The Halo 3 and MySQL 8.0", []),
        ("iPhone15 and A-100", []),
        ("from version 4.0.3 on", []),
        ("一般情况下", []),
    ],
)
def test_amounts_are_read_in_comparable_units(text: str, values: list[tuple[str, float, float]]) -> None:
    assert _read(text) == values


@pytest.mark.parametrize("text", ["31 May 2025", "May 31st, 2025", "2025-05-31", "2025/5/31", "2025年5月31日"])
def test_a_date_is_one_day_however_it_is_written(text: str) -> None:
    assert _read(text) == _read("2025-05-31")
    assert len(_read(text)) == 1


def test_the_rest_of_a_sentence_keeps_its_words() -> None:
    assert read_values("Return it within 30 days of delivery.").rest == "Return it within   of delivery."


@pytest.mark.parametrize(
    ("ours", "theirs", "differs"),
    [
        ("14 days", "two weeks", False),
        ("12 months", "1 year", False),
        ("2–4 days", "3 days", False),
        ("€5", "¥40", False),
        ("€149 (¥1,199)", "€149", False),
        ("48 hours", "2 working days", False),
        ("14天", "30天", True),
        ("2–4 days", "3–6 days", True),
        ("9:00–18:00", "8:00–20:00", True),
    ],
)
def test_only_what_cannot_both_be_so_disagrees(ours: str, theirs: str, differs: bool) -> None:
    assert bool(disagreeing(read_values(ours).values, read_values(theirs).values)) is differs


@given(st.text(alphabet="0123456789.,:-/ €¥%dayskgpm年月日天元点半个工作十两万\n", max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    for value in read_values(text).values:
        assert value.low <= value.high
