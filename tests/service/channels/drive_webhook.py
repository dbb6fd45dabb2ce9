"""Plays a system that brings its customers by Standard Webhooks; the official library signs and verifies."""

import hmac
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from typing import Any

from standardwebhooks import Webhook

from service.channel.interface import Reply

SECRET = "secret"
KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq="
OTHER_SECRET = "whsec_plJ3nmyCDGBKInavdOK15jslplJ3nmyCDGBKInavdOK="
ACCEPTED = (204, {}, b"")
EXTERNAL_ID = "reply-1"
REFUSED = {
    "too many": ((429, {"retry-after": "7"}, b""), False, 7.0),
    "too many, without a time": ((429, {}, b""), False, None),
    "starting": ((503, {"retry-after": "120"}, b""), False, 120.0),
    "bad request": ((400, {}, b"no"), True, None),
    "forbidden": ((403, {}, b""), True, None),
    "gone": ((410, {}, b""), True, None),
    "moved": ((302, {"location": "http://127.0.0.1:1/elsewhere"}, b""), True, None),
}


def fields(api: str) -> dict[str, object]:
    return {"secret": KEY, "callback_url": f"{api}/replies", "allow_insecure": True}


def deliver(body: bytes, at: datetime, key: str = KEY) -> dict[str, str]:
    try:
        signature = Webhook(key).sign("msg_1", at, body.decode())
    except UnicodeDecodeError:
        # The library signs text only.
        signed = f"msg_1.{int(at.timestamp())}.".encode() + body
        digest = hmac.digest(b64decode(key.removeprefix("whsec_")), signed, "sha256")
        signature = "v1," + b64encode(digest).decode()
    return {"webhook-id": "msg_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}


def forgeries(headers: dict[str, str], body: bytes, at: datetime) -> dict[str, dict[str, str]]:
    signature = headers["webhook-signature"]
    return {
        "another secret": deliver(body, at, OTHER_SECRET),
        "another body": deliver(body + b" ", at),
        "another id": headers | {"webhook-id": "msg_2"},
        "another time": headers | {"webhook-timestamp": str(int(at.timestamp()) + 1)},
        "301 s old": deliver(body, at - timedelta(seconds=301)),
        "301 s ahead": deliver(body, at + timedelta(seconds=301)),
        "no signature": {name: value for name, value in headers.items() if name != "webhook-signature"},
        "no time": {name: value for name, value in headers.items() if name != "webhook-timestamp"},
        "no id": {name: value for name, value in headers.items() if name != "webhook-id"},
        "nothing": {},
        "an empty signature": headers | {"webhook-signature": ""},
        "no version": headers | {"webhook-signature": signature.removeprefix("v1,")},
        "another version": headers | {"webhook-signature": signature.replace("v1,", "v1a,")},
        "two commas": headers | {"webhook-signature": "v1,a,b"},
        "no base64": headers | {"webhook-signature": "v1,???"},
        "no ASCII": headers | {"webhook-signature": "v1,签名"},
        "a time that is no number": headers | {"webhook-timestamp": "now"},
        "a fraction of a second": headers | {"webhook-timestamp": headers["webhook-timestamp"] + ".0"},
        "a time beyond all calendars": headers | {"webhook-timestamp": "9" * 5000},
        "a digit that is no decimal": headers | {"webhook-timestamp": "²"},
        "digits of another script": headers | {"webhook-timestamp": "١٧٦٩٨٤٦٤٠٠"},
    }


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/replies")
    Webhook(KEY).verify(sent.body, dict(sent.headers))
    assert sent.headers["webhook-id"] == reply.id
    assert sent.headers["content-type"] == "application/json"
    assert sent.json() == {
        "type": "reply",
        "contact": {"id": reply.contact},
        "message": {"id": reply.id, "text": reply.text, "at": reply.at.isoformat(), "in_reply_to": reply.thread},
    }
