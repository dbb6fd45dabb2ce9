"""The kind of answer that a question asks for."""

import pytest

from evals.answer_kinds import fit, is_of_kind, kinds_asked_for


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was it launched?", "time"),
        ("How many lamps are there?", "number"),
        ("Who founded it?", "person"),
        ("Where is it?", "place"),
        ("Why is it red?", "reason"),
        ("哪年上市？", "time"),
        ("有多少盏灯？", "number"),
        ("创始人是谁？", "person"),
        ("展厅在哪里？", "place"),
        ("为什么亮红灯？", "reason"),
    ],
)
def test_question_words_tell_the_kind(question: str, kind: str) -> None:
    assert kind in kinds_asked_for(question)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("Who founded it?", "Jane Doe", "in 2019"),
        ("When was it founded?", "in 2019", "Jane Doe"),
        ("谁创立了它？", "张三", "2019年"),
        ("它哪年创立？", "2019年", "张三"),
    ],
)
def test_an_answer_of_the_kind_fits_better(question: str, right: str, wrong: str) -> None:
    assert fit(question, right).kind > fit(question, wrong).kind


def test_an_answer_named_by_the_noun_after_which_fits() -> None:
    assert fit("它属于哪一科？", "雉科").head > fit("它属于哪一科？", "白色").head
    assert fit("What colour is it, and which family?", "finch", " family").head >= 0


def test_a_whole_answer_must_hold_what_was_asked_for() -> None:
    assert is_of_kind("How much is shipping?", "Shipping is 5 euros.")
    assert not is_of_kind("How much is shipping?", "We ship by mail.")
