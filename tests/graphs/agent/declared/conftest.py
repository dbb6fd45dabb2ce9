"""A business's own server, told by each test what to answer, and an agent with tools that call it."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from graphs.agent.build import build_context
from graphs.agent.context import Context

TOOLS = """
limits: {calls_per_turn: 3, calls_per_conversation: 5, seconds_per_turn: 2}
tools:
  - name: order_status
    title: {en: Order status, zh: 订单状态}
    description: Where an order is.
    http: {url: "${SHOP}/orders/{order}", headers: {Authorization: "Bearer ${TOKEN}"}}
    arguments:
      type: object
      properties: {order: {type: string, pattern: '^TW-[0-9]{5}$'}}
      required: [order]
    timeout_s: 1
    max_bytes: 2000
    show: [status, expected]
    words: {status: {shipped: {en: is on its way, zh: 已经发出}}}
    slots:
      order:
        find: 'TW-?([0-9]{5})'
        answer: '([0-9]{5})'
        value: TW-{}
        ask: {en: "Could you give me your order number?", zh: 请问您的订单号是多少？}
    triggers: {intents: [order_status], phrases: [where is my order, 我的订单到哪]}
    reply:
      en: "Your order {order} {status}.\\nIt arrives on {expected}."
      zh: "您的订单 {order} {status}。\\n预计 {expected} 送达。"
  - name: cancel_order
    title: {en: Cancel an order, zh: 取消订单}
    description: Cancels an order.
    confirm: true
    http: {method: POST, url: "${SHOP}/cancellations"}
    arguments:
      type: object
      properties: {order: {type: string}}
      required: [order]
    show: [state]
    slots:
      order:
        find: 'TW-?([0-9]{5})'
        value: TW-{}
        ask: {en: "Which order shall I cancel?", zh: 请问要取消哪个订单？}
    triggers: {phrases: [please cancel, 帮我取消]}
    reply: {en: "The order {order} is {state}.", zh: "订单 {order} 的状态是 {state}。"}
"""


@dataclass
class Business:
    """Answers by path; `requests` are (method, path, headers, body), in order."""

    url: str = ""
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str, content: Any, status: int = 200) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.answers[path] = (status, body)


@pytest.fixture
def business() -> Iterator[Business]:
    shop = Business()
    shop.gate.set()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            shop.requests.append((self.command, self.path, dict(self.headers), body))
            shop.gate.wait(10)
            status, content = shop.answers.get(self.path, (404, b"{}"))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", content.decode())
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            try:
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                return  # the caller had waited long enough

        do_GET = do_POST = handle_any  # noqa: N815 - the library's names

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        shop.url = f"http://127.0.0.1:{server.server_port}"
        yield shop
        shop.gate.set()
        server.shutdown()


@pytest.fixture
def tools_file(tmp_path: Path, business: Business, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """The file with these tools, its variables set."""
    monkeypatch.setenv("SHOP", business.url)
    monkeypatch.setenv("TOKEN", "s3cret")

    def write(text: str = TOOLS) -> Path:
        path = tmp_path / "tools.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def with_tools(settings: Any, retriever: Any, tools_file: Callable[..., Path]) -> Context:
    """The agent without a model, with the tools above."""
    return build_context(settings(tools=tools_file()), retriever)


Talk = Callable[..., Any]


@pytest.fixture
def talk(ask: Any, with_tools: Context) -> Talk:
    """What a conversation's turns come to, one outcome a message; `tool_calls` are counted on as the service does."""

    async def run(*said: str, context: Context = with_tools) -> list[Any]:
        history: list[tuple[str, str]] = []
        outcomes: list[Any] = []
        for text in said:
            before = sum(len(one.tool_calls) for one in outcomes)
            outcome = await ask(text, *history, context=context, tool_calls=before)
            history += [("customer", text), ("agent", outcome.reply)]
            outcomes.append(outcome)
        return outcomes

    return run
