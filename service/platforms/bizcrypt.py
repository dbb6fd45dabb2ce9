"""BizCrypt: how WeChat Official Accounts and WeCom sign and encrypt what they deliver.

As documented (https://developer.work.weixin.qq.com/document/path/90968) and as wechatpy does it, which the tests sign
with: the query carries `timestamp`, `nonce` and `msg_signature` = hex SHA-1 of token, timestamp, nonce and Encrypt,
sorted and joined. Encrypt is base64 of AES-256-CBC with key = base64-decoded EncodingAESKey + "=", IV = key[:16] and
PKCS#7 padding to 32 bytes of: 16 random bytes, the message's length in 4 bytes (big-endian), the message, and the id
of the account that it is for.

Nothing that was not verified reaches an XML parser: Encrypt is cut out of the envelope by its base64 alphabet. Neither
platform documents for how long a signature is good; here it is for an hour, and a redelivery is known by its key.
"""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from pydantic import SecretStr

from service.channel.credentials import matching, secret_of
from service.channel.errors import Refused
from service.channel.interface import Request

WINDOW_S = 3600
TOKEN = matching(r"[A-Za-z0-9]{3,32}", "needs 3 to 32 of A-Z a-z 0-9")
ENCODING_AES_KEY = matching(r"[A-Za-z0-9]{43}", "is the EncodingAESKey: 43 of A-Z a-z 0-9")

# Possessive, so that no body makes it try twice: this runs before anything is verified.
_ENVELOPE = re.compile(rb"<Encrypt>\s*+(?:<!\[CDATA\[)?+\s*+([A-Za-z0-9+/=]++)\s*+(?:\]\]>)?+\s*+</Encrypt>")
_BLOCK_BYTES = 16
_PADDING_BYTES = 32
_RANDOM_BYTES = 16
_LENGTH_BYTES = 4
_MAX_TIMESTAMP_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Keys:
    """What an account verifies and decrypts with; `receiver` is its AppID or CorpID."""

    token: str = field(repr=False)
    aes_key: bytes = field(repr=False)
    receiver: str


def keys_of(token: SecretStr, encoding_aes_key: SecretStr, receiver: str) -> Keys:
    """The keys in an account's credentials. Raises NotConfigured where one is empty."""
    return Keys(secret_of(token), base64.b64decode(secret_of(encoding_aes_key) + "="), receiver)


def open_delivery(request: Request, keys: Keys) -> bytes:
    """What a POST says, verified and decrypted. Raises Refused."""
    envelopes = _ENVELOPE.findall(request.body)
    if len(envelopes) != 1:
        raise Refused("There is no Encrypt to verify: set the platform to the secure (encrypted) mode.")
    return _open(request, keys, envelopes[0].decode())


def open_echo(request: Request, keys: Keys) -> bytes:
    """What WeCom's GET wants to hear: its `echostr`, verified and decrypted. Raises Refused."""
    return _open(request, keys, request.query.get("echostr", ""))


def ensure_signed(request: Request, name: str, *signed: str) -> None:
    """Return when the query's parameter `name` signs its timestamp, its nonce and `signed`. Raises Refused.

    `signed` begins with the token.
    """
    timestamp, nonce = request.query.get("timestamp", ""), request.query.get("nonce", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _MAX_TIMESTAMP_DIGITS):
        raise Refused
    parts = sorted(part.encode(errors="replace") for part in (*signed, timestamp, nonce))
    expected = hashlib.sha1(b"".join(parts)).hexdigest()  # noqa: S324 - the platform's choice
    if not hmac.compare_digest(request.query.get(name, "").encode(errors="replace"), expected.encode()):
        raise Refused
    if abs(request.received_at.timestamp() - int(timestamp)) > WINDOW_S:
        raise Refused


def _open(request: Request, keys: Keys, encrypted: str) -> bytes:
    ensure_signed(request, "msg_signature", keys.token, encrypted)
    message = _decrypt(keys, encrypted)
    if message is None:
        raise Refused("The signature is right, but the EncodingAESKey or the account's id is not.")
    return message


def _decrypt(keys: Keys, encrypted: str) -> bytes | None:
    """The message in an Encrypt, None where the key or the receiver is another's."""
    try:
        sealed = base64.b64decode(encrypted, validate=True)
    except (binascii.Error, ValueError):
        return None
    if not sealed or len(sealed) % _BLOCK_BYTES:
        return None
    decryptor = Cipher(algorithms.AES(keys.aes_key), modes.CBC(keys.aes_key[:_BLOCK_BYTES])).decryptor()
    plain = decryptor.update(sealed) + decryptor.finalize()
    padding = plain[-1]
    if not 1 <= padding <= _PADDING_BYTES or not plain.endswith(bytes([padding]) * padding):
        return None
    content = plain[_RANDOM_BYTES:-padding]
    end = _LENGTH_BYTES + int.from_bytes(content[:_LENGTH_BYTES], "big")
    matches = hmac.compare_digest(content[end:], keys.receiver.encode())
    return content[_LENGTH_BYTES:end] if matches and len(content) >= end else None
