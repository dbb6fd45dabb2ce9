"""What somebody speaks: words tell it, letters that are none do not."""

import pytest

from knowledge.english import has_english_words
from knowledge.spoken import spoken, surely_spoken


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order?", "en"),
        ("delivery time", "en"),
        ("broken", "en"),
        ("怎么退货？", "zh"),
        ("Halo 3 支持 Apple Home 吗", "zh"),
        ("Wo ist meine Bestellung?", "de"),
        ("asdf xxx", "und"),
        ("Halo 3", "und"),
        ("Tidal", "und"),
        ("Alipay", "und"),
        ("OK", "und"),
        ("TW-10023", "und"),
        ("https://the.example/where/is", "und"),
        ("[image]", "und"),
    ],
)
def test_a_language_is_sure_where_a_word_of_it_is_said(text: str, language: str) -> None:
    assert surely_spoken(text) == language


def test_letters_alone_pass_for_english_only_where_no_certainty_is_asked_for() -> None:
    assert (spoken("asdf xxx"), surely_spoken("asdf xxx")) == ("en", "und")


@pytest.mark.parametrize("text", ["returned", "lamps", "It isn't HERE", "shipped"])
def test_english_words_are_known_in_their_forms(text: str) -> None:
    assert has_english_words(text)


@pytest.mark.parametrize("text", ["", "b i", "ll ve", "hjkl", "你好", "qwertz uiop"])
def test_fragments_and_letters_are_no_english_words(text: str) -> None:
    assert not has_english_words(text)
