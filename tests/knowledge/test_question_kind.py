import pytest

from knowledge.question_kind import asks_for_a_fact


@pytest.mark.parametrize(
    "question",
    [
        "When did the shop open?",
        "how much does delivery cost",
        "In what colours does it come?",
        "What year was it founded?",
        "Who do I write to?",
    ],
)
def test_a_person_a_time_an_amount_or_a_choice_is_a_fact(question: str) -> None:
    assert asks_for_a_fact(question)


@pytest.mark.parametrize(
    "question",
    ["How do I return a lamp?", "What is a pivot table?", "Inserting images", "What happens if it breaks?", "怎么退货"],
)
def test_a_matter_is_none(question: str) -> None:
    assert not asks_for_a_fact(question)
