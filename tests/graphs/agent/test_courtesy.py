import pytest

from graphs.agent.courtesy import states_no_fact


@pytest.mark.parametrize(
    "sentence",
    [
        "Hello!",
        "Sure, happy to help!",
        "I'm sorry, I don't have that information.",
        "Could you tell me your order number?",
        "Please let me know if you need anything else.",
        "Here is what I found:",
        "您好，很高兴为您服务吗？",
        "抱歉，我没有在现有资料中找到答案。",
        "如果您还有问题，随时告诉我。",
        "谢谢！",
        "I don’t know that.",
        "Please ask a doctor about that.",
    ],
)
def test_courtesy_needs_no_source(sentence: str) -> None:
    assert states_no_fact(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sure, our founder lives on the moon.",
        "I'm sorry, returns are not possible.",
        "Unfortunately, gift cards cannot be returned.",
        "Yes, it is waterproof.",
        "Of course! The lamp is dimmable.",
        "好的，这款灯可以调光。",
        "抱歉，礼品卡不能退。",
        "I could not find it, but gift cards are never returned.",
        "抱歉，这个没有找到，但是礼品卡可以退。",
    ],
)
def test_politeness_before_a_fact_does_not_hide_it(sentence: str) -> None:
    assert not states_no_fact(sentence)
