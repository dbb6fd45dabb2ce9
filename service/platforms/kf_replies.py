"""Replies by 微信客服: `kf/send_msg` (https://developer.work.weixin.qq.com/document/path/94677) and session states.

A session is new (0), the API's (1), in the queue (2), with a member of the enterprise (3), or over (4): path/94669. The
API may answer in 0 and 1; 95018 says that it may not. What waits for anybody is then taken over; what a person holds is
left to that person.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from service.channel.errors import ChannelError
from service.channel.interface import Reply
from service.platforms.wechat_api import Api, ErrcodeError, Said
from service.platforms.wechat_outbound import HEAD_LIMIT, MAX_CHOICES, Part, can_be_tapped, ending, texts, written_out

_NOT_OURS = 95018
_API = 1
_CLOSED_TO_US = {
    3: "a member of the enterprise answers this customer in WeCom",
    4: "the session has ended: the customer must write first",
}


def parts_of(reply: Reply) -> list[Part]:
    """The messages of a reply: one, where a text that belongs to a menu fits above it."""
    card, choices = reply.card, reply.choices
    tapped = choices if can_be_tapped(choices, MAX_CHOICES - bool(card)) else ()
    text = written_out(reply.text, () if tapped else choices)
    items: list[dict[str, Any]] = []
    if card:
        text = "\n".join(filter(None, (text, card.text)))
        items.append({"type": "view", "view": {"url": card.url, "content": card.title}})
    items += [{"type": "click", "click": {"id": str(at), "content": one}} for at, one in enumerate(tapped, 1)]
    if not items:
        return texts(text)
    before, head = ending(text, HEAD_LIMIT)
    return [*texts(before), {"msgtype": "msgmenu", "msgmenu": {"head_content": head, "list": items}}]


async def welcome(api: Api, code: str, part: Part) -> Said | None:
    """Greet a customer who wrote nothing yet: once, within 20 s. None where it is too late for that.

    Raises ChannelError, DeliveryUncertain.
    """
    try:
        return await api.send("/cgi-bin/kf/send_msg_on_event", {"code": code, **part})
    except ErrcodeError as error:
        if not error.permanent:
            raise
        return None


async def send(api: Api, open_kfid: str, contact: str, parts: Sequence[Part]) -> Said:
    """Send a reply, after taking its session over where nobody holds it. Raises ChannelError, DeliveryUncertain."""
    messages = [{"touser": contact, "open_kfid": open_kfid, **part} for part in parts]
    try:
        return await api.send_all("/cgi-bin/kf/send_msg", messages)
    except ErrcodeError as error:
        if error.errcode != _NOT_OURS:
            raise
    await _take_over(api, {"open_kfid": open_kfid, "external_userid": contact})
    return await api.send_all("/cgi-bin/kf/send_msg", messages)


async def _take_over(api: Api, session: Mapping[str, str]) -> None:
    """Make it the API's session. Raises ChannelError where somebody else holds it, or it is over."""
    said = await api.ask("/cgi-bin/kf/service_state/get", session)
    state = (said.model_extra or {}).get("service_state")
    if state in _CLOSED_TO_US:
        raise ChannelError(f"WeCom refused (errcode {_NOT_OURS}: {_CLOSED_TO_US[state]}).", permanent=True)
    await api.ask("/cgi-bin/kf/service_state/trans", {**session, "service_state": _API})
