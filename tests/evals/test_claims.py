"""How far a passage bears a claim out."""

import pytest

from evals.claims import bare_answer, borne_out

EN = "The bookshelf has a warranty of 10 years. The hub was launched in 2021 and has a warranty of 2 years."
ZH = "书架保修期为十年。智能网关于2021年上市，保修期为两年。"


@pytest.mark.parametrize(
    ("claim", "text"), [("The bookshelf has a warranty of 10 years.", EN), ("书架保修期为十年。", ZH)]
)
def test_a_quoted_sentence_is_borne_out(claim: str, text: str) -> None:
    assert borne_out(claim, "How is it?", text) > 0.95


@pytest.mark.parametrize(
    ("question", "right", "wrong", "text"),
    [
        ("When was the hub launched?", "2021", "10 years", EN),
        ("智能网关哪年上市？", "2021年", "十年", ZH),
    ],
)
def test_a_bare_answer_is_believed_where_it_stands_by_the_question(
    question: str, right: str, wrong: str, text: str
) -> None:
    assert borne_out(right, question, text) > max(0.5, borne_out(wrong, question, text))


def test_a_claim_with_its_own_subject_is_not_bare() -> None:
    assert bare_answer("The bookshelf has a warranty of 10 years.", "How long is the warranty?", EN) is None
    assert bare_answer("unheard of", "How long is the warranty?", EN) is None


def test_an_empty_text_bears_nothing_out() -> None:
    assert borne_out("The bookshelf is made of oak.", "What is it made of?", "") == 0.0
