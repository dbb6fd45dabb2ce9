"""What Meta's platforms have in common, as https://developers.facebook.com/documentation/business-messaging has it.

Meta publishes no SDK that verifies: the signature is worked out here by the documented formula, and once by openssl in
`test_meta.py`.
"""

import hmac
import json
from collections.abc import Callable
from datetime import datetime

import httpx

from service.channel.interface import Request

Answer = tuple[int, dict[str, str], bytes]

SECRET = "app_secret"
KEY = "5d41402abc4b2a76b9719d911017c592"
OTHER_SECRET = "7d793037a0760186574b0282f2f435e7"
TOKEN = "EAAGm0PX4ZCpsBAKZCtoken"


def refused(status: int, code: int, message: str, **more: object) -> Answer:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A1"} | more
    return status, {}, json.dumps({"error": error}).encode()


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


def messaging_refused(window_closed: int) -> dict[str, tuple[Answer, bool, float | None]]:
    """How Messenger and Instagram refuse; `window_closed` is the subcode for a reply that comes too late."""
    return {
        "the window is closed": (
            refused(400, 10, "Sent outside of allowed window", error_subcode=window_closed),
            True,
            None,
        ),
        "the Page is throttled": (refused(400, 32, "Page request limit reached"), False, None),
        "calls are throttled": (refused(400, 613, "Calls to this api have exceeded the rate limit"), False, None),
        "service": (refused(503, 2, "Service temporarily unavailable"), False, None),
        "service, in a bad request": (refused(400, 2, "Service temporarily unavailable"), False, None),
        "the token has expired": (refused(400, 190, f"Malformed access token {TOKEN}"), True, None),
        "not there for us": (
            refused(400, 551, "This person isn't available right now", error_subcode=1545041),
            True,
            None,
        ),
        "no such customer": (refused(400, 100, "No matching user found", error_subcode=2018001), True, None),
        "no permission": (refused(403, 200, "Requires pages_messaging"), True, None),
        "details of another form": (refused(400, 100, "Invalid parameter", error_data="x"), True, None),
        "too many, with a time": ((429, {"retry-after": "7"}, b""), False, 7.0),
    }
