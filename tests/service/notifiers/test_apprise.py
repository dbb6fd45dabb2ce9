"""Messages reach a real HTTP server through Apprise, and no log tells where."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest

from service.notifier import Notice, NotTaken
from service.notifiers.apprise import notifier

NOTICE = Notice("1", "alert.fired", "[major] Slow", "first_response: 0.4", datetime(2026, 3, 1, tzinfo=UTC))


class Received(HTTPServer):
    """What was posted, and the status to answer with."""

    posted: list[tuple[str, Any]]
    status: int


class Handler(BaseHTTPRequestHandler):
    server: Received

    def do_POST(self) -> None:
        self.server.posted.append((self.path, json.loads(self.rfile.read(int(self.headers["content-length"])))))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        """Nothing on stderr."""


@pytest.fixture
def received() -> Iterator[Received]:
    server = Received(("127.0.0.1", 0), Handler)
    server.posted, server.status = [], 200
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


async def test_a_message_reaches_its_address_and_no_log_tells_it(
    received: Received, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tell = notifier.open(f"json://user:s3cret@127.0.0.1:{received.server_port}/one")
    async with httpx.AsyncClient() as http:
        await tell(NOTICE, http)
        ((path, said),) = received.posted
        assert (path, said["title"], said["message"]) == ("/one", "[major] Slow", "first_response: 0.4")
        received.status = 500
        with pytest.raises(NotTaken) as refused:
            await tell(NOTICE, http)
    assert "s3cret" not in caplog.text + str(refused.value)
    assert "/one" not in caplog.text


def test_an_address_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="does not know") as refused:
        notifier.open("nothing://s3cret")
    assert "s3cret" not in str(refused.value)
