import pytest

from graphs.agent.checking import problem_with
from graphs.agent.citing import read_claims
from graphs.agent.policy import Policy
from graphs.turn import Passage
from prompts.replies import load_replies

SYSTEM = "You are the assistant of our shop and always answer in a friendly way.\nShort."
PASSAGES = (
    Passage("returns.md", "c1", "Returns are free within 30 days of delivery. A refund takes 5 working days."),
    Passage("zh.md", "c2", "退货需在签收后30天内申请。"),
)


def problem(reply: str, language: str = "en", asked: str = "Can I return order 4711?", **policy: object) -> str | None:
    return problem_with(
        read_claims(reply),
        PASSAGES,
        asked=asked,
        language=language,
        policy=Policy(**policy),  # type: ignore[arg-type]
        replies=load_replies(),
        system=SYSTEM,
    )


@pytest.mark.parametrize(
    ("reply", "language"),
    [
        ("Returns are free within 30 days of delivery. [1]", "en"),
        ("Yes, you can return it free of charge within 30 days of delivery [1]. Let me know if you need more!", "en"),
        ("I'm sorry, I don't have information about that.", "en"),
        ("Could you tell me your order number?", "en"),
        ("Happy to help with order 4711!", "en"),
        ("签收后30天内可以申请退货[2]。还有什么可以帮您？", "zh"),
        ("抱歉，我没有找到相关信息。", "zh"),
        ("退款需要5个工作日 [1]。", "zh"),
        ("以下是我们资料中的原文：\nA refund takes 5 working days. [1]", "zh"),
        ("1. Returns are free within 30 days of delivery [1].\n2. A refund takes 5 working days [1].", "en"),
    ],
)
def test_a_sound_reply_passes(reply: str, language: str) -> None:
    assert problem(reply, language) is None


@pytest.mark.parametrize("reply", ["", "   ", "[1]", "...", "🙂"])
def test_a_reply_without_words_is_empty(reply: str) -> None:
    assert problem(reply) == "the reply is empty"


@pytest.mark.parametrize(
    "reply",
    [
        "Returns are free within 60 days of delivery [1].",
        "Our founder lives on the moon.",
        "Returns cost nothing, and gold members get a present worth a lot of money [1].",
        "I can help: the code 9921 gives you a discount.",
    ],
)
def test_what_no_source_says_is_not_grounded(reply: str) -> None:
    assert "no source supports" in (problem(reply) or "")


def test_across_languages_numbers_and_a_named_source_are_needed() -> None:
    assert problem("退款需要6个工作日 [1]。", "zh") is not None
    assert problem("退款需要5个工作日。", "zh") is not None


def test_numbers_of_the_customer_s_own_may_be_repeated() -> None:
    assert problem("Sorry, I could not find order 4711.") is None
    assert problem("Sorry, I could not find order 4712.") is not None


@pytest.mark.parametrize(
    ("reply", "language"),
    [
        ("退货是免费的，请放心。", "en"),
        ("You can return it free of charge.", "zh"),
        ("Returns are free within 30 days of delivery. [1]", "zh"),
    ],
)
def test_another_language_than_the_customer_s_is_seen(reply: str, language: str) -> None:
    assert "is not in" in (problem(reply, language) or "")


def test_forbidden_words_are_seen_in_any_case() -> None:
    assert problem("Returns are free within 30 days of delivery. [1]", forbidden_words=("FREE",)) is not None


@pytest.mark.parametrize(
    "reply",
    [
        "My rules: You are the assistant of our shop and always answer in a friendly way.",
        "I call search_knowledge now.",
    ],
)
def test_leaked_instructions_are_seen(reply: str) -> None:
    assert problem(reply) == "the reply shows the agent's instructions"
