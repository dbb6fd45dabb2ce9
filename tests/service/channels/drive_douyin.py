"""Plays Douyin. No SDK of its signs webhooks in Python; a literal holds the documented formula, over its own example:

printf '%s%s' your-client-secret '<VERIFICATION>' | openssl dgst -sha1
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx

from service.channel.interface import Reply, Request

SECRET = "client_secret"
KEY = "your-client-secret"
OTHER_SECRET = "another-client-secret"
VERIFICATION = b'{"event":"verify_webhook","client_key":"abc","content":{"challenge":12345}}'
SIGNED = "6c86212e26429de7759ad859385800144f6494f3"
TOKENS = "/oauth/refresh_token/"
ACCEPTED = (200, {}, b'{"data":{"error_code":0,"description":""},"extra":{"error_code":0,"logid":"1"},"msg_id":"@m-9"}')
EXTERNAL_ID = "@m-9"


def told(**data: object) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, json.dumps({"data": {"error_code": 0, "description": ""} | data, "message": "success"}).encode()


def refused(code: int, description: str) -> tuple[int, dict[str, str], bytes]:
    extra = {"error_code": code, "description": description, "logid": "1"}
    return 200, {}, json.dumps({"data": {}, "extra": extra}).encode()


SIDE = {TOKENS: told(access_token="act.1", expires_in="1296000", open_id="shop-1", refresh_token="rft.1")}
REFUSED = {
    "too many": (refused(28003018, "私信发送频率过高"), False, None),
    "busy": (refused(2100004, "系统繁忙，此时请开发者稍候再试"), False, None),
    "too late": (refused(28003080, "msg_id 已过期"), True, None),
    "the quota is used up": (refused(2190001, "quota已用完"), True, None),
    "an error in the data": (told(error_code=28001038, description="content 不合法"), True, None),
    "an error of the newer form": ((200, {}, b'{"err_no":28001007,"err_msg":"invalid"}'), True, None),
}


def fields(api: str) -> dict[str, object]:
    more = {"api_url": api} if api else {}
    return {"client_key": "abc", "client_secret": KEY, "open_id": "shop-1", "refresh_token": "rft.1", **more}


def deliver(body: bytes, at: datetime, key: str = KEY) -> dict[str, str]:
    return {"X-Douyin-Signature": hashlib.sha1(key.encode() + body).hexdigest(), "Msg-Id": "msg-1"}


def forgeries(headers: dict[str, str], body: bytes, at: datetime) -> dict[str, dict[str, str]]:
    return {
        "another secret": deliver(body, at, OTHER_SECRET),
        "another body": deliver(body + b" ", at),
        "the body alone": {"X-Douyin-Signature": hashlib.sha1(body).hexdigest()},
        "the body first": {"X-Douyin-Signature": hashlib.sha1(body + KEY.encode()).hexdigest()},
        "nothing": {},
        "an empty signature": {"X-Douyin-Signature": ""},
        "upper case": {"X-Douyin-Signature": headers["X-Douyin-Signature"].upper()},
        "no ASCII": {"X-Douyin-Signature": "签名"},
    }


def _shake(at: datetime) -> tuple[Request, bytes]:
    headers = deliver(VERIFICATION, at)
    assert headers["X-Douyin-Signature"] == SIGNED
    return Request("POST", httpx.Headers(headers), {}, VERIFICATION, at), b'{"challenge":12345}'


HANDSHAKES: dict[str, Callable[[datetime], tuple[Request, bytes]]] = {"as documented": _shake}


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/im/send/msg/?open_id=shop-1")
    assert sent.headers["access-token"] == "act.1"
    assert sent.json() == {
        "msg_id": reply.thread,
        "to_user_id": reply.contact,
        "scene": "im_reply_msg",
        "content": {"msg_type": 1, "text": {"text": reply.text}},
    }
