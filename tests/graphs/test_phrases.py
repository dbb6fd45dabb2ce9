import pytest

from graphs.phrases import Match, PhraseBook, book_of, units


def test_words_and_chinese_characters_and_emoji_are_units() -> None:
    assert units("Don’t 退货 iPhone15 👍！") == ["don't", "退", "货", "iphone15", "👍", "!"]


def test_the_longest_phrase_wins_and_matches_do_not_overlap() -> None:
    book = PhraseBook({"not": "a", "not bad": "b", "bad luck": "c", "不好": "d", "不好意思": "e"})
    assert book.find(units("not bad luck")) == [Match(0, 2, "b")]
    assert book.find(units("不好意思")) == [Match(0, 4, "e")]


def test_a_phrase_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        PhraseBook({" - ": 1})


def test_the_same_phrase_with_two_values_is_refused() -> None:
    with pytest.raises(ValueError, match="both"):
        book_of({"a": ["hello"], "b": ["hello"]})
