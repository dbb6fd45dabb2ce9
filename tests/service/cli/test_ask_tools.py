"""`turnwise ask` over an installation with tools of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.cli.demo import TOOLS
from service.demo.orders import running_orders
from tests.service.cli.conftest import Turnwise

Lines = Callable[..., Path]


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNWISE_TOOLS", str(TOOLS))


def test_tool_calls_stand_in_the_answer_only_where_there_were_any(
    turnwise: Turnwise, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        {"id": number, "messages": [{"role": "user", "content": text}]}
        for number, text in enumerate(("Where is my order TW-10023?", "What does express delivery to Germany cost?"))
    ]
    with running_orders() as address:
        monkeypatch.setenv("DEMO_ORDERS_URL", address)
        done = turnwise("ask", "--input", lines(*asked), "--json")
    with_tool, without = done.records
    assert "TW-10023 is on its way" in with_tool["reply"]
    (call,) = with_tool["tool_calls"]
    assert (call["name"], call["arguments"], call["outcome"]) == ("order_status", {"order": "TW-10023"}, "ok")
    assert list(with_tool)[:-1] == list(without)


def test_a_mistake_in_the_file_is_one_line_at_start(
    turnwise: Turnwise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tools.yaml").write_text("tools:\n  - nam: x\n", encoding="utf-8")
    monkeypatch.setenv("TURNWISE_TOOLS", str(tmp_path / "tools.yaml"))
    done = turnwise("ask", "Hello")
    assert done.code == 1
    assert "tools.yaml line 2, tools.0.nam" in done.err
    assert "Traceback" not in done.err
