"""Every channel lets in what its platform sends, nothing else, and reads it the same way each time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.channel.credentials import NotConfigured
from service.channel.errors import Malformed, Refused
from service.channel.interface import PollingChannel

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NO_JSON_OBJECT = {
    "nothing": b"",
    "half of it": b'{"message":',
    "an array": b'[{"message": {"text": "hi"}}]',
    "a text": b'"hi"',
    "null": b"null",
    "no UTF-8": b"\xff\xfe\x00",
    "a tower": b"[" * 100_000,
    "half a surrogate": b'{"update_id": "\\ud800", "type": "\\ud800"}',
    "a huge number": b'{"update_id": ' + b"9" * 5000 + b', "type": ' + b"9" * 5000 + b"}",
    "a number as text": b'{"update_id": "1", "type": 1}',
}


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy of a JSON value with the part at `path` replaced."""
    if not path:
        return new
    items = dict(value) if isinstance(value, dict) else dict(enumerate(value))
    items[path[0]] = changed(items[path[0]], path[1:], new)
    return items if isinstance(value, dict) else list(items.values())


def paths(value: Any) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(), *((key, *path) for key, part in inner for path in paths(part))]


async def test_every_documented_delivery_is_read_as_its_fixture_says(platform: Any, case: Any) -> None:
    received = await platform.receive(platform.request(platform.content(case)))

    assert [platform.shown(message) for message in received.messages] == case["messages"]
    assert received.response.status == 200


async def test_a_redelivery_has_the_same_keys(platform: Any, case: Any) -> None:
    first = await platform.receive(platform.request(platform.content(case)))
    again = await platform.receive(platform.request(platform.content(case), platform.now + timedelta(minutes=5)))

    assert [message.key for message in again.messages] == [message.key for message in first.messages]


def test_the_fixtures_cover_messages_and_deliveries_without_any(platform: Any) -> None:
    counts = {len(case["messages"]) for case in platform.fixtures().values()}

    assert 0 in counts
    assert counts - {0}


async def test_a_channel_without_a_hook_refuses_whatever_comes_and_has_messages_to_fetch(hookless: Any) -> None:
    assert isinstance(hookless.channel, PollingChannel)
    counts = set()
    for case in hookless.fixtures().values():
        counts.add(len(case["messages"]))
        with pytest.raises(Refused):
            await hookless.channel.receive(hookless.request(hookless.content(case)), hookless.account(), {})
    assert 0 in counts
    assert counts - {0}


async def test_a_forged_delivery_is_refused(platform: Any) -> None:
    body = platform.content(next(case for case in platform.fixtures().values() if case["messages"]))
    genuine = platform.request(body)
    assert (await platform.receive(genuine)).messages

    let_in = []
    for name, forged in platform.forgeries(body).items():
        try:
            await platform.receive(forged)
        except Refused:
            continue
        let_in.append(name)
    assert not let_in


async def test_a_forged_delivery_is_refused_before_its_body_is_read(platform: Any) -> None:
    genuine = platform.request(b"{")

    with pytest.raises(Refused):
        await platform.receive(replace(genuine, headers=httpx.Headers(), query={}, body=b"{"))


async def test_without_a_secret_nothing_is_let_in(platform: Any, case: Any) -> None:
    account = platform.unconfigured()

    genuine = platform.request(platform.content(case))
    for request in (genuine, replace(genuine, headers=httpx.Headers(), query={})):
        with pytest.raises(NotConfigured if platform.hook else Refused):
            await platform.channel.receive(request, account, {})


@pytest.mark.parametrize("body", NO_JSON_OBJECT.values(), ids=NO_JSON_OBJECT)
async def test_a_body_of_another_form_is_malformed(platform: Any, body: bytes) -> None:
    with pytest.raises(Malformed):
        await platform.receive(platform.request(body))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_a_delivery_with_any_part_replaced_is_read_or_malformed(platform: Any, data: st.DataObject) -> None:
    body = data.draw(st.sampled_from([case["body"] for case in platform.fixtures().values()]))
    replaced = changed(body, data.draw(st.sampled_from(paths(body))), data.draw(JSON))

    try:
        received = await platform.receive(platform.request(platform.encode(replaced)))
    except Malformed:
        return
    assert all(message.key and message.contact and message.at.tzinfo for message in received.messages)


async def test_a_handshake_is_answered_as_the_platform_asks(platform: Any) -> None:
    for name, shake in getattr(platform.driver, "HANDSHAKES", {}).items():
        request, body = shake(platform.now)
        received = await platform.receive(request)
        assert (name, received.response.status, received.response.body, received.messages) == (name, 200, body, ())


async def test_accounts_of_one_platform_do_not_take_each_others_deliveries(platform: Any) -> None:
    body = platform.content(next(case for case in platform.fixtures().values() if case["messages"]))
    other = platform.account(**{platform.driver.SECRET: platform.driver.OTHER_SECRET})

    with pytest.raises(Refused):
        await platform.channel.receive(platform.request(body), other, {})
