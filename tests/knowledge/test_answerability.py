import pytest

from knowledge.answerability import BY_WORDS, features
from knowledge.confidence import confidence
from tests.knowledge.hits import hit


def test_the_best_sentence_and_the_best_text_are_told_apart() -> None:
    found = features("returns of gift cards", [hit("Returns are free. Gift cards last three years.")])
    assert found is not None
    assert found.nearest < found.whole
    assert found.formula == BY_WORDS


def test_the_nearest_text_gives_the_similarity_and_what_stands_over_it_counts() -> None:
    found = features("运费", [hit("满 299 元免费。", 0.2, over="运费多少"), hit("其他", 0.6)])
    assert found is not None
    assert (found.formula, found.similarity, found.part, found.nearest) == ("zh", 0.6, 0.6, 1.0)


def test_what_stands_under_a_question_is_told_from_a_passage() -> None:
    found = features("How long is delivery?", [hit("Three days.", 0.6, question="How fast do you deliver?")])
    assert found is not None
    assert found.formula == "en faq"


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
    found = features(question, [hit("We accept all cards of your country.")])
    assert found is not None
    assert found.opposite == opposite


def test_what_the_text_denies_answers_what_is_not_so() -> None:
    question = "Which cards do you not accept?"
    denied = confidence(question, [hit("Prepaid cards are not accepted.", 0.6)])
    assert denied > confidence(question, [hit("Prepaid cards are accepted.", 0.6)])


@pytest.mark.parametrize(
    ("question", "feature"),
    [("When was the last store opened?", "turned"), ("When was the first store in Ghent opened?", "missing")],
)
def test_what_is_turned_round_or_named_nowhere_is_less_likely_answered(question: str, feature: str) -> None:
    hits = [hit("The first store was opened in Antwerp in 1998.", 0.6)]
    plain = "When was the first store opened?"
    found, known = features(question, hits), features(plain, hits)
    assert found is not None
    assert known is not None
    assert (getattr(found, feature), getattr(known, feature)) == (1.0, 0.0)
    assert confidence(question, hits) < confidence(plain, hits)


def test_nothing_tells_nothing() -> None:
    assert features("?!", [hit("text")]) is features("anything", []) is None
