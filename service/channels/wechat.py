"""WeChat Official Accounts (公众号), secure mode (https://developers.weixin.qq.com/doc/service/guide/dev/push/).

Only the secure mode is let in: in the plain-text mode `signature` covers the token, a time and a nonce but not the
body, so that whoever saw one address of a delivery (in a proxy's log, say) could write as any customer. Of the
compatible mode only the encrypted half is read.

Read off the documentation and wechatpy 1.8.18: the XML names no unionid and, since 2021, no nickname: `person` and
`contact_name` stay empty. `MsgId` is the key; events have none, theirs is FromUserName, CreateTime and Event. WeChat
waits 5 s and asks three times; an empty body or `success` ends that. Following the account and scanning its QR code
are `started`, the code's scene is the campaign. A menu's CLICK is said in the customer's name where its key reads as
words ("怎么退货"), else it is `started`, too, with the key as the referrer. What WeChat tells besides (unfollowed, a
VIEW, a position reported, a job done) is no message; pictures and places that a menu asks for come as messages.

Replies are customer-service messages, never passive XML: 5 in 48 h after a message, 3 in 1 min after an event. An
account that is not verified may not send them (48001).
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

import orjson
from pydantic import Field, HttpUrl, SecretStr

from service.channel.credentials import Credentials, matching, secret_of
from service.channel.interface import (
    Account,
    Attachment,
    Channel,
    Delivered,
    Fetched,
    Received,
    Reply,
    Request,
    Response,
    Window,
)
from service.channel.line import Line, Token
from service.channel.sent_files import SentFile
from service.channel.wire import ask
from service.platforms.bizcrypt import ENCODING_AES_KEY, TOKEN, ensure_signed, keys_of, open_delivery
from service.platforms.wechat_api import Api, takes_picture, token_in
from service.platforms.wechat_inbound import event_in, message_in, read_delivery
from service.platforms.wechat_outbound import (
    HEAD_LIMIT,
    TEXT_LIMIT,
    Part,
    can_be_tapped,
    ending,
    text_and_card,
    texts,
    written_out,
)

_SEND = "/cgi-bin/message/custom/send"
_UNVERIFIED = "the account may not send customer-service messages: it must be verified"
_MEANINGS = {
    40003: "there is no such follower",
    43004: "the customer does not follow the account",
    43019: "the customer is on the account's blacklist",
    45002: "the message is too long",
    45015: "the customer wrote more than 48 hours ago, or does not follow the account any more",
    45047: "no more messages may follow the customer's last one",
    48001: _UNVERIFIED,
    48002: "the customer does not want messages from the account",
    76022: _UNVERIFIED,
}


class WechatCredentials(Credentials):
    """`app_id` and `app_secret` of the account; `token` and `encoding_aes_key` as typed in at 服务器配置."""

    app_id: Annotated[str, Field(pattern=r"^wx[0-9a-f]{16}$")]
    app_secret: Annotated[SecretStr, matching(r"[0-9a-f]{32}", "is the AppSecret: 32 of 0-9 a-f")]
    token: Annotated[SecretStr, TOKEN]
    encoding_aes_key: Annotated[SecretStr, ENCODING_AES_KEY]
    api_url: HttpUrl = HttpUrl("https://api.weixin.qq.com")


class WechatChannel:
    """One Official Account an account; a customer's id is their openid there."""

    name = "wechat"
    credentials = WechatCredentials
    text_limit = TEXT_LIMIT
    window = Window(timedelta(hours=48), max_replies=5)
    idempotent = False
    shows = frozenset({"choices", "card"})

    async def receive(
        self, request: Request, account: Account[WechatCredentials], state: Mapping[str, str]
    ) -> Received:
        """One message at most; the handshake's `echostr` is given back."""
        credentials = account.credentials
        keys = keys_of(credentials.token, credentials.encoding_aes_key, credentials.app_id)
        if request.method == "GET":
            ensure_signed(request, "signature", keys.token)
            return Received(Response(body=request.query.get("echostr", "").encode(errors="replace")))
        delivery = read_delivery(open_delivery(request, keys))
        message = event_in(delivery) if delivery.kind == "event" else message_in(delivery)
        return Received(Response(body=b"success"), (message,) if message else ())

    async def send(self, reply: Reply, account: Account[WechatCredentials], line: Line) -> Delivered:
        """By `message/custom/send`; more than one message only where a long text has a card or choices."""
        await _api(account, line).send_all(_SEND, [{"touser": reply.contact, **part} for part in _parts(reply)])
        return Delivered()

    def takes_file(self, media_type: str, size: int) -> bool:
        """Pictures alone; an Official Account sends no files."""
        return takes_picture(media_type, size)

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[WechatCredentials], line: Line
    ) -> Delivered:
        """Uploaded, which nobody sees, then sent by its id."""
        api = _api(account, line)
        await api.send(_SEND, {"touser": reply.contact, **await api.upload(file)})
        return Delivered()

    async def fetch(self, attachment: Attachment, account: Account[WechatCredentials], line: Line) -> Fetched:
        """By `media/get`, within 3 days."""
        return await _api(account, line).fetch_media(attachment.id)

    async def check(self, account: Account[WechatCredentials], line: Line) -> str:
        """The account's AppID with how many customer-service messages it may still send today."""
        said = await _api(account, line).ask("/cgi-bin/openapi/quota/get", {"cgi_path": _SEND})
        quota = (said.model_extra or {}).get("quota")
        left = f"{quota.get('remain')}/{quota.get('daily_limit')}" if isinstance(quota, dict) else "?"
        return f"{account.credentials.app_id} (custom/send {left})"


def _parts(reply: Reply) -> list[Part]:
    """The messages of a reply, one where its text fits into the card or above the choices."""
    if can_be_tapped(reply.choices):
        before, head = ending(reply.text, HEAD_LIMIT)
        items = [{"id": str(number), "content": one} for number, one in enumerate(reply.choices, 1)]
        menu = {"head_content": head, "list": items, "tail_content": ""}
        card = text_and_card("", reply.card) if reply.card else []
        return [*texts(before), *card, {"msgtype": "msgmenu", "msgmenu": menu}]
    text = written_out(reply.text, reply.choices)
    return text_and_card(text, reply.card) if reply.card else texts(text)


def _api(account: Account[WechatCredentials], line: Line) -> Api:
    credentials = account.credentials
    address = str(credentials.api_url).rstrip("/")

    async def fetch() -> Token:
        """`stable_token` leaves the tokens of other processes valid."""
        secret = {"appid": credentials.app_id, "secret": secret_of(credentials.app_secret)}
        body = orjson.dumps({"grant_type": "client_credential", **secret})
        return token_in(await ask(line.http, "WeChat", f"{address}/cgi-bin/stable_token", body), "WeChat")

    return Api("WeChat", address, line, account, fetch, _MEANINGS)


channel: Channel[WechatCredentials] = WechatChannel()
