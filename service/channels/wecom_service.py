"""微信客服, WeCom's customer service for people in WeChat: announced by a callback, fetched by `kf/sync_msg`.

The callback (`kf_msg_or_event`, BizCrypt with the CorpID) names a 客服账号 and a token for 10 minutes, no more. All
news since that account's cursor are fetched then, until `has_more` is 0, and each of them is kept; `msgid` is the key.
A lost callback is made up for by a look without a token, every 5 minutes. Without a cursor `sync_msg` begins 3 days
ago: what was sent more than 10 minutes before the first callback is not answered. Names and unionids, where the
enterprise is bound to a WeChat developer account, are looked up by `kf/customer/batchget`.

Replies may go out 5 times in 48 h after a customer's message. Choices and cards are one `msgmenu`: WeCom's own cards
(`link`) need a picture uploaded first. Turnwise hands over to its own operators, who answer through the same API: it
takes sessions over that wait for anybody (`service_state/trans`) and never gives one away, as WeCom lets the API say
nothing in a session that a member holds.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from service.channel.errors import ChannelError, Malformed
from service.channel.interface import (
    Account,
    Attachment,
    Channel,
    Delivered,
    Fetched,
    Polled,
    Received,
    Reply,
    Request,
    Window,
)
from service.channel.line import Line
from service.channel.sent_files import SentFile
from service.platforms.kf_messages import parse_thread
from service.platforms.kf_replies import parts_of, send, welcome
from service.platforms.kf_sync import announced, sync
from service.platforms.wechat_api import takes_sent
from service.platforms.wechat_inbound import read_xml
from service.platforms.wechat_outbound import TEXT_LIMIT
from service.platforms.wecom import WecomCredentials, open_wecom, wecom_api

_KFID = r"^[A-Za-z0-9_-]{0,64}$"


class WecomServiceCredentials(WecomCredentials):
    """As of every WeCom account; with an `open_kfid` only that 客服账号 is served, else each that announces news."""

    open_kfid: Annotated[str, Field(pattern=_KFID)] = ""


class _Announcement(BaseModel):
    event: str = Field(default="", alias="Event")
    token: str = Field(default="", alias="Token")
    open_kfid: Annotated[str, Field(alias="OpenKfId", pattern=_KFID)] = ""


class _KfAccount(BaseModel):
    open_kfid: str
    name: str = ""
    manage_privilege: bool = True


class _KfAccounts(BaseModel):
    account_list: list[_KfAccount] = []


class WecomServiceChannel:
    """An app that manages 客服账号; a customer's id is the external_userid, the same in each of them."""

    name = "wecom_service"
    credentials = WecomServiceCredentials
    text_limit = TEXT_LIMIT
    window = Window(timedelta(hours=48), max_replies=5)
    idempotent = False
    shows = frozenset({"choices", "card"})

    async def receive(
        self, request: Request, account: Account[WecomServiceCredentials], state: Mapping[str, str]
    ) -> Received:
        """Never a message: news of a 客服账号 ask for `poll`."""
        opened = open_wecom(request, account.credentials)
        if isinstance(opened, Received):
            return opened
        try:
            said = _Announcement.model_validate(read_xml(opened))
        except ValidationError as error:
            raise Malformed from error
        if said.event != "kf_msg_or_event":
            return Received()
        only = account.credentials.open_kfid
        open_kfid = said.open_kfid or only
        if not open_kfid:
            raise Malformed("The announcement names no OpenKfId, and neither does the account.")
        if only and open_kfid != only:
            return Received()
        at = request.received_at.timestamp()
        return Received(state=announced(state, open_kfid, said.token, at), poll=True)

    async def poll(self, account: Account[WecomServiceCredentials], state: Mapping[str, str], line: Line) -> Polled:
        """A page of each 客服账号 that announced news, or was not looked at for 5 minutes."""
        return await sync(wecom_api(account, line), state, _now().timestamp())

    async def send(self, reply: Reply, account: Account[WecomServiceCredentials], line: Line) -> Delivered:
        """By `kf/send_msg`, a greeting by its welcome code; several messages only where a long text has a menu."""
        api = wecom_api(account, line)
        open_kfid, code = _place(reply, account)
        parts = parts_of(reply)
        said = await welcome(api, code, parts[0]) if code and len(parts) == 1 else None
        if said is None:
            said = await send(api, open_kfid, reply.contact, parts)
        message_id = (said.model_extra or {}).get("msgid")
        return Delivered(None if message_id is None else str(message_id))

    def takes_file(self, media_type: str, size: int) -> bool:
        """Pictures and files, by `media/upload`."""
        return takes_sent(media_type, size)

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[WecomServiceCredentials], line: Line
    ) -> Delivered:
        """Uploaded, which nobody sees, then sent by its id."""
        api, (open_kfid, _) = wecom_api(account, line), _place(reply, account)
        said = await send(api, open_kfid, reply.contact, [await api.upload(file)])
        message_id = (said.model_extra or {}).get("msgid")
        return Delivered(None if message_id is None else str(message_id))

    async def fetch(self, attachment: Attachment, account: Account[WecomServiceCredentials], line: Line) -> Fetched:
        """By `media/get`, within 3 days."""
        return await wecom_api(account, line).fetch_media(attachment.id)

    async def check(self, account: Account[WecomServiceCredentials], line: Line) -> str:
        """The names of the 客服账号 that the app may answer for."""
        said = await wecom_api(account, line).ask("/cgi-bin/kf/account/list", {"offset": 0, "limit": 100})
        try:
            listed = _KfAccounts.model_validate(said.model_extra or {}).account_list
        except ValidationError as error:
            raise ChannelError("WeCom's list of 客服账号 could not be read.", permanent=False) from error
        only = account.credentials.open_kfid
        served = [one for one in listed if one.manage_privilege and only in ("", one.open_kfid)]
        if not served:
            raise ChannelError("The app may not answer for this 客服账号 or any: grant it in WeCom.", permanent=True)
        return ", ".join(f"{one.name} ({one.open_kfid})" for one in served)


def _now() -> datetime:
    return datetime.now(UTC)


def _place(reply: Reply, account: Account[WecomServiceCredentials]) -> tuple[str, str]:
    """The 客服账号 that the customer wrote to, and a welcome code if there is one. Raises ChannelError."""
    open_kfid, code = parse_thread(reply.thread)
    open_kfid = open_kfid or account.credentials.open_kfid
    if not open_kfid:
        raise ChannelError("It is not known to which 客服账号 this customer wrote.", permanent=True)
    return open_kfid, code or ""


channel: Channel[WecomServiceCredentials] = WecomServiceChannel()
