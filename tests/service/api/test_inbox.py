"""The inbox over HTTP: narrowed, searched, unread and waiting, as each operator sees it."""

from typing import Any
from uuid import uuid4

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def inbox(service: Any, **wanted: Any) -> list[dict[str, Any]]:
    response = await service.admin.get("/api/conversations", params=wanted)
    assert response.status_code == 200, response.text
    rows: list[dict[str, Any]] = response.json()["conversations"]
    return rows


async def row_of(service: Any, conversation_id: str, **wanted: Any) -> dict[str, Any] | None:
    return next((row for row in await inbox(service, **wanted) if row["id"] == conversation_id), None)


async def test_what_was_said_is_found_with_the_words_marked(service: Any) -> None:
    word = "x" + uuid4().hex
    visitor = await service.visitor()
    await visitor.ask(f"<b>My</b> {word} lamp 我要退货")

    for query in (word[:20].upper(), f"{word} lamp", f"退货 {word}"):
        (row,) = await inbox(service, q=query)
        assert row["id"] == visitor.conversation_id
        parts = row["found"]["parts"]
        assert "".join(part["text"] for part in parts) == f"<b>My</b> {word} lamp 我要退货"
        assert any(part["hit"] for part in parts)
        assert row["found"]["role"] == "customer"
    assert await inbox(service, q=f"{word} zebra") == []
    assert await inbox(service, q=word, state="closed") == []
    nothing = await service.admin.get("/api/conversations", params={"q": "?!"})
    assert nothing.status_code == 422
    assert "word or a number" in nothing.json()["detail"]


async def test_who_is_forgotten_is_found_no_more(service: Any) -> None:
    word = "y" + uuid4().hex
    visitor = await service.visitor()
    await visitor.ask(f"Remember {word}")
    (row,) = await inbox(service, q=word)
    response = await service.admin.delete(f"/api/customers/{row['customer']['id']}/data")
    assert response.status_code == 200, response.text
    assert await inbox(service, q=word) == []


async def test_states_channels_and_languages_narrow_the_list(service: Any) -> None:
    asking, waiting = await service.visitor(), await service.visitor()
    await asking.ask("How long may I return an item?")
    await waiting.ask("我要转人工")
    place = f"/api/conversations/{waiting.conversation_id}"

    assert await row_of(service, asking.conversation_id, state="open", channel="widget", language="en")
    assert not await row_of(service, asking.conversation_id, state="waiting")
    assert not await row_of(service, asking.conversation_id, language="zh")
    assert not await row_of(service, asking.conversation_id, channel="telegram")
    assert await row_of(service, waiting.conversation_id, state="waiting", language="zh")
    assert not await row_of(service, waiting.conversation_id, state="mine")
    await service.admin.post(f"{place}/claim")
    mine = await row_of(service, waiting.conversation_id, state="mine")
    assert mine is not None
    assert mine["mine"] is True
    assert [row["id"] for row in await inbox(service, ids=[waiting.conversation_id], state="waiting")] == []
    options = (await service.admin.get("/api/conversations/options")).json()
    assert "widget" in {one["channel"] for one in options["accounts"]}
    assert {"en", "zh"} <= set(options["languages"])


async def test_customers_at_risk_are_found(service: Any) -> None:
    calm, angry = await service.visitor(), await service.visitor()
    await calm.ask("How long may I return an item?")
    await angry.ask("This is outrageous, I am furious! Worst shop ever! I need it today, it is urgent!")

    for risk in ("any", "upset"):
        assert await row_of(service, angry.conversation_id, risk=risk)
        assert not await row_of(service, calm.conversation_id, risk=risk)


async def test_unread_messages_and_waiting_end_when_they_are_read_and_answered(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("I want to talk to a human please")
    place = f"/api/conversations/{visitor.conversation_id}"
    row = await row_of(service, visitor.conversation_id)
    assert row is not None
    assert row["unread"] == 1
    assert row["waiting_since"] is not None

    last = (await visitor.history())["messages"][-1]["seq"]
    await service.admin.post(f"{place}/read", json={"seq": last + 1000})
    await service.admin.post(f"{place}/claim")
    row = await row_of(service, visitor.conversation_id)
    assert row is not None
    assert (row["unread"], row["waiting_since"] is None) == (0, False)

    await service.admin.post(f"{place}/messages", json={"text": "I am here.", "client_id": "1"})
    row = await row_of(service, visitor.conversation_id)
    assert row is not None
    assert (row["unread"], row["waiting_since"]) == (0, None)

    await visitor.post("Thank you. Where is my lamp?")
    row = await row_of(service, visitor.conversation_id)
    assert row is not None
    assert row["unread"] == 1
    await service.admin.post(f"{place}/read", json={"seq": 0})
    row = await row_of(service, visitor.conversation_id)
    assert row is not None
    assert row["unread"] == 1


async def test_pages_of_a_search_follow_each_other(service: Any) -> None:
    word = "z" + uuid4().hex
    visitors = [await service.visitor() for _ in range(5)]
    for visitor in visitors:
        await visitor.ask(f"Hello {word}")
    found: list[str] = []
    cursor = None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = (await service.admin.get("/api/conversations", params={"q": word, "limit": 2} | more)).json()
        found += [row["id"] for row in page["conversations"]]
        if (cursor := page["next"]) is None:
            break
    assert found == [visitor.conversation_id for visitor in reversed(visitors)]
