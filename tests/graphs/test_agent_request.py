"""The customer may always choose: on with the agent, or a person."""

import pytest

from graphs.agent_request import asks_for_agent, asks_more, declines


@pytest.mark.parametrize(
    "text",
    [
        "go on without a person",
        "OK, let's continue without a human then",
        "I don't need a person anymore, just tell me the price",
        "no need for an agent",
        "never mind the operator",
        "I'd rather talk to the bot",
        "please cancel the transfer",
        "back to the bot",
        "the bot is fine",
        "不用转人工了",
        "不需要人工客服，继续吧",
        "那不等客服了",
        "取消转人工",
        "还是机器人回答吧",
        "转回机器人",
        "先不转人工",
        "继续跟你聊吧",
        "算了不用了，你继续吧",
    ],
)
def test_choosing_the_agent_is_understood(text: str) -> None:
    assert asks_for_agent(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want a person",
        "I don't want a bot",
        "Can I return it without a receipt?",
        "I don't need a person to sign for the parcel, right?",
        "Does the robot vacuum need a dock?",
        "转人工",
        "不要机器人，转人工",
        "我不想跟机器人说话",
        "人工费多少",
        "还是人工吧",
        "不用客服电话也能退货吗",
        "扫地机器人怎么用",
    ],
)
def test_what_is_no_such_choice_is_left_alone(text: str) -> None:
    assert not asks_for_agent(text)


@pytest.mark.parametrize("text", ["no", "No, thanks!", "not now", "不用了，谢谢", "不需要", "算了"])
def test_no_and_no_more_declines_an_offer(text: str) -> None:
    assert declines(text)


@pytest.mark.parametrize("text", ["thanks", "谢谢", "no, I want my money back", "不行", "ok"])
def test_anything_else_does_not_decline(text: str) -> None:
    assert not declines(text)


def test_a_question_in_the_same_message_wants_its_answer() -> None:
    assert asks_more("go on without a person. How long do refunds take?")
    assert asks_more("不用转人工了，退款要多久？")
    assert not asks_more("不用转人工了")
