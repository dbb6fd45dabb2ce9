"""Forbidden phrases are found however they are written, and only where they are meant."""

from time import perf_counter

import pytest

from graphs.agent.style.phrases import Phrases


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("cheap", "It is CHEAP."),
        ("no problem", "No\n  problem!"),
        ("cheap", "ｃｈｅａｐ"),
        ("che\u200bap", "it is c\u200bheap"),
        ("guarant*", "Guaranteed to last."),
        ("最便宜", "这是最 便 宜的。"),
        ("保证", "我們保證送到。"),
        ("C++", "We love C++!"),
    ],
)
def test_a_phrase_is_found_in_any_case_width_script_and_spacing(phrase: str, text: str) -> None:
    assert Phrases((phrase,)).first_in(text) == phrase


@pytest.mark.parametrize(("phrase", "text"), [("cheap", "cheaper"), ("art", "It starts."), ("便宜", "方便，适宜")])
def test_a_part_of_another_word_is_not_the_phrase(phrase: str, text: str) -> None:
    assert Phrases((phrase,)).first_in(text) == ""


def test_hundreds_of_phrases_cost_well_under_a_millisecond() -> None:
    phrases = Phrases(tuple(f"phrase number {n}" for n in range(250)) + tuple(f"第{n}个词" for n in range(250)))
    reply = "Your refund takes five working days and goes to the card. 退款会在五个工作日内到账。" * 8
    phrases.first_in(reply)
    took = []
    for _ in range(20):
        started = perf_counter()
        assert phrases.first_in(reply) == ""
        took.append(perf_counter() - started)
    assert min(took) < 0.001
