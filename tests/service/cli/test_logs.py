"""What reaches the log: progress and errors, never how a customer can be reached."""

import io
import logging
import sys
from collections.abc import Iterator

import pytest

from service.cli.logs import log_to_stderr
from tests.service.shop import Shop

PHONE, EMAIL, WECHAT = "13800138000", "li.na@shop.example", "lamp_fan88"
SAID = f"ada: 我的手机号{PHONE}，邮箱{EMAIL}，微信 {WECHAT}，请联系我"


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Where everything is logged to; afterwards logging is as it was."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()  # else they would be closed
    log_to_stderr(debug=True)
    yield written
    root.handlers[:], root.level = handlers, level


def shows_no_detail(text: str) -> bool:
    return not any(detail in text for detail in (PHONE, EMAIL, WECHAT))


def test_messages_and_tracebacks_are_masked(stderr: io.StringIO) -> None:
    log = logging.getLogger("service.somewhere")
    log.debug("received %s", SAID)
    try:
        raise ValueError(SAID)
    except ValueError:
        log.exception("could not read it")
    written = stderr.getvalue()
    assert shows_no_detail(written)
    assert written.count("[phone]") == written.count("[email]") == written.count("[wechat]") == 2
    assert "could not read it" in written


async def test_a_turn_that_is_answered_and_one_that_fails_log_no_detail(shop: Shop, stderr: io.StringIO) -> None:
    shop.agent.failures[SAID] = 1
    turns = await shop.turns()
    await shop.answered(turns, await shop.say(turns, SAID))
    await shop.answered(turns, await shop.say(turns, f"bob: call me on {PHONE}"))
    await turns.drain(5.0)
    assert "Traceback" in stderr.getvalue()
    assert shows_no_detail(stderr.getvalue())
