"""Plays Slack as docs.slack.dev has it; the official library signs."""

import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from service.channel.interface import Reply, Request

SECRET = "signing_secret"
KEY = "8f742231b10e8888abcd99000aaa85a5"
OTHER_SECRET = "7d793037a0760186574b0282f2f435e7"
TOKEN = "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcBrzbqgy"
ACCEPTED = (200, {}, b'{"ok":true,"channel":"D024BE91L","ts":"1503435956.000247","message":{"text":"hi"}}')
EXTERNAL_ID = "1503435956.000247"


def refused(error: str, status: int = 200) -> tuple[int, dict[str, str], bytes]:
    return status, {}, json.dumps({"ok": False, "error": error}).encode()


REFUSED = {
    "too many": ((429, {"retry-after": "30"}, refused("ratelimited")[2]), False, 30.0),
    "too many, in words": (refused("rate_limited"), False, None),
    "service": (refused("service_unavailable"), False, None),
    "the token is revoked": (refused("token_revoked"), True, None),
    "a wrong token": (refused("invalid_auth"), True, None),
    "no such channel": (refused("channel_not_found"), True, None),
    "a missing scope": (refused("missing_scope"), True, None),
    "an error that did not exist when this was written": (refused("hologram"), True, None),
}


def fields(api: str) -> dict[str, object]:
    return {"signing_secret": KEY, "bot_token": TOKEN, "api_url": f"{api}/api"}


def encode(content: Any) -> bytes:
    """Interactions come as a form."""
    if isinstance(content, dict) and content.get("type") in ("block_actions", "shortcut"):
        return urlencode({"payload": json.dumps(content)}).encode()
    return json.dumps(content).encode()


def deliver(body: bytes, at: datetime, key: str = KEY) -> dict[str, str]:
    timestamp = str(int(at.timestamp()))
    try:
        signature = str(SignatureVerifier(key).generate_signature(timestamp=timestamp, body=body))
    except UnicodeDecodeError:
        # The library signs text only.
        signature = "v0=" + hmac.new(key.encode(), f"v0:{timestamp}:".encode() + body, "sha256").hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}


def forgeries(headers: dict[str, str], body: bytes, at: datetime) -> dict[str, dict[str, str]]:
    signature, timestamp = headers["X-Slack-Signature"], headers["X-Slack-Request-Timestamp"]
    return {
        "another secret": deliver(body, at, OTHER_SECRET),
        "another body": deliver(body + b" ", at),
        "another time": headers | {"X-Slack-Request-Timestamp": str(int(timestamp) + 1)},
        "301 s old": deliver(body, at - timedelta(seconds=301)),
        "301 s ahead": deliver(body, at + timedelta(seconds=301)),
        "no signature": {"X-Slack-Request-Timestamp": timestamp},
        "no time": {"X-Slack-Signature": signature},
        "nothing": {},
        "no version": headers | {"X-Slack-Signature": signature.removeprefix("v0=")},
        "another version": headers | {"X-Slack-Signature": signature.replace("v0=", "v1=")},
        "no ASCII": headers | {"X-Slack-Signature": "v0=签名"},
        "a time that is no number": headers | {"X-Slack-Request-Timestamp": "now"},
        "a time beyond all calendars": headers | {"X-Slack-Request-Timestamp": "9" * 5000},
        "digits of another script": headers | {"X-Slack-Request-Timestamp": "١٧٦٩٨٤٦٤٠٠"},
    }


def _shake(at: datetime) -> tuple[Request, bytes]:
    body = b'{"token":"t","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}'
    headers = httpx.Headers(deliver(body, at))
    return Request("POST", headers, {}, body, at), b"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"


HANDSHAKES: dict[str, Callable[[datetime], tuple[Request, bytes]]] = {"the hook is set up": _shake}


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/api/chat.postMessage")
    assert sent.headers["authorization"] == f"Bearer {TOKEN}"
    assert sent.headers["content-type"] == "application/json; charset=utf-8"
    assert sent.json() == {"channel": reply.thread, "text": reply.text}
