"""The declared tools in conversations that no model takes part in."""

import json
from typing import Any

import pytest

from graphs.agent.build import build_context
from tests.graphs.agent.declared.conftest import TOOLS

SHIPPED = {"status": "shipped", "expected": "2026-12-02", "customer": {"phone": "+4915112345678"}}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Where is my order TW-10023?", "Your order TW-10023 is on its way.\nIt arrives on 2026-12-02."),
        ("我的订单 TW-10023 到哪了", "您的订单 TW-10023 已经发出。\n预计 2026-12-02 送达。"),
        ("track my order tw10023", "Your order TW-10023 is on its way.\nIt arrives on 2026-12-02."),
        ("TW-10023", "Your order TW-10023 is on its way.\nIt arrives on 2026-12-02."),
    ],
    ids=["english", "chinese", "by intent", "the number alone"],
)
async def test_the_result_is_told_in_the_customers_language_with_the_tool_as_its_source(
    talk: Any, business: Any, said: str, told: str
) -> None:
    business.answer("/orders/TW-10023", SHIPPED)
    (outcome,) = await talk(said)
    assert outcome.reply == told
    assert outcome.answered
    assert {citation.document for citation in outcome.citations} == {"tool:order_status"}
    assert [(call.name, call.arguments, call.outcome) for call in outcome.tool_calls] == [
        ("order_status", {"order": "TW-10023"}, "ok")
    ]
    assert all("+49151" not in passage.text for passage in outcome.passages)


@pytest.mark.parametrize(
    ("said", "question", "number"),
    [
        ("Where is my order?", "Could you give me your order number?", "10023"),
        ("我的订单到哪了？", "请问您的订单号是多少？", "是 TW10023"),
    ],
    ids=["english", "chinese"],
)
async def test_a_missing_argument_is_asked_for_and_taken_from_the_next_message(
    talk: Any, business: Any, said: str, question: str, number: str
) -> None:
    business.answer("/orders/TW-10023", SHIPPED)
    asked, told = await talk(said, number)
    assert asked.reply == question
    assert asked.asked_back
    assert not asked.tool_calls
    assert "TW-10023" in told.reply
    assert told.language == asked.language


async def test_who_does_not_give_the_number_is_answered_from_the_documents(talk: Any, business: Any) -> None:
    _, told = await talk("Where is my order?", "How long do refunds take?")
    assert "5 working days" in told.reply
    assert not business.requests


async def test_what_only_mentions_an_order_does_not_look_it_up(talk: Any, business: Any) -> None:
    (told,) = await talk("How do I return the lamp from TW-10023, are returns free?")
    assert not told.tool_calls
    assert not business.requests


async def test_several_orders_and_another_question_are_all_answered(talk: Any, business: Any) -> None:
    business.answer("/orders/TW-10023", SHIPPED)
    business.answer("/orders/TW-10031", SHIPPED)
    (told,) = await talk("Where are TW-10023 and TW-10031? And how long do refunds take?")
    assert "TW-10023" in told.reply
    assert "TW-10031" in told.reply
    assert "5 working days" in told.reply


@pytest.mark.parametrize(("agrees", "declines"), [("yes please", "no thanks"), ("好的", "不用了")], ids=["en", "zh"])
async def test_what_changes_something_is_done_after_a_yes_only(
    talk: Any, business: Any, agrees: str, declines: str
) -> None:
    business.answer("/cancellations", {"state": "cancelled"})
    asked, refused = await talk("Please cancel TW-10023", declines)
    assert asked.reply == "Cancel an order: TW-10023. Shall I do that for you?"
    assert asked.asked_back
    assert not asked.tool_calls
    assert not business.requests
    assert not refused.tool_calls
    _, done = await talk("Please cancel TW-10023", agrees)
    assert "cancelled" in done.reply
    ((method, path, headers, body),) = business.requests
    assert (method, path, json.loads(body)) == ("POST", "/cancellations", {"order": "TW-10023"})
    assert headers["Idempotency-Key"]


async def test_a_yes_to_something_else_does_nothing(ask: Any, with_tools: Any, business: Any) -> None:
    before = (("customer", "Please cancel TW-10023"), ("agent", "Cancel an order: TW-99999. Shall I do that for you?"))
    await ask("yes", *before, context=with_tools)
    assert not business.requests


async def test_the_same_turn_answered_again_has_the_same_idempotency_key(
    ask: Any, with_tools: Any, business: Any
) -> None:
    business.answer("/cancellations", {"state": "cancelled"})
    question = "Cancel an order: TW-10023. Shall I do that for you?"
    before = (("customer", "Please cancel TW-10023"), ("agent", question))
    for key in ("turn-1", "turn-1", "turn-2"):
        await ask("yes", *before, context=with_tools, key=key)
    first, again, other = (headers["Idempotency-Key"] for _, _, headers, _ in business.requests)
    assert first == again != other


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Where is my order TW-50000?", "I'm sorry, I cannot look that up at the moment"),
        ("我的订单 TW-50000 到哪了", "抱歉，系统暂时没有响应"),
    ],
    ids=["en", "zh"],
)
async def test_a_failure_is_told_as_it_is(talk: Any, business: Any, said: str, told: str) -> None:
    business.answer("/orders/TW-50000", {}, 500)
    (outcome,) = await talk(said)
    assert outcome.reply.startswith(told)
    assert not outcome.answered
    assert [call.outcome for call in outcome.tool_calls] == ["failed"]


async def test_what_the_system_does_not_know_is_told(talk: Any, business: Any) -> None:
    english, chinese = [(await talk(said))[0] for said in ("Where is my order TW-99999?", "我的订单 TW-99999 到哪了")]
    assert english.reply == "I could not find TW-99999 in our system. Could you check it once more?"
    assert chinese.reply == "系统里没有查到TW-99999，请您再核对一下好吗？"
    assert [call.outcome for call in english.tool_calls] == ["not_found"]


async def test_a_conversation_has_only_so_many_calls(talk: Any, business: Any) -> None:
    business.answer("/orders/TW-10023", SHIPPED)
    outcomes = await talk(*["Where is my order TW-10023?"] * 6)
    assert [outcome.tool_calls[0].outcome for outcome in outcomes] == [*["ok"] * 5, "refused"]
    assert "as much as I can" in outcomes[-1].reply
    assert len(business.requests) == 5


async def test_a_third_language_gets_the_english_words(talk: Any, business: Any) -> None:
    business.answer("/orders/TW-10023", SHIPPED)
    (outcome,) = await talk("Wo ist denn TW-10023?")
    assert outcome.reply.startswith("Your order TW-10023 is on its way.")
    assert outcome.handoff is None


async def test_an_operators_conversation_is_left_alone(ask: Any, with_tools: Any, business: Any) -> None:
    await ask("Where is my order TW-10023?", context=with_tools, held=True)
    assert not business.requests


async def test_a_tool_may_take_the_order_number_that_triage_finds(
    talk: Any, business: Any, settings: Any, retriever: Any, tools_file: Any
) -> None:
    by_pattern = "find: 'TW-?([0-9]{5})'\n        answer: '([0-9]{5})'\n        value: TW-{}"
    plain = TOOLS.replace(by_pattern, "kind: order_number", 1)
    context = build_context(settings(tools=tools_file(plain)), retriever)
    business.answer("/orders/TW-10023", SHIPPED)
    told, again, alone = await talk("单号TW-10023到哪了？", "where is my order?", "and #TW-10023?", context=context)
    assert (told.order_numbers, "2026-12-02" in told.reply) == (("TW-10023",), True)
    for outcome in (told, again, alone):
        assert [call.arguments for call in outcome.tool_calls] == [{"order": "TW-10023"}]
