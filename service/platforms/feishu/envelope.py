"""How Feishu seals a delivery (https://open.feishu.cn/document/server-docs/event-subscription-guide/overview).

`{"encrypt": ...}` is base64 of a 16-byte IV and AES-256-CBC, padded by PKCS#7, under the SHA-256 of the Encrypt Key.
`X-Lark-Signature` is the hexadecimal SHA-256 of timestamp, nonce, Encrypt Key and raw body.
"""

import base64
import binascii
import hashlib
import hmac
from typing import Annotated, Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7
from pydantic import Field, ValidationError

from service.channel.errors import Malformed
from service.channel.interface import Request
from service.platforms.feishu.models import Strict

_BLOCK_BYTES = 16


class _Encrypted(Strict):
    encrypt: str


class _Header(Strict):
    event_id: Annotated[str, Field(min_length=1)]
    event_type: str
    token: str


class Envelope(Strict):
    """Of schema 2.0, or of 1.0, which has no header. The handshake is of the latter."""

    header: _Header | None = None
    type: str | None = None
    uuid: str | None = None
    token: str | None = None
    challenge: str | None = None
    event: Annotated[dict[str, Any], Field(default_factory=dict)]

    @property
    def given_token(self) -> str:
        """The Verification Token, as far as there is one."""
        return (self.header.token if self.header else self.token) or ""


def signed(request: Request, key: str) -> bool:
    """Whether the raw body is signed with the Encrypt Key."""
    headers = request.headers
    prefix = headers.get("x-lark-request-timestamp", "") + headers.get("x-lark-request-nonce", "") + key
    expected = hashlib.sha256(prefix.encode() + request.body).hexdigest()
    return hmac.compare_digest(headers.get("x-lark-signature", "").encode(), expected.encode())


def opened(body: bytes, key: str) -> Envelope:
    """The delivery in clear. Raises Malformed where it is not encrypted with that key, or not a delivery."""
    try:
        sealed = base64.b64decode(_Encrypted.model_validate_json(body).encrypt, validate=True)
        decryptor = Cipher(AES(hashlib.sha256(key.encode()).digest()), CBC(sealed[:_BLOCK_BYTES])).decryptor()
        padded = decryptor.update(sealed[_BLOCK_BYTES:]) + decryptor.finalize()
        unpadder = PKCS7(_BLOCK_BYTES * 8).unpadder()
        envelope = Envelope.model_validate_json(unpadder.update(padded) + unpadder.finalize())
    except (ValidationError, binascii.Error, ValueError) as error:
        raise Malformed from error
    if envelope.header is None and (envelope.type is None or envelope.token is None):
        raise Malformed
    return envelope
