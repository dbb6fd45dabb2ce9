"""What operators do among themselves, over HTTP: notes, passing on, dispositions, reopening, replies kept ready."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import select

from service.storage.desk.entries import list_entries
from service.storage.tables import messages
from service.storage.types import now
from service.storage.users.groups import add_group, find_group
from tests.service.api.people import person

pytestmark = pytest.mark.asyncio(loop_scope="session")

MIA = "mia@example.com"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def mia(service: Any) -> AsyncIterator[Any]:
    """A second operator."""
    async with person(service, MIA, "Mia") as http:
        yield http


async def waiting(service: Any) -> Any:
    """A visitor who waits for an operator."""
    visitor = await service.visitor()
    await visitor.ask("I want to talk to a human please")
    return visitor


async def page_of(http: httpx.AsyncClient, visitor: Any) -> dict[str, Any]:
    page: dict[str, Any] = (await http.get(f"/api/conversations/{visitor.conversation_id}")).json()
    return page


async def test_a_note_reaches_who_is_mentioned_and_nobody_outside(service: Any, mia: Any) -> None:
    visitor = await waiting(service)
    place = f"/api/conversations/{visitor.conversation_id}"
    secret = "Ask the warehouse about quaggas"
    body = {"text": f"@Mia {secret}", "mentions": [mia.id], "client_id": "n1"}
    for _ in range(2):  # sent again, it is one note
        assert (await service.admin.post(f"{place}/notes", json=body)).status_code == 204

    (told,) = (await mia.get("/api/desk/mentions")).json()["mentions"]
    assert (told["entry"]["text"], told["seen"]) == (f"@Mia {secret}", False)
    page = await page_of(mia, visitor)
    assert (told["customer_id"], told["customer"]) == (page["conversation"]["customer"]["id"], None)
    assert [entry["text"] for entry in page["entries"]] == [f"@Mia {secret}"]
    assert page["entries"][0]["mentioned"] == ["Mia"]
    await mia.post(f"{place}/mentions/seen")
    assert (await mia.get("/api/desk/mentions")).json()["unseen"] == 0

    # It is no message: so no channel, widget, grader or preview can have it.
    assert secret not in str(await visitor.history())
    assert secret not in str([page[name] for name in ("messages", "turns", "conversation", "handoffs")])
    async with service.resources.database.read() as connection:
        said = (await connection.execute(select(messages.c.text).where(messages.c.text.contains("quaggas")))).all()
    assert said == []
    found = (await mia.get("/api/conversations", params={"q": "quaggas"})).json()["conversations"]
    assert [row["found"]["role"] for row in found] == ["note"]

    row = found[0]
    await service.admin.delete(f"/api/customers/{row['customer']['id']}/data")
    assert secret not in str(await page_of(mia, visitor))
    assert (await mia.get("/api/conversations", params={"q": "quaggas"})).json()["conversations"] == []


async def test_a_conversation_passes_to_an_operator_who_is_told(service: Any, mia: Any) -> None:
    visitor = await waiting(service)
    place = f"/api/conversations/{visitor.conversation_id}"
    before = (await mia.get("/api/desk/mentions")).json()["unseen"]
    await service.admin.post(f"{place}/claim")
    refused = await mia.post(f"{place}/transfer", json={"to": "operator", "id": mia.id})
    assert refused.status_code == 409

    response = await service.admin.post(f"{place}/transfer", json={"to": "operator", "id": mia.id})
    assert response.status_code == 200, response.text
    assert response.json()["conversation"]["operator"] == "Mia"
    assert (await mia.get("/api/desk/mentions")).json()["unseen"] == before + 1
    assert (await page_of(mia, visitor))["mine"] is True
    said = await mia.post(f"{place}/messages", json={"text": "I have it now.", "client_id": "1"})
    assert said.status_code == 202
    late = await service.admin.post(f"{place}/messages", json={"text": "Me too.", "client_id": "2"})
    assert (late.status_code, late.json()["error"]) == (409, "not_claimed")
    again = await mia.post(f"{place}/transfer", json={"to": "operator", "id": mia.id})
    assert again.status_code == 422
    kinds = [(entry["kind"], entry["details"]["operator"]) for entry in (await page_of(mia, visitor))["entries"]]
    assert kinds == [("claimed", None), ("transferred", "Mia")]


async def test_a_conversation_passes_to_a_group_and_waits_there(service: Any, mia: Any) -> None:
    visitor = await waiting(service)
    place = f"/api/conversations/{visitor.conversation_id}"
    database = service.resources.database
    async with database.write() as connection:
        await add_group(connection, database, "Returns", now())
        group = await find_group(connection, "Returns")
    await mia.post(f"{place}/claim")
    await mia.post(f"{place}/messages", json={"text": "One moment.", "client_id": "1"})
    response = await mia.post(f"{place}/transfer", json={"to": "group", "id": group})

    assert response.status_code == 200, response.text
    row = response.json()["conversation"]
    assert (row["state"], row["operator"]) == ("waiting", None)
    found = (await mia.get("/api/conversations", params={"group": group})).json()["conversations"]
    assert [one["id"] for one in found] == [visitor.conversation_id]
    assert found[0]["waiting_since"] is not None
    assert (await mia.post(f"{place}/transfer", json={"to": "group", "id": "nonsense"})).status_code == 422


async def test_the_agents_conversations_are_claimed_before_they_are_passed_on(service: Any, mia: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("How long may I return an item?")
    place = f"/api/conversations/{visitor.conversation_id}"
    refused = await service.admin.post(f"{place}/transfer", json={"to": "operator", "id": mia.id})
    assert (refused.status_code, refused.json()["error"]) == (409, "not_allowed")


async def test_how_it_ended_is_kept_and_it_can_be_opened_again(service: Any, mia: Any) -> None:
    visitor = await waiting(service)
    place = f"/api/conversations/{visitor.conversation_id}"
    await mia.post(f"{place}/claim")
    assert (await mia.post(f"{place}/close", json={"disposition": "nonsense"})).status_code == 422
    assert (await mia.post(f"{place}/close", json={"disposition": "solved"})).status_code == 200
    assert (await page_of(mia, visitor))["disposition"] == "solved"

    assert (await mia.post(f"{place}/reopen")).status_code == 200
    page = await page_of(mia, visitor)
    assert (page["conversation"]["state"], page["mine"], page["disposition"]) == ("human", True, None)
    assert (await mia.post(f"{place}/reopen")).status_code == 409
    assert (await mia.post(f"{place}/messages", json={"text": "Once more.", "client_id": "9"})).status_code == 202
    assert (await visitor.history())["messages"][-1]["text"] == "Once more."
    await mia.post(f"{place}/close")
    async with service.resources.database.read() as connection:
        entries = await list_entries(connection, visitor.conversation_id)
    assert [entry.kind for entry in entries] == ["claimed", "closed", "reopened", "closed"]


async def test_dispositions_are_put_in_force_by_who_manages(service: Any, mia: Any) -> None:
    page = (await mia.get("/api/desk/policy")).json()
    assert "solved" in {one["id"] for one in page["document"]["dispositions"]}
    change = {"document": {"dispositions": [{"id": "sold", "en": "Sold", "zh": "已成交"}]}, "based_on": page["number"]}
    assert (await mia.put("/api/desk/policy", json=change)).status_code == 403
    saved = await service.admin.put("/api/desk/policy", json=change)
    assert saved.status_code == 200, saved.text
    assert [one["id"] for one in saved.json()["document"]["dispositions"]] == ["sold"]
    twice = {"document": {"dispositions": change["document"]["dispositions"] * 2}, "based_on": page["number"] + 1}
    assert (await service.admin.put("/api/desk/policy", json=twice)).status_code == 422
    await service.admin.put("/api/desk/policy", json={"document": page["document"], "based_on": page["number"] + 1})


async def test_ready_replies_are_everybodys_or_ones_own(service: Any, mia: Any) -> None:
    place = "/api/canned-replies"
    hello = {"shortcut": "hello", "language": "en", "text": "Hello {customer}!"}
    assert (await mia.post(f"{place}/shared", json=hello)).status_code == 403
    made = await service.admin.post(f"{place}/shared", json=hello)
    assert made.status_code == 201, made.text
    own = await mia.post(place, json=hello | {"shortcut": "mine"})
    assert own.status_code == 201
    seen = {one["shortcut"]: one["own"] for one in (await mia.get(place)).json()["replies"]}
    assert (seen["hello"], seen["mine"]) == (False, True)
    assert "mine" not in {one["shortcut"] for one in (await service.admin.get(place)).json()["replies"]}

    wording = {"shortcut": "mine", "text": "您好，{customer}！", "language": "zh"}
    assert (await service.admin.put(f"{place}/{own.json()['id']}", json=wording)).status_code == 404
    assert (await service.admin.put(f"{place}/shared/{own.json()['id']}", json=wording)).status_code == 404
    assert (await mia.put(f"{place}/{own.json()['id']}", json=wording)).json()["text"] == "您好，{customer}！"
    assert (await mia.delete(f"{place}/{made.json()['id']}")).status_code == 404
    assert (await mia.delete(f"{place}/{own.json()['id']}")).status_code == 204
    assert (await service.admin.delete(f"{place}/shared/{made.json()['id']}")).status_code == 204
    assert (await mia.post(place, json=hello | {"shortcut": "a b"})).status_code == 422
