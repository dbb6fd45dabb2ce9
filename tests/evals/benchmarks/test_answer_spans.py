import json
from pathlib import Path

import pytest

from evals.benchmarks.answer_spans import answers_of, holds_answer, length


@pytest.mark.parametrize(
    ("quote", "answer", "language", "held"),
    [
        ("It began in October, 1973.", "the October 1973", "en", True),
        ("It cost $12.", "$12", "en", True),
        ("It began in 1973.", "197", "en", False),
        ("Nothing is said.", "the", "en", False),
        ("由光荣和 ω-force 开发", "光荣和ω-force", "zh", True),
        ("由光荣开发", "任天堂", "zh", False),
    ],
)
def test_an_answer_is_found_whatever_its_punctuation(quote: str, answer: str, language: str, held: bool) -> None:
    assert holds_answer([quote], [answer], language) is held


def test_an_answer_is_not_put_together_from_two_quotes() -> None:
    assert not holds_answer(["It began in October", "1973 was wet"], ["October 1973"], "en")


def test_a_quote_is_measured_in_words_or_in_chinese_characters() -> None:
    assert length(["Two words", "and three more"], "en") == 5
    assert length(["签收后 30 天", "。"], "zh") == 7


def test_only_sets_that_publish_answers_have_some(tmp_path: Path) -> None:
    (tmp_path / "squad2_en").mkdir()
    rows = [{"qid": "a", "answers": ["1973"]}, {"qid": "b"}]
    (tmp_path / "squad2_en" / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert answers_of(tmp_path, "squad2_en") == {"a": ("1973",), "b": ()}
    assert answers_of(tmp_path, "covidfaq_en") == {}
