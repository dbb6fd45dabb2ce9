import pytest

from graphs.answer_shape import wanted_shape, what_it_is_about


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("How much is delivery?", "It costs €4.90.", "It is delivered by van."),
        ("运费多少钱", "运费为15元。", "由顺丰配送。"),
        ("How long does it take?", "It takes 3 working days.", "It costs €4.90."),
        ("多久能到", "3到5天送达。", "支持自提。"),
        ("Who founded the shop?", "It was founded by Ada Wong.", "it was founded long ago."),
    ],
)
def test_the_question_tells_what_an_answer_holds(question: str, answer: str, other: str) -> None:
    shape = wanted_shape(question)
    assert shape is not None
    assert shape.told.search(answer)
    assert not shape.told.search(other)


def test_many_questions_do_not_tell() -> None:
    assert wanted_shape("Is the lamp waterproof?") is None


def test_words_of_asking_are_left_out_unless_nothing_else_is_there() -> None:
    assert what_it_is_about("How long do refunds take?").split() == ["How", "do", "refunds", "?"]
    assert what_it_is_about("help") == "help"
