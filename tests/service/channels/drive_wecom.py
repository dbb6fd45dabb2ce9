"""Plays a WeCom app; wechatpy signs and encrypts."""

from datetime import datetime
from typing import Any

from service.channel.interface import Reply, Request
from tests.service.channels.play_bizcrypt import (
    AES_KEY,
    OTHER_TOKEN,
    TOKEN,
    deliver,
    echo_of_encrypted,
    encode,
    forgeries,
    refused,
    said,
)

__all__ = ["encode"]

SECRET = "token"
OTHER_SECRET = OTHER_TOKEN
CORP_ID = "ww5823bf96d3bd56c7"
ACCEPTED = said(errcode=0, errmsg="ok", msgid="message-1")
EXTERNAL_ID = "message-1"
SIDE = {"/cgi-bin/gettoken": said(errcode=0, errmsg="ok", access_token="token-1", expires_in=7200)}
HANDSHAKES = {"the callback's address is saved": echo_of_encrypted(CORP_ID)}
REFUSED = {
    "busy": (refused(-1, "system busy"), False, None),
    "frequency": (refused(45009, "api freq out of limit"), False, 300.0),
    "not allowed to see the app": (refused(81013, "user & party & tag all invalid"), True, None),
    "no such app": (refused(40056, "invalid agentid"), True, None),
    "an untrusted address": (refused(60020, "not allow to access from your ip"), True, None),
    "left out, with errcode 0": (said(errcode=0, errmsg="ok", invaliduser="42", msgid="message-1"), True, None),
    "no licence, with errcode 0": (said(errcode=0, errmsg="ok", unlicenseduser="42", msgid="message-1"), True, None),
}


def fields(api: str) -> dict[str, object]:
    secrets = {"secret": "1nGnCsQLsaXtGLPI2d8TPPZFCWYvj2e0kXmZGJvUxfE", "token": TOKEN, "encoding_aes_key": AES_KEY}
    return {"corp_id": CORP_ID, "agent_id": 1000002, **secrets, "api_url": api}


def request(body: bytes, at: datetime) -> Request:
    return deliver(body, at, CORP_ID)


def forged(genuine: Request, body: bytes, at: datetime) -> dict[str, Request]:
    return forgeries(genuine, body, at, CORP_ID)


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/cgi-bin/message/send?access_token=token-1")
    assert sent.headers["content-type"] == "application/json"
    to = {"touser": reply.contact, "agentid": 1000002}
    assert sent.json() == to | {"msgtype": "text", "text": {"content": reply.text}}
