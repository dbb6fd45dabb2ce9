"""Standard Webhooks signatures (https://www.standardwebhooks.com): both ways of the generic channel.

`v1,` + base64 HMAC-SHA256(secret, `{id}.{timestamp}.{body}`), in the headers `webhook-id`, `webhook-timestamp` (Unix
seconds) and `webhook-signature` (several, separated by spaces, while a secret is being changed).

The official library signs the same way (the tests check against it) but does not verify here: it lets a malformed
signature or a body that is no UTF-8 escape as ValueError, and signs a re-formatted timestamp, not the one received.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

WINDOW_S = 300
LEAST_SECRET_BYTES = 24
_PREFIX = "whsec_"
_MAX_TIMESTAMP_DIGITS = 12


def decode_secret(secret: str) -> bytes:
    """The key in `whsec_` + base64, prefix and padding optional. Raises ValueError with a sentence."""
    encoded = secret.removeprefix(_PREFIX)
    try:
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("is not base64; make one: echo whsec_$(openssl rand -base64 32)") from None


def check_secret(secret: str) -> None:
    """Raises ValueError with a sentence for a secret that is none, or too short to be one."""
    if len(decode_secret(secret)) < LEAST_SECRET_BYTES:
        raise ValueError("is shorter than 24 bytes; make one: echo whsec_$(openssl rand -base64 32)")


def sign(secret: str, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers for a body sent at that time."""
    timestamp = str(int(at.timestamp()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": _signature(secret, message_id, timestamp, body),
    }


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> str | None:
    """The `webhook-id` when a signature is right and its time within 300 s of `now`, else None."""
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message_id or not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _MAX_TIMESTAMP_DIGITS):
        return None
    if abs(now.timestamp() - int(timestamp)) > WINDOW_S:
        return None
    expected = _signature(secret, message_id, timestamp, body).encode()
    given = headers.get("webhook-signature", "").split(" ")
    matches = [hmac.compare_digest(signature.encode(), expected) for signature in given]
    return message_id if any(matches) else None


def _signature(secret: str, message_id: str, timestamp: str, body: bytes) -> str:
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(decode_secret(secret), signed, hashlib.sha256)).decode()
