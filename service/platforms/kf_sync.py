"""How far each 客服账号 of 微信客服 was read, and the reading on: `kf/sync_msg`, page by page.

An account's state keeps a place as JSON for each `open_kfid`. A page is small, as one message may be a whole chat that
was forwarded; `has_more`, not its length, says whether there is another.
"""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from service.channel.errors import ChannelError
from service.channel.interface import Inbound, LateFailure, Polled
from service.platforms.kf_messages import Profile, failures_in, messages_in, with_profiles
from service.platforms.wechat_api import Api

log = logging.getLogger(__name__)

PAGE = 100
TOKEN_LASTS_S = 540.0
"""Of the 10 minutes that WeCom gives an announcement's token."""
LOOK_EVERY_S = 300.0
"""Without a token, which WeCom allows seldom, and does not say how seldom."""
HISTORY_S = 600.0
"""What is older than that at the first announcement was there before Turnwise was: it is not answered."""
_PROFILES_AT_ONCE = 100


class _Place(BaseModel):
    """Times in seconds since 1970."""

    since: float
    cursor: str = ""
    token: str = ""
    announced_at: float = 0.0
    looked_at: float = 0.0


class _News(BaseModel):
    next_cursor: str = ""
    has_more: int = 0
    msg_list: list[Any] = []


class _Customer(BaseModel):
    external_userid: str
    nickname: str = ""
    unionid: str = ""


class _Customers(BaseModel):
    customer_list: list[_Customer] = []


def announced(state: Mapping[str, str], open_kfid: str, token: str, at: float) -> Mapping[str, str]:
    """The state after news of a 客服账号 were announced."""
    place = _Place.model_validate_json(state[open_kfid]) if open_kfid in state else _Place(since=at - HISTORY_S)
    return _kept(state, open_kfid, place, token=token, announced_at=at)


async def sync(api: Api, state: Mapping[str, str], now: float) -> Polled:
    """A page of each 客服账号 where there may be news. One that cannot be read holds none of the others up.

    Raises ChannelError where nothing could be read.
    """
    messages: list[Inbound] = []
    failed: list[LateFailure] = []
    more, failure, kept = False, None, state
    for open_kfid, stored in state.items():
        place = _Place.model_validate_json(stored)
        try:
            news = await _news(api, open_kfid, place, now)
        except ChannelError as error:
            log.warning("the news of a 客服账号 could not be fetched: %s", error.sentence)
            failure = error
            continue
        if news is not None:
            messages += messages_in(news.msg_list, open_kfid, place.since)
            failed += failures_in(news.msg_list)
            looked_at = place.looked_at if news.has_more else now
            kept = _kept(kept, open_kfid, place, cursor=news.next_cursor or place.cursor, looked_at=looked_at)
            more = more or bool(news.has_more)
    if failure is not None and kept is state:
        raise failure
    known = with_profiles(messages, await _profiles(api, messages))
    return Polled(known, None if kept is state else kept, more, tuple(failed))


async def _news(api: Api, open_kfid: str, place: _Place, now: float) -> _News | None:
    """The next page, None where it is too early to look. Raises ChannelError."""
    question: dict[str, Any] = {"open_kfid": open_kfid, "limit": PAGE, "voice_format": 0}
    if place.token and now - place.announced_at < TOKEN_LASTS_S:
        question["token"] = place.token
    elif now - place.looked_at < LOOK_EVERY_S:
        return None
    if place.cursor:
        question["cursor"] = place.cursor
    said = await api.ask("/cgi-bin/kf/sync_msg", question)
    try:
        return _News.model_validate(said.model_extra or {})
    except ValidationError as error:
        raise ChannelError("WeCom's news could not be read.", permanent=False) from error


async def _profiles(api: Api, messages: Iterable[Inbound]) -> Mapping[str, Profile]:
    """Who the messages' customers are; without their names where WeCom does not tell, as that delays nobody."""
    contacts = list(dict.fromkeys(message.contact for message in messages))
    profiles: dict[str, Profile] = {}
    for start in range(0, len(contacts), _PROFILES_AT_ONCE):
        question = {"external_userid_list": contacts[start : start + _PROFILES_AT_ONCE]}
        try:
            said = await api.ask("/cgi-bin/kf/customer/batchget", question)
            told = _Customers.model_validate(said.model_extra or {})
        except (ChannelError, ValidationError) as error:
            log.warning("names of customers of 微信客服 could not be looked up: %s", type(error).__name__)
            return profiles
        profiles |= {one.external_userid: Profile(one.nickname, one.unionid) for one in told.customer_list}
    return profiles


def _kept(state: Mapping[str, str], open_kfid: str, place: _Place, **changed: object) -> Mapping[str, str]:
    return {**state, open_kfid: place.model_copy(update=changed).model_dump_json()}
