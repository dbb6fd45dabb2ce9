"""The demo shop's order tool over its real server: what its customers are told about their orders."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from graphs.agent.build import build_context
from graphs.agent.graph import build_agent
from graphs.agent.respond import respond
from graphs.settings import GraphSettings
from graphs.turn import Message
from service.cli.demo import TOOLS, demo_tools
from service.demo.orders import running_orders
from tests.graphs.conftest import FakeRetriever


@pytest.fixture
async def ask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Any]:
    monkeypatch.chdir(tmp_path)
    with running_orders() as address:
        monkeypatch.setenv("DEMO_ORDERS_URL", address)
        agent, context = build_agent(), build_context(GraphSettings(_env_file=None, tools=TOOLS), FakeRetriever())

        async def run(text: str) -> Any:
            return await respond(agent, {"asked": (Message("customer", text),)}, context)

        yield run


@pytest.mark.parametrize(
    ("said", "told", "outcome"),
    [
        ("Where is my order TW-10023?", "TW-10023 is on its way", "ok"),
        ("我的订单 TW-10023 到哪了", "TW-10023 已经发出", "ok"),
        ("What's the status of my order TW-10031?", "TW-10031 is being packed", "ok"),
        ("帮我查一下订单 TW-10058", "TW-10058 已经送达", "ok"),
        ("Where is my order TW-99999?", "could not find an order TW-99999", "not_found"),
        ("我的订单 TW-99999 到哪了", "没有查到订单 TW-99999", "not_found"),
        ("Where is my order TW-50000?", "cannot look that up at the moment", "failed"),
        ("我的订单 TW-50000 到哪了", "现在无法为您查询", "failed"),
    ],
)
async def test_customers_are_told_where_their_order_is(ask: Any, said: str, told: str, outcome: str) -> None:
    turn = await ask(said)
    assert told in turn.reply
    assert [call.outcome for call in turn.tool_calls] == [outcome]
    assert "not for the agent" not in str(turn.passages)


@pytest.mark.parametrize(
    "said", ["How do I cancel my order?", "What is an order number?", "怎么取消订单？", "订单号是什么样的？"]
)
async def test_questions_about_orders_in_general_are_for_the_documents(ask: Any, said: str) -> None:
    turn = await ask(said)
    assert not turn.tool_calls
    assert "TW-10023" not in turn.reply


def test_an_installations_own_tools_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TURNWISE_TOOLS", "own.yaml")
    with demo_tools():
        assert GraphSettings().tools == Path("own.yaml")
