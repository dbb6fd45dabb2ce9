"""Groundedness: every claim against what it could rest on."""

from collections.abc import Callable

import pytest

from evals.graders.groundedness import grader
from graphs.evaluator.grader import NOT_APPLICABLE, GradingContext
from graphs.turn import Citation

Exchange = Callable[..., GradingContext]

EN = "Shipping to Germany costs €4.90 and takes 2–3 working days. Lamps have a warranty of 3 years."
ZH = "寄到中国大陆标准运费 18 元，2–4 个工作日送达。灯具保修期为三年。"


@pytest.mark.parametrize(
    ("reply", "passage", "label"),
    [
        ("Shipping to Germany takes 2–3 working days.", EN, "grounded"),
        ("标准运费 18 元，2–4 个工作日送达。", ZH, "grounded"),
        ("We were founded by two carpenters in Norway.", EN, "ungrounded"),
        ("我们公司由两位木匠在挪威创立。", ZH, "ungrounded"),
        # Nearly all words are right, and the one number is not.
        ("Lamps have a warranty of 5 years.", EN, "ungrounded"),
        ("灯具保修期为五年。", ZH, "ungrounded"),
        ("Lamps have a warranty of three years.", EN, "grounded"),
        ("Lamps have a warranty of 3 years. Our founder was a carpenter from Norway.", EN, "partly"),
        ("灯具保修期为三年。我们的创始人是挪威木匠。", ZH, "partly"),
    ],
)
async def test_claims_are_judged_one_by_one(exchange: Exchange, reply: str, passage: str, label: str) -> None:
    grade = await grader(exchange("Tell me about your shop", reply, passages=[passage]))
    assert grade.label == label, grade
    assert grade.score is not None
    assert (grade.score >= 0.5) == (label == "grounded") or label == "partly"


@pytest.mark.parametrize(
    "reply",
    [
        "Hello! How can I help you?",
        "I'm sorry, I could not find that in our information.",
        "您好！请问有什么可以帮您？",
        "抱歉，我没有在现有资料中找到这个问题的答案。",
        "I am passing you to a colleague, who will continue with you right here.",
        "",
        "You are welcome to put it another way or add a little more detail.",
        "您可以换个说法，或者再补充一些细节。",
    ],
)
async def test_courtesies_refusals_and_hand_overs_claim_nothing(exchange: Exchange, reply: str) -> None:
    assert (await grader(exchange("How long is the warranty?", reply, passages=[EN]))).label == "not_applicable"


async def test_a_refusal_that_goes_on_to_invent_a_price_is_a_claim(exchange: Exchange) -> None:
    reply = "I don't know the exact price, but it is around 250 euros."
    assert (await grader(exchange("What does it cost?", reply, passages=[EN]))).label == "ungrounded"


async def test_a_bare_answer_must_stand_where_the_text_speaks_of_the_question(exchange: Exchange) -> None:
    right = await grader(exchange("How much is shipping to Germany?", "€4.90", passages=[EN]))
    wrong = await grader(exchange("How many days does shipping to Germany take?", "3 years", passages=[EN]))
    assert right.score is not None
    assert wrong.score is not None
    assert right.score > wrong.score


async def test_without_known_passages_nothing_is_judged_and_without_any_passage_all_is_ungrounded(
    exchange: Exchange,
) -> None:
    reply = "Lamps have a warranty of 3 years."
    assert (await grader(exchange("Warranty?", reply))).label == "not_applicable"
    assert (await grader(exchange("Warranty?", reply, passages=[]))).label == "ungrounded"


async def test_a_citation_that_no_passage_holds_is_found_out(exchange: Exchange) -> None:
    invented = (Citation("kb.md", "0", "Every customer receives a golden unicorn on arrival."),)
    grade = await grader(exchange("Warranty?", "Lamps have a warranty of 3 years.", passages=[EN], citations=invented))
    assert grade.label == "partly"
    assert any("golden unicorn" in line for line in grade.evidence)


async def test_every_claim_is_in_the_evidence_with_its_source(exchange: Exchange) -> None:
    grade = await grader(exchange("Warranty?", "Lamps have a warranty of 3 years.", passages=["Nothing.", EN]))
    assert grade.evidence == ("✓ Lamps have a warranty of 3 years. ← kb.md#1 (1.00)",)


async def test_an_operator_is_judged_by_the_same_passages(exchange: Exchange) -> None:
    grade = await grader(exchange("保修多久？", "灯具保修期为五年。", passages=[ZH], by="operator"))
    assert grade.label == "ungrounded"


@pytest.mark.parametrize(
    "reply",
    [
        "Thank you for getting in touch. Goodbye, and have a good day!",
        "That is fine, you need not leave anything. I am happy to answer your questions here.",
        "感谢您的咨询，再见，祝您生活愉快！",
    ],
)
async def test_words_of_parting_claim_nothing(exchange: Exchange, reply: str) -> None:
    grade = await grader(exchange("Bye!", reply, passages=["Members get 10 % off."]))
    assert grade.label == NOT_APPLICABLE


async def test_a_claim_behind_a_courtesy_is_still_one(exchange: Exchange) -> None:
    grade = await grader(exchange("Bye!", "Thanks, the lamp costs 20 euros.", passages=["The lamp costs 40 euros."]))
    assert grade.label == "ungrounded"
