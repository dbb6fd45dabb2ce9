"""Signed webhooks against a real server and the official library; what is wrong with an address is told without it."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest
from standardwebhooks.webhooks import Webhook

from service.notifier import Notice, NotTaken
from service.notifiers.webhook import notifier

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
NOTICE = Notice(
    "01-id", "alert.fired", "[major] Slow", "p90", datetime(2026, 3, 1, tzinfo=UTC), {"rule": "slow", "value": 0.4}
)


class Receiver(HTTPServer):
    """What was posted, and the status to answer with."""

    posted: list[tuple[str, dict[str, str], bytes]]
    status = 200
    retry_after = ""


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.posted.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.retry_after:
            self.send_header("retry-after", self.server.retry_after)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver(("127.0.0.1", 0), Handler)
    server.posted = []
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


async def told(receiver: Receiver) -> None:
    async with httpx.AsyncClient() as http:
        await notifier.open(f"webhook://127.0.0.1:{receiver.server_port}/alerts?to=ops#{SECRET}")(NOTICE, http)


async def test_an_event_arrives_signed_and_the_official_library_takes_it(receiver: Receiver) -> None:
    await told(receiver)
    ((path, headers, body),) = receiver.posted
    lowered = {name.lower(): value for name, value in headers.items()}
    assert (path, lowered["webhook-id"]) == ("/alerts?to=ops", "01-id")
    event = Webhook(SECRET).verify(body, lowered)
    assert event == json.loads(body)
    assert event == {
        "type": "alert.fired",
        "timestamp": "2026-03-01T00:00:00+00:00",
        "data": {"rule": "slow", "value": 0.4},
    }
    assert SECRET not in path + str(headers)


@pytest.mark.parametrize(("status", "permanent"), [(500, False), (404, False), (302, False), (410, True)])
async def test_every_other_answer_is_tried_again_but_gone(receiver: Receiver, status: int, permanent: bool) -> None:
    receiver.status, receiver.retry_after = status, "90"
    with pytest.raises(NotTaken, match=f"HTTP {status}") as refused:
        await told(receiver)
    assert (refused.value.permanent, refused.value.retry_after_s) == (permanent, 90.0)


async def test_a_server_that_is_not_there_is_tried_again_and_named_nowhere() -> None:
    async with httpx.AsyncClient() as http:
        with pytest.raises(NotTaken) as refused:
            await notifier.open(f"webhook://127.0.0.1:1/s3cret#{SECRET}")(NOTICE, http)
    assert not refused.value.permanent
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("webhooks://example.com/s3cret", "lacks its secret"),
        ("webhooks://example.com/s3cret#whsec_***", "is not base64"),
        ("webhooks://example.com/s3cret#whsec_c2hvcnQ=", "shorter than 24 bytes"),
        (f"webhooks:///s3cret#{SECRET}", "no host"),
        (f"webhooks://[s3cret#{SECRET}", "no host"),
    ],
)
def test_an_address_that_cannot_work_is_refused(address: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as refused:
        notifier.open(address)
    assert "s3cret" not in str(refused.value)
    assert SECRET not in str(refused.value)
