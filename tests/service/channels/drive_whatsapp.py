"""Plays WhatsApp Cloud API as https://developers.facebook.com/documentation/business-messaging/whatsapp has it.

Meta publishes no SDK that verifies: the signature is worked out here by the documented formula, and once by openssl in
`test_meta.py`.
"""

import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx

from service.channel import Reply, Request

SECRET = "app_secret"
KEY = "5d41402abc4b2a76b9719d911017c592"
OTHER_SECRET = "7d793037a0760186574b0282f2f435e7"
TOKEN = "EAAGm0PX4ZCpsBAKZCtoken"
NUMBER = "106540352242922"
ACCEPTED = (
    200,
    {},
    b'{"messaging_product":"whatsapp","contacts":[{"input":"42","wa_id":"42"}],"messages":[{"id":"wamid.HBgL"}]}',
)
EXTERNAL_ID = "wamid.HBgL"


def refused(status: int, code: int, message: str, **more: object) -> tuple[int, dict[str, str], bytes]:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A1"} | more
    return status, {}, json.dumps({"error": error}).encode()


REFUSED = {
    "the window is closed": (refused(400, 131047, "(#131047) Re-engagement message"), True, None),
    "throughput": (refused(429, 130429, "(#130429) Rate limit hit"), False, None),
    "throttled in a bad request": (refused(400, 80007, "(#80007) Rate limit issues"), False, None),
    "too many to one customer": (refused(400, 131056, "(#131056) Pair rate limit hit"), False, None),
    "transient by its own word": (refused(400, 999, "Try later", is_transient=True), False, None),
    "service": (refused(503, 2, "Service temporarily unavailable"), False, None),
    "the token has expired": (refused(401, 190, f"Malformed access token {TOKEN}"), True, None),
    "no such customer": (refused(400, 131026, "(#131026) Message undeliverable"), True, None),
    "no permission": (refused(403, 10, "(#10) Permission denied"), True, None),
    "a gateway without WhatsApp behind it": ((502, {}, b"<html>Bad Gateway</html>"), False, None),
    "too many, with a time": ((429, {"retry-after": "7"}, b""), False, 7.0),
    "throttled, with a time": (
        (400, {"retry-after": "9"}, refused(400, 4, "(#4) Application request limit reached")[2]),
        False,
        9.0,
    ),
}


def fields(api: str) -> dict[str, object]:
    return {
        "app_secret": KEY,
        "verify_token": "open-sesame",
        "access_token": TOKEN,
        "phone_number_id": NUMBER,
        "api_url": f"{api}/v25.0",
    }


def deliver(body: bytes, at: datetime, key: str = KEY) -> dict[str, str]:
    return {"X-Hub-Signature-256": "sha256=" + hmac.new(key.encode(), body, "sha256").hexdigest()}


def forgeries(headers: dict[str, str], body: bytes, at: datetime) -> dict[str, dict[str, str]]:
    signature = headers["X-Hub-Signature-256"]
    return {
        "another secret": deliver(body, at, OTHER_SECRET),
        "another body": deliver(body + b" ", at),
        "the old algorithm": {"X-Hub-Signature": "sha1=" + hmac.new(KEY.encode(), body, "sha1").hexdigest()},
        "no algorithm": {"X-Hub-Signature-256": signature.removeprefix("sha256=")},
        "the beginning of it": {"X-Hub-Signature-256": signature[:20]},
        "nothing": {},
        "an empty signature": {"X-Hub-Signature-256": ""},
        "no ASCII": {"X-Hub-Signature-256": "sha256=签名"},
    }


def shake(at: datetime, **changed: str) -> tuple[Request, bytes]:
    query = {"hub.mode": "subscribe", "hub.verify_token": "open-sesame", "hub.challenge": "1158201444"}
    return Request("GET", httpx.Headers(), query | changed, b"", at), b"1158201444"


HANDSHAKES: dict[str, Callable[[datetime], tuple[Request, bytes]]] = {"the hook is set up": shake}


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", f"/v25.0/{NUMBER}/messages")
    assert sent.headers["authorization"] == f"Bearer {TOKEN}"
    assert sent.headers["content-type"] == "application/json"
    assert sent.json() == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": reply.contact,
        "type": "text",
        "text": {"body": reply.text, "preview_url": False},
    }
