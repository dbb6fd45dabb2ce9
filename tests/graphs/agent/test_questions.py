import pytest

from graphs.agent.questions import questions_in


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("How long is it? And what does it cost?", ("How long is it?", "what does it cost?")),
        ("I have a lamp. Is it safe? Where is it made?", ("I have a lamp. Is it safe?", "Where is it made?")),
        ("how do I clean the lamp and what is the warranty?", ("how do I clean the lamp", "what is the warranty?")),
        ("怎么退货？运费多少钱？", ("怎么退货？", "运费多少钱？")),
        ("怎么退货，另外发票怎么开？", ("怎么退货", "发票怎么开？")),
        ("退货要多少运费，钱多久退回来", ("退货要多少运费", "钱多久退回来")),
        ("你们怎么退货？另外发票怎么开？", ("你们怎么退货？", "发票怎么开？")),
    ],
)
def test_several_questions_are_told_apart(text: str, questions: tuple[str, ...]) -> None:
    assert questions_in(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "How long do refunds take?",
        "refund",
        "",
        "Really? How long do refunds take?",
        "I like the red and blue lamp?",
        "在吗？怎么退货？",
        "灯坏了，怎么申请保修",
        "能寄到日本吗，要多久",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert questions_in(text) == (text,)


def test_many_questions_become_three() -> None:
    found = questions_in("What is this lamp? What is that lamp? Where is the shop? Who are you all? When do you open?")
    assert len(found) == 3
    assert found[2].endswith("When do you open?")
