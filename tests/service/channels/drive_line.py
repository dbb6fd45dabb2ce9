"""Plays LINE as https://developers.line.biz/en/reference/messaging-api/ documents it.

The official SDK verifies but does not sign: every signature made here by the documented formula is checked with it.
"""

import hmac
import uuid
from base64 import b64encode
from contextlib import suppress
from datetime import datetime
from typing import Any

from linebot.v3.webhook import SignatureValidator

from service.channel.interface import Reply

SECRET = "channel_secret"
KEY = "8c570fa6dd201bb328f1c1eac23a96d8"
OTHER_SECRET = "9c570fa6dd201bb328f1c1eac23a96d8"
TOKEN = "ZlR9pL4rn2Z0m5v8"
ACCEPTED = (200, {"x-line-request-id": "r-1"}, b'{"sentMessages":[{"id":"461230966842064897","quoteToken":"IStG5h"}]}')
EXTERNAL_ID = "461230966842064897"


def _refused(status: int, message: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return status, headers, f'{{"message":"{message}"}}'.encode()


REFUSED = {
    "too many": (_refused(429, "The API rate limit has been exceeded. Try again later."), False, None),
    "the month's quota is used up": (_refused(429, "You have reached your monthly limit."), True, None),
    "no such user": (
        _refused(400, "The property, 'to', in the request body is invalid (line: -, column: -)"),
        True,
        None,
    ),
    "a wrong token": (_refused(401, "Authentication failed. Confirm that the access token is valid."), True, None),
}


def fields(api: str) -> dict[str, object]:
    more = {"api_url": api, "data_url": api} if api else {}
    return {"channel_secret": KEY, "access_token": TOKEN, **more}


def deliver(body: bytes, at: datetime, key: str = KEY) -> dict[str, str]:
    signature = b64encode(hmac.digest(key.encode(), body, "sha256")).decode()
    with suppress(UnicodeDecodeError):  # the SDK verifies text only
        assert SignatureValidator(key).validate(body.decode(), signature)
    return {"X-Line-Signature": signature}


def forgeries(headers: dict[str, str], body: bytes, at: datetime) -> dict[str, dict[str, str]]:
    signature = headers["X-Line-Signature"]
    return {
        "another secret": deliver(body, at, OTHER_SECRET),
        "another body": deliver(body + b" ", at),
        "nothing": {},
        "an empty signature": {"X-Line-Signature": ""},
        "the beginning of it": {"X-Line-Signature": signature[:10]},
        "hexadecimal": {"X-Line-Signature": hmac.digest(KEY.encode(), body, "sha256").hex()},
        "no ASCII": {"X-Line-Signature": "签名"},
    }


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/v2/bot/message/push")
    assert sent.headers["authorization"] == f"Bearer {TOKEN}"
    assert str(uuid.UUID(sent.headers["x-line-retry-key"])) == sent.headers["x-line-retry-key"]
    assert sent.json() == {"to": reply.contact, "messages": [{"type": "text", "text": reply.text}]}
