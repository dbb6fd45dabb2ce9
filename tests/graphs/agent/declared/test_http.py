"""What a declared tool sends, and what of the answer it lets in."""

import logging
from typing import Any

import pytest

from graphs.agent.declared.http import HttpCaller
from graphs.agent.declared.load import load_file


@pytest.fixture
def caller(tools_file: Any) -> HttpCaller:
    return HttpCaller(load_file(tools_file()).tools[0])


async def test_the_secret_comes_from_the_environment_and_the_argument_goes_into_the_path(
    caller: HttpCaller, business: Any
) -> None:
    business.answer("/orders/TW-10023", {"status": "shipped"})
    result = await caller({"order": "TW-10023"}, "key", 5.0)
    assert (result.status, result.data) == ("ok", {"status": "shipped"})
    ((method, path, headers, _),) = business.requests
    assert (method, path, headers["Authorization"]) == ("GET", "/orders/TW-10023", "Bearer s3cret")


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("../admin", "/orders/..%2Fadmin"),
        ("1/../../x", "/orders/1%2F..%2F..%2Fx"),
        ("a?x=1#y", "/orders/a%3Fx%3D1%23y"),
        ("@evil.example", "/orders/%40evil.example"),
        ("订单", "/orders/%E8%AE%A2%E5%8D%95"),
        ("a\r\nHost: evil", "/orders/a%0D%0AHost%3A%20evil"),
    ],
)
async def test_an_argument_stays_in_its_place_in_the_path(
    caller: HttpCaller, business: Any, value: str, path: str
) -> None:
    assert (await caller({"order": value}, "key", 5.0)).status == "not_found"
    assert business.requests[0][1] == path


async def test_a_redirect_is_not_followed(caller: HttpCaller, business: Any) -> None:
    business.answer("/orders/1", f"{business.url}/secret".encode(), 302)
    assert (await caller({"order": "1"}, "key", 5.0)).status == "failed"
    assert [path for _, path, _, _ in business.requests] == ["/orders/1"]


@pytest.mark.parametrize(
    "body", [b"x" * 3000, b"no json", b"[" * 1900, b"\xff\xfe{"], ids=["too long", "no JSON", "too deep", "no text"]
)
async def test_an_answer_that_cannot_be_used_is_a_failure(caller: HttpCaller, business: Any, body: bytes) -> None:
    business.answer("/orders/1", body)
    assert (await caller({"order": "1"}, "key", 5.0)).status == "failed"


async def test_a_slow_server_is_not_waited_for(caller: HttpCaller, business: Any) -> None:
    business.gate.clear()
    assert (await caller({"order": "1"}, "key", 0.05)).status == "timeout"


async def test_a_server_that_is_away_is_a_failure_and_the_log_holds_no_argument(
    tools_file: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, closed_port: int
) -> None:
    monkeypatch.setenv("SHOP", f"http://127.0.0.1:{closed_port}")
    caplog.set_level(logging.DEBUG, "graphs")
    result = await HttpCaller(load_file(tools_file()).tools[0])({"order": "TW-10023"}, "key", 5.0)
    assert result.status == "failed"
    assert "order_status" in caplog.text
    assert "10023" not in caplog.text
    assert "s3cret" not in caplog.text
