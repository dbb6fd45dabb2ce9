"""What a body may cost, without a server: what comes too slowly, and what never ends."""

import asyncio
import logging
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from starlette.types import Message, Receive, Scope, Send

from service.rest import bodies
from service.rest.bodies import BodyLimit, BodyRefused
from service.rest.errorpages import add_error_pages
from service.settings import Settings

SCOPE: Scope = {
    "type": "http",
    "method": "POST",
    "path": "/api/widget/messages",
    "raw_path": b"/api/widget/messages",
    "query_string": b"",
    "headers": [],
}


async def _send(message: Message) -> None:
    raise AssertionError(f"nothing is to be sent: {message}")


async def _never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError("unreachable")


async def test_a_body_that_does_not_arrive_in_time_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bodies, "BODY_TIMEOUT_S", 0.01)

    async def read(_scope: Scope, receive: Receive, _send: Send) -> None:
        await receive()

    with pytest.raises(BodyRefused) as refused:
        await BodyLimit(read, Settings(data=tmp_path))(SCOPE, _never, _send)

    assert (refused.value.status_code, refused.value.error.code) == (408, "body_too_slow")


async def test_a_client_that_waits_for_its_answer_may_wait_as_long_as_it_likes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bodies, "BODY_TIMEOUT_S", 0.01)
    whole: Message = {"type": "http.request", "body": b"{}", "more_body": False}
    arriving = iter([whole])

    async def receive() -> Message:
        return next(arriving, None) or await _never()

    async def listen(_scope: Scope, receive: Receive, _send: Send) -> None:
        assert await receive() == whole
        async with asyncio.timeout(0.05):
            await receive()

    with pytest.raises(TimeoutError):  # of its own patience, not of the limit for bodies
        await BodyLimit(listen, Settings(data=tmp_path))(SCOPE, receive, _send)


async def test_a_client_that_leaves_in_the_middle_is_no_incident(caplog: pytest.LogCaptureFixture) -> None:
    app = FastAPI()
    add_error_pages(app)

    @app.post("/api/widget/messages")
    async def read(request: Request) -> None:
        await request.body()

    async def leaves() -> Message:
        return {"type": "http.disconnect"}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    with caplog.at_level(logging.INFO):
        await app(SCOPE, leaves, send)

    assert sent[0]["status"] == 400
    assert not caplog.records
