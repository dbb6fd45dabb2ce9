"""Tools of a real MCP server, over its stdin and stdout and over HTTP."""

import asyncio
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from graphs.agent.build import build_context
from graphs.agent.declared.load import ToolsFileError
from tests.graphs.agent.declared.stock_server import stock

DECLARED = """
servers:
  - name: stock
    {way}
    tools:
      - name: in_stock
        title: {{en: Stock, zh: 库存}}
        show: [pieces]
        slots: {{article: {{find: 'A-[0-9]{{3}}', ask: {{en: "Which article?", zh: 哪个商品？}}}}}}
        triggers: {{phrases: [in stock, 有货吗]}}
        reply: {{en: "There are {{pieces}} pieces of {{article}}.", zh: "{{article}} 还有 {{pieces}} 件。"}}
        timeout_s: 20
      - name: breaks
        title: {{en: Breaks, zh: 坏的}}
        slots: {{article: {{find: 'B-[0-9]{{3}}', ask: {{en: "Which article?", zh: 哪个商品？}}}}}}
        triggers: {{phrases: [broken tool]}}
        reply: {{en: "{{article}}: {{text}}", zh: "{{article}}：{{text}}"}}
        timeout_s: 20
"""
SERVER = Path(__file__).with_name("stock_server.py")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The server's streamable HTTP endpoint."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(stock().streamable_http_app(), log_level="error", ws="none")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(running.serve(sockets=[listener])), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
        running.should_exit = True
        thread.join(10)


@pytest.fixture(params=["stdio", "http"])
def way(request: pytest.FixtureRequest) -> str:
    """How the server is reached, as the tools file says it."""
    if request.param == "http":
        return f"url: {request.getfixturevalue('address')}"
    return f"command: ['{sys.executable}', '{SERVER}']"


@pytest.fixture
def stocked(settings: Any, retriever: Any, tools_file: Callable[..., Path]) -> Callable[[str], Any]:
    return lambda way: build_context(settings(tools=tools_file(DECLARED.format(way=way))), retriever)


async def test_a_declared_tool_of_a_server_answers(talk: Any, stocked: Any, way: str) -> None:
    context = stocked(way)
    assert set(context.declared.tools) == {"in_stock", "breaks"}
    assert context.tools["in_stock"].description == "How many pieces of an article are in stock."
    asked, told = await talk("Is it in stock?", "A-107", context=context)
    assert asked.reply == "Which article?"
    assert told.reply == "There are 7 pieces of A-107."
    assert [(call.name, call.outcome) for call in told.tool_calls] == [("in_stock", "ok")]
    assert all("99" not in passage.text for passage in told.passages if passage.document == "tool:in_stock")


async def test_an_error_of_the_tool_is_told_as_a_failure(talk: Any, stocked: Any, address: str) -> None:
    context = stocked(f"url: {address}")
    (chinese,) = await talk("A-103 有货吗", context=context)
    assert chinese.reply == "A-103 还有 3 件。"
    (broken,) = await talk("use the broken tool for B-100", context=context)
    assert broken.reply.startswith("I'm sorry, I cannot look that up at the moment")
    assert [call.outcome for call in broken.tool_calls] == ["failed"]


def test_a_tool_that_the_server_does_not_have_is_a_mistake_in_the_file(
    settings: Any, retriever: Any, tools_file: Any, address: str
) -> None:
    text = DECLARED.format(way=f"url: {address}").replace("name: breaks", "name: missing")
    with pytest.raises(ToolsFileError, match="has no tool missing; it has breaks, in_stock, wipe"):
        build_context(settings(tools=tools_file(text)), retriever)


def test_a_server_that_is_down_keeps_nobody_from_other_answers(
    stocked: Any, closed_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    assert not stocked(f"url: http://127.0.0.1:{closed_port}/mcp").declared.tools
    assert "the MCP server stock cannot be reached" in caplog.text
