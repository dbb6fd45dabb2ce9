"""How the news of 微信客服 are fetched: all of them, from where the last look ended, and no more often than allowed."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.channel.errors import ChannelError, Malformed
from service.channel.interface import Polled
from service.channel.line import Line
from service.channels import wecom_service
from tests.service.channels.play_bizcrypt import encode

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def platform(platforms: Any) -> Any:
    return platforms["wecom_service"]


@pytest.fixture
def clock(platform: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the time that channels read, as one after the announcements."""

    def later(by: timedelta) -> None:
        now: datetime = platform.now + by
        monkeypatch.setattr(wecom_service, "_now", lambda: now)

    later(timedelta(seconds=1))
    return later


class News:
    """Answers `sync_msg` from pages by the account and the cursor, and writes down what was asked."""

    def __init__(self, platform: Any, pages: Mapping[tuple[str, str], object]) -> None:
        self.asked: list[Mapping[str, Any]] = []
        self._pages = pages
        self._platform = platform

    def answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/gettoken"):
            return httpx.Response(200, json={"errcode": 0, "access_token": "token-1", "expires_in": 7200})
        question = json.loads(request.content)
        if request.url.path.endswith("/batchget"):
            return httpx.Response(200, json={"errcode": 48002, "errmsg": "api forbidden"})
        self.asked.append(question)
        return httpx.Response(200, json=self._pages[question["open_kfid"], question.get("cursor", "")])

    async def poll(self, state: Mapping[str, str]) -> Polled:
        async with httpx.AsyncClient(transport=httpx.MockTransport(self.answer)) as client:
            return await self._platform.channel.poll(self._platform.account(), state, Line(client))

    async def poll_all(self, state: Mapping[str, str]) -> tuple[list[str], Mapping[str, str]]:
        """As the service does: on while there is more. The keys, and the state in the end."""
        keys, more = [], True
        while more:
            polled = await self.poll(state)
            keys += [message.key for message in polled.messages]
            state, more = polled.state or state, polled.more
        return keys, state


def text(key: str, at: int = 1769846400) -> dict[str, object]:
    content = {"msgtype": "text", "text": {"content": "hi"}}
    return {"msgid": key, "external_userid": "wmAda", "send_time": at, "origin": 3} | content


async def announce(platform: Any, open_kfid: str = "wk1", only: str = "") -> Mapping[str, str]:
    """The state after an announcement, for an account that serves `only` that one."""
    body = {"Event": "kf_msg_or_event", "Token": "ENC-1", "OpenKfId": open_kfid}
    received = await platform.channel.receive(platform.request(encode(body)), platform.account(open_kfid=only), {})
    assert received.poll is bool(received.state)
    return received.state or {}


async def test_every_page_is_fetched_and_the_next_look_goes_on_from_there(platform: Any, clock: Any) -> None:
    news = platform.driver.news
    pages = {
        ("wk1", ""): news([text("1"), text("2")], "c-1", 1),
        ("wk1", "c-1"): news([], "c-2", 1),  # nothing on a page does not mean that nothing follows
        ("wk1", "c-2"): news([text("3")], "c-3", 0),
        ("wk1", "c-3"): news([text("4")], "c-4", 0),
    }
    fetching = News(platform, pages)

    keys, state = await fetching.poll_all(await announce(platform))
    later, _ = await fetching.poll_all(state)

    assert (keys, later) == (["1", "2", "3"], ["4"])
    assert [question.get("cursor") for question in fetching.asked] == [None, "c-1", "c-2", "c-3"]
    assert {question["token"] for question in fetching.asked} == {"ENC-1"}


async def test_a_new_announcement_keeps_the_cursor(platform: Any, clock: Any) -> None:
    fetching = News(platform, {("wk1", ""): platform.driver.news([text("1")], "c-1")})
    _, state = await fetching.poll_all(await announce(platform))

    received = await platform.channel.receive(
        platform.request(encode({"Event": "kf_msg_or_event", "Token": "ENC-2", "OpenKfId": "wk1"})),
        platform.account(),
        state,
    )

    place = json.loads(received.state["wk1"])
    assert (place["cursor"], place["token"]) == ("c-1", "ENC-2")


async def test_without_a_fresh_announcement_it_looks_seldom_and_without_the_old_token(
    platform: Any, clock: Any
) -> None:
    quiet = platform.driver.news([], "c-1")
    fetching = News(platform, {("wk1", ""): quiet, ("wk1", "c-1"): quiet})
    _, state = await fetching.poll_all(await announce(platform))

    for minutes in range(10, 20):
        clock(timedelta(minutes=minutes))
        _, state = await fetching.poll_all(state)

    assert ["token" in question for question in fetching.asked] == [True, False, False]


async def test_nothing_is_asked_before_the_first_announcement(platform: Any, clock: Any) -> None:
    fetching = News(platform, {})

    assert await fetching.poll_all({}) == ([], {})
    assert not fetching.asked


async def test_an_account_that_cannot_be_read_holds_no_other_up(platform: Any, clock: Any) -> None:
    gone = {"errcode": 95000, "errmsg": "invalid open_kfid"}
    fetching = News(platform, {("wk1", ""): gone, ("wk2", ""): platform.driver.news([text("1")], "c-1")})
    state = {**await announce(platform, "wk1"), **await announce(platform, "wk2")}

    polled = await fetching.poll(state)

    assert [message.key for message in polled.messages] == ["1"]
    with pytest.raises(ChannelError, match="95000"):
        await fetching.poll(await announce(platform, "wk1"))


async def test_an_answer_in_another_form_is_an_error_and_moves_no_cursor(platform: Any, clock: Any) -> None:
    fetching = News(platform, {("wk1", ""): {"errcode": 0, "msg_list": "none"}})

    with pytest.raises(ChannelError):
        await fetching.poll(await announce(platform))


async def test_messages_come_without_names_where_names_may_not_be_looked_up(platform: Any, clock: Any) -> None:
    polled = await News(platform, {("wk1", ""): platform.driver.news([text("1")])}).poll(await announce(platform))

    assert [(message.key, message.contact_name, message.person) for message in polled.messages] == [("1", None, None)]


async def test_an_account_for_one_open_kfid_ignores_the_news_of_others(platform: Any) -> None:
    assert set(await announce(platform, "wk1", only="wk1")) == {"wk1"}
    assert await announce(platform, "wk2", only="wk1") == {}
    assert set(await announce(platform, "", only="wk1")) == {"wk1"}
    with pytest.raises(Malformed, match="OpenKfId"):
        await announce(platform, "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_an_item_in_any_form_keeps_no_other_from_being_read(
    platform: Any, clock: Any, data: st.DataObject
) -> None:
    fixtures = [case["fetched"][0] for case in platform.fixtures().values() if case.get("fetched")]
    item = data.draw(st.sampled_from([item for item in fixtures if isinstance(item, dict)]))
    name = data.draw(st.sampled_from(sorted(item)))
    strange = data.draw(JSON) if data.draw(st.booleans()) else item | {name: data.draw(JSON)}

    polled = await News(platform, {("wk1", ""): platform.driver.news([strange, text("last")])}).poll(
        await announce(platform)
    )

    assert polled.messages[-1].key == "last"
    assert all(message.contact and message.key for message in polled.messages)


async def test_a_redelivered_announcement_finds_the_same_keys(platform: Any, clock: Any) -> None:
    state = await announce(platform)
    fetching = News(platform, {("wk1", ""): platform.driver.news([text("1"), text("2")])})

    first, again = await fetching.poll(state), await fetching.poll(state)

    assert [message.key for message in again.messages] == [message.key for message in first.messages] == ["1", "2"]
