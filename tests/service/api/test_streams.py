"""Live streams, over a real connection."""

import asyncio
from typing import Any

import pytest

from service.storage.desk.operators import Ended
from service.storage.messages.receive import Incoming, receive
from service.storage.types import new_id, now

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATIENCE_S = 15.0
NOBODY = {"operator": None, "operator_picture": None, "position": None, "opens_at": None}
"""Of a state in which no operator has the conversation, and none is waited for."""


async def test_a_visitor_hears_history_then_what_happens_each_message_once(
    service: Any, listen: Any, stream_until: Any
) -> None:
    visitor = await service.visitor()
    await visitor.ask("hello")

    async with listen(service.http, "/api/widget/stream", **visitor.headers) as events:
        before = await stream_until(events, lambda name, _: name == "state")
        await visitor.post("Do you ship to France?")
        after = await stream_until(events, lambda name, data: name == "message" and data["seq"] == 4)

    assert [data["seq"] for name, data in before + after if name == "message"] == [1, 2, 3, 4]
    assert before[-1] == ("state", {"state": "open", **NOBODY})
    assert ("typing", {"role": "agent"}) in after
    assert after[-1][1]["role"] == "agent"
    assert after[-1][1]["citations"][0]["document"] == "faq.md"


async def test_a_reconnecting_visitor_gets_what_came_after_the_last_message_seen(
    service: Any, listen: Any, stream_until: Any
) -> None:
    visitor = await service.visitor()
    await visitor.ask("hello")

    async with listen(service.http, "/api/widget/stream?after=1", **visitor.headers) as events:
        by_query = await stream_until(events, lambda name, _: name == "state")
    async with listen(service.http, "/api/widget/stream", **visitor.headers, **{"Last-Event-ID": "1"}) as events:
        by_header = await stream_until(events, lambda name, _: name == "state")

    assert [data["seq"] for name, data in by_query if name == "message"] == [2]
    assert by_header == by_query


async def test_what_another_process_writes_is_heard_too(service: Any, listen: Any, stream_until: Any) -> None:
    visitor = await service.visitor()

    async with listen(service.http, "/api/widget/stream", **visitor.headers) as events:
        await stream_until(events, lambda name, _: name == "state")
        async with service.resources.database.write() as connection:
            elsewhere = Incoming(key=new_id(), where=visitor.conversation_id, text="from elsewhere", at=now())
            await receive(connection, [elsewhere], new_id())
        heard = await stream_until(events, lambda name, _: name == "message")

    assert heard[-1][1]["text"] == "from elsewhere"


async def test_a_visitor_hears_of_the_operator_and_of_the_end(service: Any, listen: Any, stream_until: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("I want to talk to a human please")
    place = f"/api/conversations/{visitor.conversation_id}"

    async with listen(service.http, "/api/widget/stream?after=2", **visitor.headers) as events:
        await stream_until(events, lambda name, _: name == "state")
        await service.admin.post(f"{place}/claim")
        claimed = await stream_until(events, lambda name, _: name == "state")
        await service.admin.post(f"{place}/messages", json={"text": "I am here.", "client_id": "1"})
        said = await stream_until(events, lambda name, _: name == "message")
        await service.admin.post(f"{place}/close")
        closed = await stream_until(events, lambda name, _: name == "state")

    assert claimed[-1][1] == {"state": "human", **NOBODY, "operator": "admin"}
    assert (said[-1][1]["role"], said[-1][1]["text"]) == ("operator", "I am here.")
    assert closed[-1][1]["state"] == "closed"


async def test_the_console_hears_what_has_changed(service: Any, listen: Any, stream_until: Any) -> None:
    visitor = await service.visitor()
    async with listen(service.admin, "/api/events") as events:
        await asyncio.sleep(0)
        await visitor.ask("hello")
        await stream_until(
            events,
            lambda name, data: (name, data["topic"], data["id"]) == ("changed", "grades", visitor.conversation_id),
        )
        await service.resources.desk.close(visitor.conversation_id, Ended("customer"))
        await stream_until(events, lambda _, data: data["topic"] == "kpis")


async def test_a_closed_connection_leaves_no_listener_behind(service: Any, listen: Any, stream_until: Any) -> None:
    from service.live import conversation_topic

    visitor = await service.visitor()
    topic = conversation_topic(visitor.conversation_id)
    async with listen(service.http, "/api/widget/stream", **visitor.headers) as events:
        await stream_until(events, lambda name, _: name == "state")
        assert service.resources.live.has_listeners(topic)

    async with asyncio.timeout(PATIENCE_S):
        while service.resources.live.has_listeners(topic):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)


async def test_open_streams_do_not_hold_up_the_shutdown(
    serve: Any, make_settings: Any, listen: Any, tmp_path: Any, stream_until: Any
) -> None:
    async with asyncio.timeout(60):
        async with serve(make_settings(tmp_path)) as running:
            visitor = await running.visitor()
            async with listen(running.http, "/api/widget/stream", **visitor.headers) as events:
                await stream_until(events, lambda name, _: name == "state")
                running.server.should_exit = True
                async with asyncio.timeout(PATIENCE_S):
                    rest = [event async for event in events]
    assert rest == []


async def test_each_side_hears_that_the_other_is_writing(service: Any, listen: Any, stream_until: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("I want to talk to a human please")
    place = f"/api/conversations/{visitor.conversation_id}"

    async with listen(service.admin, "/api/events") as events:
        assert (await service.http.post("/api/widget/typing")).status_code == 401
        written = await service.http.post("/api/widget/typing", headers=visitor.headers)
        assert written.status_code == 204
        heard = await stream_until(events, lambda name, _: name == "typing")
    assert heard[-1][1] == {"id": visitor.conversation_id}

    async with listen(service.http, "/api/widget/stream?after=2", **visitor.headers) as events:
        await stream_until(events, lambda name, _: name == "state")
        await service.admin.post(f"{place}/typing")  # nobody has claimed it: the customer hears nothing
        await service.admin.post(f"{place}/claim")
        await service.admin.post(f"{place}/typing")
        heard = await stream_until(events, lambda name, _: name == "typing")
    assert [name for name, _ in heard] == ["state", "typing"]
    assert heard[-1][1] == {"role": "operator"}
