"""Plays a WeChat Official Account in secure mode; wechatpy signs and encrypts."""

from datetime import datetime
from typing import Any

import httpx

from service.channel.interface import Reply, Request
from tests.service.channels.play_bizcrypt import (
    AES_KEY,
    OTHER_TOKEN,
    TOKEN,
    deliver,
    encode,
    forgeries,
    refused,
    said,
    signed,
)

__all__ = ["encode"]

SECRET = "token"
OTHER_SECRET = OTHER_TOKEN
APP_ID = "wx5823bf96d3bd56c7"
ACCEPTED = said(errcode=0, errmsg="ok")
EXTERNAL_ID = None
SIDE = {"/cgi-bin/stable_token": said(access_token="token-1", expires_in=7200)}
REFUSED = {
    "busy": (refused(-1, "system error"), False, None),
    "quota": (refused(45009, "reach max api daily quota limit"), False, 300.0),
    "frequency": (refused(45011, "api minute-quota reach limit, must slower, retry next minute"), False, 60.0),
    "after 48 hours": (refused(45015, "response out of time limit or subscription is canceled"), True, None),
    "too many": (refused(45047, "out of response count limit"), True, None),
    "not verified": (refused(48001, "api unauthorized"), True, None),
    "no such follower": (refused(40003, "invalid openid"), True, None),
}


def fields(api: str) -> dict[str, object]:
    secrets = {"app_secret": "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "token": TOKEN, "encoding_aes_key": AES_KEY}
    return {"app_id": APP_ID, **secrets, "api_url": api}


def request(body: bytes, at: datetime) -> Request:
    return deliver(body, at, APP_ID)


def forged(genuine: Request, body: bytes, at: datetime) -> dict[str, Request]:
    return forgeries(genuine, body, at, APP_ID)


def _handshake(at: datetime) -> tuple[Request, bytes]:
    timestamp = str(int(at.timestamp()))
    query = {"signature": signed(TOKEN, timestamp, "8392"), "timestamp": timestamp, "nonce": "8392"}
    return Request("GET", httpx.Headers(), {**query, "echostr": "5817281734657282"}, b"", at), b"5817281734657282"


HANDSHAKES = {"the server's address is saved": _handshake}


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/cgi-bin/message/custom/send?access_token=token-1")
    assert sent.headers["content-type"] == "application/json"
    assert sent.json() == {"touser": reply.contact, "msgtype": "text", "text": {"content": reply.text}}
    assert reply.text.split("\n")[0].encode() in sent.body, "WeChat shows \\u escapes as they are"
