"""Plays 微信客服: announces by callbacks that wechatpy signs and encrypts, and tells its news when it is asked."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import httpx

from service.channel.interface import Inbound, Reply, Request
from service.channel.line import Line
from service.channels import wecom_service
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
    "five were sent": (refused(95001, "send msg count limit"), True, None),
    "after 48 hours": (refused(95002, "send msg time limit"), True, None),
    "no such account": (refused(95000, "invalid open_kfid"), True, None),
    "not authorised": (refused(48002, "api forbidden"), True, None),
}


def fields(api: str) -> dict[str, object]:
    secrets = {"secret": "1nGnCsQLsaXtGLPI2d8TPPZFCWYvj2e0kXmZGJvUxfE", "token": TOKEN, "encoding_aes_key": AES_KEY}
    return {"corp_id": CORP_ID, **secrets, "api_url": api}


def request(body: bytes, at: datetime) -> Request:
    return deliver(body, at, CORP_ID)


def forged(genuine: Request, body: bytes, at: datetime) -> dict[str, Request]:
    return forgeries(genuine, body, at, CORP_ID)


async def fetch(platform: Any, state: Mapping[str, str]) -> Sequence[Inbound]:
    """What `poll` makes of the news of the fixture whose Token was announced."""
    told = {case["body"].get("Token"): case for case in platform.fixtures().values()}
    case: dict[str, Any] = {}

    def answer(asked: httpx.Request) -> httpx.Response:
        if asked.url.path.endswith("/sync_msg"):
            case.update(told.get(json.loads(asked.content).get("token"), {}))
            return httpx.Response(200, json=news(case.get("fetched", [])))
        if asked.url.path.endswith("/batchget"):
            return httpx.Response(200, json={"errcode": 0, "customer_list": case.get("customers", [])})
        return httpx.Response(200, content=SIDE[asked.url.path][2])

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        with patch.object(wecom_service, "_now", lambda: platform.now + timedelta(minutes=6)):
            return (await platform.channel.poll(platform.account(), state, Line(client))).messages


def news(items: Sequence[object], cursor: str = "cursor-1", has_more: int = 0) -> dict[str, object]:
    return {"errcode": 0, "errmsg": "ok", "next_cursor": cursor, "has_more": has_more, "msg_list": items}


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/cgi-bin/kf/send_msg?access_token=token-1")
    assert sent.headers["content-type"] == "application/json"
    to = {"touser": reply.contact, "open_kfid": reply.thread}
    assert sent.json() == to | {"msgtype": "text", "text": {"content": reply.text}}
