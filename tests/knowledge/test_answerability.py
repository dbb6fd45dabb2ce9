import pytest

from knowledge.answerability import features
from knowledge.confidence import confidence


def test_the_best_sentence_and_the_best_text_are_told_apart() -> None:
    found = features("returns of gift cards", ["Returns are free. Gift cards last three years."])
    assert found is not None
    assert found.nearest < found.whole
    assert found.similarity is None


def test_the_nearest_text_gives_the_similarity_and_what_stands_over_it_counts() -> None:
    found = features("运费", ["满 299 元免费。", "其他"], [0.2, 0.6], ["运费多少", ""])
    assert found is not None
    assert (found.similarity, found.nearest) == (0.6, 1.0)


@pytest.mark.parametrize(
    ("question", "opposite"),
    [
        ("Which cards do you not accept?", 1.0),
        ("Which cards do you accept?", 0.0),
        ("Why does my card not work?", 0.0),
        ("My card doesn't work, please help", 0.0),
    ],
)
def test_asking_for_what_is_not_so_is_told_from_trouble(question: str, opposite: float) -> None:
    found = features(question, ["We accept all cards of your country."])
    assert found is not None
    assert found.opposite == opposite


def test_what_the_text_denies_answers_what_is_not_so() -> None:
    question, cosines = "Which cards do you not accept?", [0.6]
    denied = confidence(question, ["Prepaid cards are not accepted."], cosines)
    assert denied > confidence(question, ["Prepaid cards are accepted."], cosines)


def test_nothing_tells_nothing() -> None:
    assert features("?!", ["text"]) is features("anything", []) is None
