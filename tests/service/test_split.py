"""Long replies are cut where a reader would pause, and arrive whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.channel.split import TextLimit, split

TEXT = st.text(
    st.sampled_from("ab .。！\n👍🏽é你好\u200d👩\u0301🇨🇳3") | st.characters(exclude_categories=["Cs"]), max_size=200
)
LIMITS = st.builds(TextLimit, st.integers(4, 40), st.sampled_from(["characters", "utf16", "utf8"]))
MEASURES = {
    "characters": len,
    "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf8": lambda text: len(text.encode()),
}


@given(TEXT, LIMITS)
def test_every_part_fits_and_nothing_but_white_space_is_lost(text: str, limit: TextLimit) -> None:
    parts = split(text, limit)

    assert all(0 < MEASURES[limit.unit](part) <= limit.maximum for part in parts)
    assert all(part == part.strip() for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "maximum", "parts"),
    [
        ("", 10, []),
        (" \n ", 10, []),
        ("It fits.", 8, ["It fits."]),
        ("One. Two three. Four", 16, ["One. Two three.", "Four"]),
        ("好的。您的订单已发货！请耐心等待。", 12, ["好的。您的订单已发货！", "请耐心等待。"]),
        ("他说“好。”然后走了", 6, ["他说“好。”", "然后走了"]),
        ('Wait... what? "Yes!" No', 20, ['Wait... what? "Yes!"', "No"]),
        ("It costs 3.14 now", 11, ["It costs", "3.14 now"]),
        ("first line\nsecond line", 15, ["first line", "second line"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two", 3, ["one", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
    ],
)
def test_cuts_fall_at_sentence_ends_then_words_then_characters(text: str, maximum: int, parts: list[str]) -> None:
    assert split(text, TextLimit(maximum)) == parts


def test_a_written_character_of_several_code_points_stays_whole() -> None:
    family, accent = "👨‍👩‍👧", "e\u0301"

    assert split(f"aa{family}", TextLimit(5)) == ["aa", family]
    assert split(f"aa{accent}", TextLimit(3)) == ["aa", accent]
    assert split("aa👍🏽", TextLimit(3)) == ["aa", "👍🏽"]


def test_units_are_counted_as_the_platform_counts_them() -> None:
    text = "👍" * 4

    assert split(text, TextLimit(4, "characters")) == [text]
    assert split(text, TextLimit(4, "utf16")) == ["👍👍", "👍👍"]
    assert split(text, TextLimit(8, "utf8")) == ["👍👍", "👍👍"]


def test_a_platform_without_a_limit_gets_one_part() -> None:
    assert split("a. " * 10_000, None) == [("a. " * 10_000).strip()]
    assert split("  ", None) == []
