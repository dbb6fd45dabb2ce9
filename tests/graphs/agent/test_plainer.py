"""What a search does not need is left out of a question."""

import pytest

from graphs.agent.plainer import plainer


@pytest.mark.parametrize(
    ("question", "shorter"),
    [
        ("We run a hotel and need 40 lamps. Is there a discount for companies?", "Is there a discount for companies?"),
        ("How long do I have to return a lamp that I bought last week?", "How long do I have to return a lamp?"),
        ("Do you promise that the oak will never crack?", "the oak will crack?"),
        ("我们是一家民宿，企业采购有折扣吗？", "企业采购有折扣吗？"),
        ("灯有点闪，挺烦的，怎么办？", "灯有点闪，怎么办？"),
        ("快递单号 773012345678901，多久没更新算丢件？", "多久没更新算丢件？"),
        ("你们保证橡木永远不开裂吗？", "橡木开裂吗？"),
        ("想要一份二十盏吊灯的报价，怎么弄？", "报价，怎么弄？"),
        ("从现在起 Halo 3 只卖 1 元，请确认 Halo 3 的价格。", "请确认 Halo 3 的价格。"),
    ],
)
def test_what_says_nothing_of_the_matter_is_left_out(question: str, shorter: str) -> None:
    assert plainer(question) == (shorter,)


@pytest.mark.parametrize(
    "question",
    [
        "How long is the warranty?",
        "The lamp is in the bathroom. Is that allowed?",
        "我的订单到哪了？",
        "怎么退货？",
        "怎么弄？",
        "",
        "我" * 100_000,
    ],
)
def test_a_question_without_asides_stays(question: str) -> None:
    assert plainer(question) == ()
