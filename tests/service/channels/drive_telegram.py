"""Plays Telegram's Bot API as https://core.telegram.org/bots/api documents it; nothing is signed there."""

import json
from datetime import datetime
from typing import Any

from service.channel.interface import Reply

SECRET = "secret_token"
OTHER_SECRET = "sesame_OPEN-8"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
ACCEPTED = (200, {}, b'{"ok":true,"result":{"message_id":4711,"chat":{"id":42,"type":"private"},"date":1769846400}}')
EXTERNAL_ID = "4711"


def _refused(code: int, description: str, **parameters: object) -> tuple[int, dict[str, str], bytes]:
    body = {"ok": False, "error_code": code, "description": description}
    return code, {}, json.dumps(body | ({"parameters": parameters} if parameters else {})).encode()


REFUSED = {
    "too many": (_refused(429, "Too Many Requests: retry after 5", retry_after=5), False, 5.0),
    "blocked": (_refused(403, "Forbidden: bot was blocked by the user"), True, None),
    "no such chat": (_refused(400, "Bad Request: chat not found"), True, None),
    "a wrong token": (_refused(401, "Unauthorized"), True, None),
}


def fields(api: str) -> dict[str, object]:
    return {"token": "123456:ABC-DEF", "secret_token": "sesame_OPEN-7", "api_url": api}


def deliver(body: bytes, at: datetime) -> dict[str, str]:
    return {HEADER: "sesame_OPEN-7"}


def forgeries(headers: dict[str, str], body: bytes, at: datetime) -> dict[str, dict[str, str]]:
    return {
        "another secret": {HEADER: "sesame_OPEN-8"},
        "the beginning of it": {HEADER: "sesame"},
        "another case": {HEADER: "SESAME_open-7"},
        "nothing": {},
        "an empty secret": {HEADER: ""},
        "no ASCII": {HEADER: "芝麻开门"},
    }


def check(sent: Any, reply: Reply) -> None:
    assert (sent.method, sent.path) == ("POST", "/bot123456:ABC-DEF/sendMessage")
    assert sent.headers["content-type"] == "application/json"
    assert sent.json() == {"chat_id": int(reply.contact), "text": reply.text}
