"""WeCom apps (企业微信自建应用): the members who may see the app write to it and are answered there.

Verified and decrypted by BizCrypt with the CorpID (https://developer.work.weixin.qq.com/document/path/90238). `MsgId`
is the key; events have none, theirs is FromUserName, CreateTime and Event. WeCom waits 5 s and asks three times.
Being given the app (`subscribe`) is `started`; opening it (`enter_agent`) is no message, as each look would be
greeted; a menu's click is read as on Official Accounts. A member is known by the userid, which is all that comes.

Replies go by `message/send` (path/90236): no window, 30 a minute to a member, and what one message leaves out is told
in a body that says errcode 0. A repeated content may be dropped there on request (`enable_duplicate_check`): not asked
for, as two replies may say the same. Cards are `news`. Choices stay in the text: template cards, which have buttons,
are not shown to members who use the app inside WeChat.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from service.channel.errors import ChannelError, Malformed
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
)
from service.channel.line import Line
from service.channel.sent_files import SentFile
from service.platforms.wechat_api import Said, takes_sent
from service.platforms.wechat_inbound import event_in, message_in, read_delivery
from service.platforms.wechat_outbound import TEXT_LIMIT, text_and_card, texts
from service.platforms.wecom import WecomCredentials, open_wecom, wecom_api


class WecomAppCredentials(WecomCredentials):
    """As of every WeCom account, and the app's `agent_id`."""

    agent_id: Annotated[int, Field(gt=0)]


class WecomChannel:
    """One app an account; its customers are the enterprise's members."""

    name = "wecom"
    credentials = WecomAppCredentials
    text_limit = TEXT_LIMIT
    window = None
    idempotent = False
    shows = frozenset({"card"})

    async def receive(
        self, request: Request, account: Account[WecomAppCredentials], state: Mapping[str, str]
    ) -> Received:
        """One message at most, answered by nothing."""
        opened = open_wecom(request, account.credentials)
        if isinstance(opened, Received):
            return opened
        delivery = read_delivery(opened)
        if delivery.agent_id not in ("", str(account.credentials.agent_id)):
            raise Malformed("This delivery is another app's: the agent_id of this account is not its own.")
        message = event_in(delivery) if delivery.kind == "event" else message_in(delivery)
        return Received(Response(), (message,) if message else ())

    async def send(self, reply: Reply, account: Account[WecomAppCredentials], line: Line) -> Delivered:
        """By `message/send`; two messages only where a long text has a card."""
        to = {"touser": reply.contact, "agentid": account.credentials.agent_id}
        parts = text_and_card(reply.text, reply.card) if reply.card else texts(reply.text)
        said = await wecom_api(account, line).send_all("/cgi-bin/message/send", [to | part for part in parts])
        _ensure_reached(said)
        message_id = (said.model_extra or {}).get("msgid")
        return Delivered(None if message_id is None else str(message_id))

    def takes_file(self, media_type: str, size: int) -> bool:
        """Pictures and files, by `media/upload`."""
        return takes_sent(media_type, size)

    async def send_file(
        self, file: SentFile, reply: Reply, account: Account[WecomAppCredentials], line: Line
    ) -> Delivered:
        """Uploaded, which nobody sees, then sent by its id."""
        api, to = wecom_api(account, line), {"touser": reply.contact, "agentid": account.credentials.agent_id}
        said = await api.send("/cgi-bin/message/send", to | await api.upload(file))
        _ensure_reached(said)
        message_id = (said.model_extra or {}).get("msgid")
        return Delivered(None if message_id is None else str(message_id))

    async def fetch(self, attachment: Attachment, account: Account[WecomAppCredentials], line: Line) -> Fetched:
        """By `media/get`, within 3 days."""
        return await wecom_api(account, line).fetch_media(attachment.id)

    async def check(self, account: Account[WecomAppCredentials], line: Line) -> str:
        """The app's name, with its enterprise."""
        credentials = account.credentials
        said = await wecom_api(account, line).ask("/cgi-bin/agent/get", agentid=str(credentials.agent_id))
        return f"{(said.model_extra or {}).get('name')} ({credentials.corp_id}, {credentials.agent_id})"


def _ensure_reached(said: Said) -> None:
    """Raises ChannelError where the only recipient was left out, which WeCom tells beside errcode 0."""
    told = said.model_extra or {}
    if told.get("unlicenseduser"):
        raise ChannelError("WeCom did not deliver the message: the member has no licence (基础账号).", permanent=True)
    if told.get("invaliduser"):
        raise ChannelError("WeCom did not deliver the message: the app may not be seen by this member.", permanent=True)


channel: Channel[WecomAppCredentials] = WecomChannel()
