"""What the two channels of WeCom (企业微信) share: an enterprise's credentials, its handshake, its access token."""

from typing import Annotated, TypeVar
from urllib.parse import urlencode

from pydantic import Field, HttpUrl, SecretStr

from service.channel.credentials import Credentials, matching, secret_of
from service.channel.interface import Account, Received, Request, Response
from service.channel.line import Line, Token
from service.channel.wire import ask
from service.platforms.bizcrypt import ENCODING_AES_KEY, TOKEN, Keys, keys_of, open_delivery, open_echo
from service.platforms.wechat_api import Api, token_in

MEANINGS = {
    40056: "there is no such app",
    45002: "the message is too long",
    48002: "the app is not authorised for this interface",
    60011: "the app is not authorised for this member or account",
    81013: "the app may not be seen by this member",
    95000: "there is no such 客服账号",
    95001: "no more than 5 messages may follow the customer's last one",
    95002: "the customer wrote more than 48 hours ago",
    95003: "the enterprise is not verified and has received as many customers as it may",
    95004: "there is no such 客服账号",
    95007: "the announcement's token is too old",
    95013: "the session has ended: the customer must write first",
    95018: "the session is not Turnwise's to answer",
}
"""Of https://developer.work.weixin.qq.com/document/path/90313, in words."""


class WecomCredentials(Credentials):
    """`corp_id` of the enterprise, the app's `secret`; `token` and `encoding_aes_key` as typed in at its callback."""

    corp_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    secret: Annotated[SecretStr, matching(r"[A-Za-z0-9_-]{16,128}", "is the app's Secret: letters, digits, _ and -")]
    token: Annotated[SecretStr, TOKEN]
    encoding_aes_key: Annotated[SecretStr, ENCODING_AES_KEY]
    api_url: HttpUrl = HttpUrl("https://qyapi.weixin.qq.com")

    @property
    def keys(self) -> Keys:
        """What its deliveries are verified with. Raises NotConfigured."""
        return keys_of(self.token, self.encoding_aes_key, self.corp_id)


W = TypeVar("W", bound=WecomCredentials)


def open_wecom(request: Request, credentials: WecomCredentials) -> Received | bytes:
    """What a delivery says; a handshake is answered at once, by what was in its `echostr` and no byte more.

    Raises NotConfigured, Refused.
    """
    if request.method == "GET":
        return Received(Response(body=open_echo(request, credentials.keys)))
    return open_delivery(request, credentials.keys)


def wecom_api(account: Account[W], line: Line) -> Api:
    """The way to the API of an app; asking for its token again leaves the one before valid."""
    credentials = account.credentials
    address = str(credentials.api_url).rstrip("/")

    async def fetch() -> Token:
        query = urlencode({"corpid": credentials.corp_id, "corpsecret": secret_of(credentials.secret)})
        return token_in(await ask(line.http, "WeCom", f"{address}/cgi-bin/gettoken?{query}"), "WeCom")

    return Api("WeCom", address, line, account, fetch, MEANINGS)
