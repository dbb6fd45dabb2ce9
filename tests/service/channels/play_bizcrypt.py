"""What the drivers of WeChat and WeCom share: deliveries signed and encrypted by wechatpy, and forgeries of them."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

import httpx
from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.utils import WeChatSigner

from service.channel.interface import Request

TOKEN = "spamtest"
OTHER_TOKEN = "spamtest2"
AES_KEY = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR"
OTHER_AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
NONCE = "1320562132"

Answer = tuple[int, dict[str, str], bytes]


def said(**fields: object) -> Answer:
    """An answer of the API, whose status is 200 whatever it says."""
    return 200, {"content-type": "application/json; charset=UTF-8"}, json.dumps(fields).encode()


def refused(errcode: int, errmsg: str) -> Answer:
    return said(errcode=errcode, errmsg=errmsg)


def encode(content: Any) -> bytes:
    """A fixture's object as the platforms' XML."""
    return f"<xml>{_inner(content)}</xml>".encode()


def _inner(content: Any) -> str:
    if isinstance(content, dict):
        return "".join(f"<{name}>{_inner(value)}</{name}>" for name, value in content.items())
    return escape(content) if isinstance(content, str) else str(content)


def signed(*parts: str) -> str:
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def encrypted(content: bytes, receiver: str, aes_key: str = AES_KEY) -> str:
    key = WeChatCrypto(TOKEN, aes_key, receiver).key
    return str(PrpCrypto(key).encrypt(content, receiver).decode())


def deliver(body: bytes, at: datetime, receiver: str, *, token: str = TOKEN, aes_key: str = AES_KEY) -> Request:
    """A genuine delivery of that content."""
    sealed = encrypted(body, receiver, aes_key)
    timestamp = str(int(at.timestamp()))
    query = {
        "signature": signed(token, timestamp, NONCE),
        "timestamp": timestamp,
        "nonce": NONCE,
        "encrypt_type": "aes",
        "msg_signature": signed(token, timestamp, NONCE, sealed),
    }
    envelope = f"<xml>\n<ToUserName><![CDATA[shop]]></ToUserName>\n<Encrypt><![CDATA[{sealed}]]></Encrypt>\n</xml>"
    return Request("POST", httpx.Headers({"content-type": "text/xml"}), query, envelope.encode(), at)


def forgeries(genuine: Request, body: bytes, at: datetime, receiver: str) -> dict[str, Request]:
    """Deliveries that must not be let in."""
    plain = {name: value for name, value in genuine.query.items() if name not in ("encrypt_type", "msg_signature")}

    def query(**changed: str) -> Request:
        return replace(genuine, query={**genuine.query, **changed})

    return {
        "another token": deliver(body, at, receiver, token=OTHER_TOKEN),
        "another key": deliver(body, at, receiver, aes_key=OTHER_AES_KEY),
        "another receiver": deliver(body, at, "wx0000000000000000"),
        "another body": replace(genuine, body=deliver(body + b" ", at, receiver).body),
        "another nonce": query(nonce="1"),
        "another time": query(timestamp=str(int(at.timestamp()) + 1)),
        "an hour old": _arriving(deliver(body, at - timedelta(seconds=3601), receiver), at),
        "an hour ahead": _arriving(deliver(body, at + timedelta(seconds=3601), receiver), at),
        "plain text, as the other mode sends it": replace(genuine, query=plain, body=body),
        "plain text, the signature of another body kept": replace(genuine, body=body),
        "plain text that names an Encrypt": replace(genuine, query=plain, body=b"<xml><Encrypt>AAAA</Encrypt></xml>"),
        "two bodies": replace(genuine, body=genuine.body + genuine.body),
        "blanks without end, which must not be searched again and again": replace(
            genuine, body=b"<Encrypt>" + b" " * 200_000
        ),
        "nothing signed": replace(genuine, query={}),
        "an empty signature": query(msg_signature=""),
        "the signature that covers no body": query(msg_signature=genuine.query["signature"]),
        "no ASCII": query(msg_signature="签名"),
        "digits of another script": query(timestamp="١٧٦٩٨٤٦٤٠٠"),
        "a time beyond all calendars": query(timestamp="9" * 5000),
    }


def _arriving(request: Request, at: datetime) -> Request:
    return replace(request, received_at=at)


def echo_of_encrypted(receiver: str) -> Callable[[datetime], tuple[Request, bytes]]:
    """WeCom's handshake: an encrypted `echostr` wants to be answered by what is in it, no byte more."""

    def shake(at: datetime) -> tuple[Request, bytes]:
        sealed, timestamp = encrypted(b"1616140317555161061", receiver), str(int(at.timestamp()))
        query = {"timestamp": timestamp, "nonce": NONCE, "echostr": sealed}
        signature = signed(TOKEN, timestamp, NONCE, sealed)
        return Request("GET", httpx.Headers(), query | {"msg_signature": signature}, b"", at), b"1616140317555161061"

    return shake


class Script:
    """Answers by path, one after the other, the last again and again: for what a fake API is asked beside replies."""

    def __init__(self, answers: dict[str, list[Answer]]) -> None:
        self._answers = {path: list(these) for path, these in answers.items()}

    def get(self, path: str) -> Answer | None:
        these = self._answers.get(path)
        if not these:
            return None
        return these.pop(0) if len(these) > 1 else these[0]
