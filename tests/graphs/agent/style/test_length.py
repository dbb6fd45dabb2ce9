"""Replies are cut where a sentence ends, and ask back once."""

import pytest

from graphs.agent.citing import read_claims
from graphs.agent.style.document import Length
from graphs.agent.style.length import Limit, asking_once, limit_of, shortened


@pytest.mark.parametrize(
    ("reply", "limit", "left"),
    [
        ("One is here [1]. Two is here [2]. Three.", Limit(sentences=2), "One is here. Two is here."),
        ("This one has five words. This one has five, too.", Limit(words=7), "This one has five words."),
        ("第一句话。第二句话。", Limit(words=5), "第一句话。"),
        ("Seven words stand in this one sentence.", Limit(words=2), "Seven words stand in this one sentence."),
        ("Do this. These are the steps:\n1. Open it.\n2. Close it.", Limit(words=8), "Do this."),
        (
            "Do this:\n1. Open it.\n2. Close it.\nThat is all.",
            Limit(sentences=1),
            "Do this:\n1. Open it.\n2. Close it.",
        ),
        ("Short.", Limit(), "Short."),
    ],
)
def test_what_does_not_fit_is_left_out_at_the_end_of_a_sentence(reply: str, limit: Limit, left: str) -> None:
    assert shortened(read_claims(reply), limit).text == left


def test_two_questions_may_have_twice_as_much() -> None:
    length = Length(max_sentences=2, max_words=30, max_characters_zh=50)
    assert limit_of(length, "en", 2) == Limit(4, 60)
    assert limit_of(length, "zh", 1) == Limit(2, 50)


@pytest.mark.parametrize(
    ("reply", "left"),
    [
        ("Which lamp is it? When did you buy it? It costs 3 EUR.", "Which lamp is it? It costs 3 EUR."),
        ("请问是哪一款灯？什么时候买的？", "请问是哪一款灯？"),
        ("Is it the Nova? Or the Luna?", "Is it the Nova? Or the Luna?"),
        ("Which lamp? Is there anything else I can do?", "Which lamp? Is there anything else I can do?"),
    ],
)
def test_one_question_back_is_enough(reply: str, left: str) -> None:
    assert asking_once(read_claims(reply)).text == left
