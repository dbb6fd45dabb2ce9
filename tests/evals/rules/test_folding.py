"""Rules look into folded text and point to the text as written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.rules.folding import fold, place
from evals.rules.patterns import BadPattern, compiled, spans
from evals.rules.words import Words


@pytest.mark.parametrize(
    ("word", "text", "quote"),
    [
        ("傻逼", "你真是傻 逼啊", "傻 逼"),
        ("稳赚", "這個穩賺", "穩賺"),
        ("cheapest", "the ＣＨＥＡＰＥＳＴ one", "ＣＨＥＡＰＥＳＴ"),
        ("guarantee*", "We GUARANTEED it", "GUARANTEE"),
        ("as i said", "As  I\nsaid before", "As  I\nsaid"),
        ("café", "our cafe\u0301 is", "cafe\u0301"),
        ("笨蛋", "笨\u200b蛋", "笨\u200b蛋"),
    ],
)
def test_a_word_is_found_however_it_is_written_and_quoted_as_it_is(word: str, text: str, quote: str) -> None:
    ((start, end),) = Words([word]).spans(fold(text))
    first, last = place(text, start, end)
    assert text[first:last] == quote


@pytest.mark.parametrize(("word", "text"), [("cure", "obscured cures"), ("caf", "café"), ("hi", "this ship")])
def test_an_english_word_is_not_found_within_another(word: str, text: str) -> None:
    assert list(Words([word]).spans(fold(text))) == []


@given(st.text(alphabet="aＡé\u0301é 　\n\u200b台臺ﬁ…（％中。ß'’1", max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_folded_character_has_its_place(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded)):
        start, end = place(text, at, at + 1)
        assert folded[at] in fold(f".{text[start:end]}.") or folded[at] == " "


def test_a_pattern_that_would_hold_up_others_is_refused_or_harmless() -> None:
    assert list(spans("(a+)+$", fold("a" * 50_000 + "!"))) == []
    with pytest.raises(BadPattern, match="look-aheads are not supported"):
        compiled("(?=a)b")
    with pytest.raises(BadPattern, match="it would hit every reply"):
        compiled("a*")


def test_a_pattern_is_written_as_people_write() -> None:
    assert list(spans("（[A-Z]{2}）穩賺", fold("(ab)稳赚"))) == [(0, 6)]
