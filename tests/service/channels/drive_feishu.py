"""Plays Feishu: deliveries are encrypted and signed by its documented formulas.

`test_feishu.py` has the official SDK undo them.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import httpx
from Crypto.Cipher import AES
from Crypto.Util.Padding import pad

from service.channel.interface import Reply, Request

SECRET = "encrypt_key"
KEY = "kudryavka"
OTHER_SECRET = "strelka"
TOKEN = "v-token-1"
PATH = "/open-apis/im/v1/messages/their-7/reply"
ACCEPTED = (200, {}, b'{"code":0,"msg":"success","data":{"message_id":"om_dc13264520392913993dd051dba21dcf"}}')
EXTERNAL_ID = "om_dc13264520392913993dd051dba21dcf"
SIDE = {
    "/open-apis/auth/v3/tenant_access_token/internal": (
        200,
        {},
        b'{"code":0,"msg":"ok","tenant_access_token":"t-g1","expire":7200}',
    )
}


def said(status: int, code: int, msg: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return status, headers, json.dumps({"code": code, "msg": msg}).encode()


LIMITED = {"x-ogw-ratelimit-reset": "7"}
REFUSED = {
    "too many in all": ((429, LIMITED, said(429, 99991400, "request trigger frequency limit")[2]), False, 7.0),
    "too many to one chat": (said(400, 230020, "This operation triggers the frequency limit"), False, None),
    "the same uuid is being sent": (said(400, 230049, "The message is being sent"), False, None),
    "recalled": (said(400, 230011, "The message is recalled"), True, None),
    "not available to this user": (said(400, 230013, "Bot has NO availability to this user"), True, None),
    "an error within a success": (said(200, 230002, "The bot can not be outside the group"), True, None),
}


def fields(api: str) -> dict[str, object]:
    more = {"api_url": api} if api else {}
    return {"app_id": "cli_1", "app_secret": "s-1", "encrypt_key": KEY, "verification_token": TOKEN, **more}


def encode(content: Any, token: str = TOKEN) -> bytes:
    """With the Verification Token, where the schema has it."""
    if isinstance(content, dict) and isinstance(content.get("header"), dict):
        content = content | {"header": content["header"] | {"token": token}}
    elif isinstance(content, dict):
        content = content | {"token": token}
    return json.dumps(content).encode()


def sealed(content: bytes, key: str = KEY) -> bytes:
    iv = b"0123456789abcdef"
    cipher = AES.new(hashlib.sha256(key.encode()).digest(), AES.MODE_CBC, iv)
    encrypted = iv + cipher.encrypt(pad(content, 16))
    return json.dumps({"encrypt": b64encode(encrypted).decode()}).encode()


def signature(at: datetime, body: bytes, key: str = KEY) -> dict[str, str]:
    timestamp, nonce = str(int(at.timestamp())), "n-1"
    digest = hashlib.sha256(f"{timestamp}{nonce}{key}".encode() + body).hexdigest()
    return {"X-Lark-Request-Timestamp": timestamp, "X-Lark-Request-Nonce": nonce, "X-Lark-Signature": digest}


def posted(body: bytes, headers: dict[str, str], at: datetime) -> Request:
    return Request("POST", httpx.Headers(headers, encoding="utf-8"), {}, body, at)


def request(body: bytes, at: datetime) -> Request:
    content = sealed(body)
    return posted(content, signature(at, content), at)


def forged(genuine: Request, body: bytes, at: datetime) -> dict[str, Request]:
    headers, elsewhere = dict(genuine.headers), sealed(body, OTHER_SECRET)
    token = sealed(encode(json.loads(body), "v-token-2"))
    return {
        "encrypted and signed with another key": posted(elsewhere, signature(at, elsewhere, OTHER_SECRET), at),
        "signed with another key": replace(genuine, headers=httpx.Headers(signature(at, genuine.body, OTHER_SECRET))),
        "another body": replace(genuine, body=genuine.body + b" "),
        "another time": posted(genuine.body, headers | {"x-lark-request-timestamp": "1769846401"}, at),
        "another nonce": posted(genuine.body, headers | {"x-lark-request-nonce": "n-2"}, at),
        "no signature": posted(genuine.body, {}, at),
        "an empty signature": posted(genuine.body, headers | {"x-lark-signature": ""}, at),
        "no ASCII": posted(genuine.body, headers | {"x-lark-signature": "签名"}, at),
        "not encrypted and not signed": posted(body, {}, at),
        "another verification token": posted(token, signature(at, token), at),
        "a handshake with another token, unsigned": posted(
            sealed(json.dumps(HANDSHAKE | {"token": "v-token-2"}).encode()), {}, at
        ),
        "a handshake that is not encrypted": posted(json.dumps(HANDSHAKE).encode(), {}, at),
    }


HANDSHAKE = {"challenge": "ajls384kdjx98XX", "token": TOKEN, "type": "url_verification"}
ANSWER = b'{"challenge":"ajls384kdjx98XX"}'
HANDSHAKES: dict[str, Callable[[datetime], tuple[Request, bytes]]] = {
    "unsigned": lambda at: (posted(sealed(json.dumps(HANDSHAKE).encode()), {}, at), ANSWER),
    "signed": lambda at: (request(json.dumps(HANDSHAKE).encode(), at), ANSWER),
}


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", PATH)
    assert sent.headers["authorization"] == "Bearer t-g1"
    body = sent.json()
    assert json.loads(body.pop("content")) == {"text": reply.text}
    assert body == {"msg_type": "text", "uuid": reply.id}
