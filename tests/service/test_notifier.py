"""Messages reach a real HTTP server through Apprise, and addresses are told to nobody."""

import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr

from service.notifier import BadAddress, Notifier


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


async def test_a_message_reaches_every_address_and_no_log_tells_one(
    received: Received, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    where = f"json://user:s3cret@127.0.0.1:{received.server_port}"
    notifier = Notifier(SecretStr(f"{where}/one, {where}/two"))
    assert await notifier.send("[major] Slow", "first_response: 0.4")
    assert sorted(path for path, _ in received.posted) == ["/one", "/two"]
    assert {(said["title"], said["message"]) for _, said in received.posted} == {
        ("[major] Slow", "first_response: 0.4")
    }

    received.status = 500
    assert not await notifier.send("again", "refused")
    assert "s3cret" not in caplog.text
    assert "/one" not in caplog.text


async def test_an_address_that_means_nothing_is_told_by_its_number_only() -> None:
    with pytest.raises(BadAddress) as told:
        Notifier(SecretStr("json://127.0.0.1 nothing://s3cret"))
    assert "address 2" in str(told.value)
    assert "s3cret" not in str(told.value)
    assert not Notifier(None)
    assert not await Notifier(SecretStr(" ")).send("to", "nobody")
