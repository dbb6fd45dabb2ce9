"""A bare name is the answer to the question for it, and to nothing else."""

import pytest

from graphs.lead.asked import answers_name


def names(question: str, answer: str) -> list[str]:
    return [found.contact.value for found in answers_name(question, answer)]


@pytest.mark.parametrize(
    ("question", "answer", "name"),
    [
        ("Gladly. May I have your name?", "Tom Okafor", "Tom Okafor"),
        ("I have noted your number. May I have your name, too?", "Tom", "Tom"),
        ("请问怎么称呼您？", "王小明，谢谢", "王小明"),
        ("请问怎么称呼您？", "我是Tom，谢谢", "Tom"),
    ],
)
def test_the_answer_to_the_question_for_a_name_is_one(question: str, answer: str, name: str) -> None:
    assert names(question, answer) == [name]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Thank you, I have noted your name and e-mail address.", "Are you a robot?"),
        ("谢谢，您的姓名和邮箱已记下。", "多少钱"),
        ("May I have your name?", "Where is my parcel?"),
    ],
)
def test_a_question_is_no_name(said: str, answer: str) -> None:
    assert names(said, answer) == []
