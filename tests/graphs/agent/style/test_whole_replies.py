"""What customers get in a style, without a model: from the first greeting to the last disclaimer."""

from typing import Any

import pytest

from graphs.agent.context import Context
from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.style.document import Style
from graphs.agent.styling import with_style

HELLO = "Hi, Mia here, the AI of Lumen."
PERSONA = {
    "name": "Mia",
    "company": "Lumen",
    "about": {"en": "I know our lamps by heart.", "zh": "店里的灯我都熟。"},
    "greeting": {"en": HELLO, "zh": "您好，我是 Lumen 的 AI 客服 Mia。"},
    "greet": "first_reply",
}


def in_style(context: Context, **document: Any) -> Context:
    return with_style(context, Style.model_validate(document))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Are you a robot?", "I am Mia, the AI assistant of Lumen, not a human. I know our lamps by heart."),
        ("你是真人吗？", "我是Mia，Lumen的 AI 智能助手，不是真人。店里的灯我都熟。"),
    ],
)
async def test_it_says_who_it_is_and_that_it_is_an_ai(ask: Any, context: Context, asked: str, told: str) -> None:
    styled = in_style(context, persona={**PERSONA, "greet": "when_greeted"})
    assert (await ask(asked, context=styled)).reply == told


async def test_that_it_is_an_ai_is_said_beside_the_answer_to_another_question(ask: Any, context: Context) -> None:
    reply = (await ask("Are you a real person? And how long do refunds take?")).reply
    assert reply.startswith("I am an AI assistant, not a human.")
    assert "5 working days" in reply
    assert "could not find" not in reply


async def test_the_first_reply_greets_and_no_other_does(ask: Any, context: Context) -> None:
    styled = in_style(context, persona=PERSONA)
    outcome = await ask("How long do refunds take?", context=styled)
    first = outcome.reply
    assert [(edit.act, edit.text) for edit in outcome.edits] == [("greeting", HELLO)]
    assert first.startswith(f"{HELLO}\n")
    assert "5 working days" in first
    before = ("customer", "How long do refunds take?"), ("agent", first)
    assert HELLO not in (await ask("How much is delivery?", *before, context=styled)).reply
    assert (await ask("hello", context=styled)).reply == HELLO
    assert (await ask("hello", *before, context=styled)).reply == "I am still here. What would you like to know?"
    assert HELLO not in (await ask("How long do refunds take?", context=styled, greeted=True)).reply


async def test_quick_questions_stand_below_the_greeting_alone_in_its_language(ask: Any, context: Context) -> None:
    offered = {"en": ["How long do refunds take?"], "zh": ["退款要多久？"]}
    styled = in_style(context, persona={"questions": offered})
    assert (await ask("hello", context=styled)).choices == ("How long do refunds take?",)
    assert (await ask("你好", context=styled)).choices == ("退款要多久？",)
    for other in ("thank you", "How long do refunds take?"):
        assert (await ask(other, context=styled)).choices == ()


async def test_required_words_and_disclaimers_stand_beneath_answers_alone(ask: Any, context: Context) -> None:
    styled = in_style(
        context,
        required=[{"topic": {"keywords": ["refund"]}, "text": {"en": "See https://example.com/refunds."}}],
        disclaimers=[{"text": {"en": "Subject to change."}}],
    )
    reply = (await ask("How long do refunds take?", context=styled)).reply
    assert reply.endswith("\nSee https://example.com/refunds.\nSubject to change.")
    assert "Subject" not in (await ask("thank you", context=styled)).reply
    again = await ask("How long do refunds take?", ("customer", "?"), ("agent", reply), context=styled)
    assert again.reply.endswith("\nSee https://example.com/refunds.")


async def test_a_link_is_not_added_where_the_channel_allows_none(ask: Any, context: Context) -> None:
    styled = in_style(context, required=[{"text": {"en": "See https://example.com."}}])
    object.__setattr__(styled, "forbidden_contacts", {"douyin": ("link",)})
    assert "https" not in (await ask("How long do refunds take?", context=styled, channel="douyin")).reply


async def test_quotes_are_bounded(ask: Any, context: Context, retriever: Any) -> None:
    retriever.texts = ("Pay by card or by invoice. You can pay the invoice within 14 days. You can pay by bank, too.",)
    assert (await ask("How can I pay?")).reply.count(".") > 1
    short = in_style(context, length={"max_sentences": 1})
    assert (await ask("How can I pay?", context=short)).reply.count(".") == 1


async def test_words_of_the_hand_off_policy_keep_to_the_style(ask: Any, context: Context) -> None:
    styled = in_style(context, forbidden=["right away", "马上"])
    words = {"customer_request": {"en": "Sure. Somebody comes right away.", "zh": "马上就来。"}}
    policy = HandoffPolicy.model_validate({"words": words})
    outcome = await ask("a human please", context=styled, handoff_policy=policy)
    reply = outcome.reply
    assert [(edit.act, edit.text) for edit in outcome.edits] == [("left_out", "right away")]
    assert reply.startswith("Sure.")
    assert "right away" not in reply
    chinese = (await ask("转人工", context=styled, handoff_policy=policy)).reply
    assert chinese.startswith("好的，正在为您转接人工客服")


async def test_a_tone_is_heard_in_fixed_replies(ask: Any, context: Context, retriever: Any) -> None:
    assert (await ask("谢谢", context=in_style(context, tone="friendly"))).reply == "不客气！还有什么可以帮你的吗？"
    retriever.confidence = 0.0
    reply = (await ask("Who is the mayor?", context=in_style(context, tone="formal"))).reply
    assert reply.startswith("I am sorry, I could not find")


def test_a_style_is_part_of_the_version_of_a_turn(context: Context) -> None:
    formal = in_style(context, tone="formal")
    assert formal.prompts.version != context.prompts.version
    assert len(formal.prompts.version) <= 80
