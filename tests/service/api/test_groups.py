"""Groups with their routing, the team and one's own presence, over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import update

from service.storage.tables import handoffs
from tests.service.api.people import person

pytestmark = pytest.mark.asyncio(loop_scope="session")

NIA = "nia@example.com"
ROUTING = {"skills": ["returns"], "languages": ["en"], "strategy": "least_busy", "capacity": 2, "claim_within_s": 600}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def nia(service: Any) -> AsyncIterator[Any]:
    """An operator."""
    async with person(service, NIA, "Nia") as http:
        yield http


async def group(service: Any, name: str, members: tuple[str, ...] = (), **routing: Any) -> dict[str, Any]:
    made = await service.admin.post("/api/groups", json={"name": name})
    assert made.status_code == 201, made.text
    if members or routing:
        changed = await put(service, made.json(), members=list(members), routing=routing)
        assert changed.status_code == 200, changed.text
    return dict(made.json())


async def put(service: Any, own: dict[str, Any], **changes: Any) -> httpx.Response:
    number = (await service.admin.get("/api/groups")).json()["number"]
    body = {"name": own["name"], "members": [], "routing": {}, "based_on": number} | changes
    response: httpx.Response = await service.admin.put(f"/api/groups/{own['id']}", json=body)
    return response


async def shown(service: Any, own: dict[str, Any]) -> dict[str, Any]:
    groups = (await service.admin.get("/api/groups")).json()["groups"]
    return dict(next(one for one in groups if one["id"] == own["id"]))


async def test_a_group_is_made_changed_as_a_whole_and_removed_where_nothing_rests_on_it(service: Any, nia: Any) -> None:
    assert (await nia.post("/api/groups", json={"name": "Mine"})).status_code == 403
    slow, fast = await group(service, "Slow"), await group(service, "Fast")
    again = await service.admin.post("/api/groups", json={"name": " Slow "})
    assert (again.status_code, again.json()["error"]) == (422, "invalid_request")

    limit = ROUTING | {"response_limit_s": 60, "overflow_to": fast["id"]}
    changed = await put(service, slow, name="Slower", members=[nia.id], routing=limit)
    assert changed.status_code == 200, changed.text
    one = next(one for one in changed.json()["groups"] if one["id"] == slow["id"])
    assert (one["name"], [member["name"] for member in one["members"]], one["open"]) == ("Slower", ["Nia"], True)
    assert one["routing"] == ROUTING | {
        "catch_all": False,
        "hours": None,
        "response_limit_s": 60,
        "window_minutes": 60,
        "min_responses": 5,
        "overflow_to": fast["id"],
    }
    assert one["response"] == {"p90_s": None, "n": 0, "over": False}

    stale = await put(service, slow, routing={}, based_on=0)
    assert (stale.status_code, stale.json()["error"]) == (409, "not_allowed")
    refused = [
        ({"routing": {"capacity": 0}}, "capacity"),
        ({"routing": {"hours": {"enabled": True, "weekdays": {"monday": ["9-5"]}}}}, "hours.weekdays.monday"),
        ({"routing": {"response_limit_s": 60, "overflow_to": slow["id"]}}, "overflow_to"),
        ({"routing": {"response_limit_s": 60, "overflow_to": "nobody"}}, "overflow_to"),
        ({"routing": {"response_limit_s": 60}}, "overflow_to"),
        ({"routing": {"colour": "red"}}, "colour"),
    ]
    for changes, field in refused:
        response = await put(service, fast, **changes)
        assert (response.status_code, response.json()["error"]) == (422, "invalid_policy"), response.text
        assert response.json()["fields"][0]["field"].startswith(field)
    stranger = await put(service, fast, members=["00000000-0000-0000-0000-000000000000"])
    assert (stranger.status_code, stranger.json()["error"]) == (422, "invalid_request")

    assert (await service.admin.delete(f"/api/groups/{fast['id']}")).status_code == 409  # the slow one needs it
    assert (await put(service, slow, members=[nia.id])).status_code == 200
    assert (await service.admin.delete(f"/api/groups/{fast['id']}")).status_code == 204
    assert (await put(service, fast)).status_code == 404
    assert (await put(service, slow, members=[])).status_code == 200
    worked = await service.admin.delete(f"/api/groups/{slow['id']}")
    assert worked.status_code == 409
    assert "rates tell of it" in worked.json()["detail"]
    assert (await shown(service, slow))["used"] is True
    away = f"/api/groups/{slow['id']}/archived"
    assert (await nia.put(away, json={"archived": True})).status_code == 403
    left = (await service.admin.put(away, json={"archived": True})).json()["groups"]
    assert slow["id"] not in {one["id"] for one in left}
    archived = (await service.admin.get("/api/groups", params={"archived": True})).json()["groups"]
    assert [(one["id"], one["archived_at"] is None) for one in archived] == [(slow["id"], False)]
    assert "Slow" not in (await nia.get("/api/colleagues")).json()["groups"]
    assert slow["id"] not in {one["id"] for one in (await nia.get("/api/conversations/options")).json()["groups"]}
    assert (await put(service, slow)).status_code == 409
    taken = await service.admin.post("/api/groups", json={"name": "Slow"})
    assert (taken.status_code, "archived" in taken.json()["detail"]) == (422, True)
    back = (await service.admin.put(away, json={"archived": False})).json()["groups"]
    assert slow["id"] in {one["id"] for one in back}
    assert (await service.admin.put(away, json={"archived": True})).status_code == 200
    assert (await service.admin.put("/api/groups/none/archived", json={"archived": True})).status_code == 404


async def test_who_is_there_gets_what_waits_and_hears_of_it(
    service: Any, nia: Any, listen: Any, stream_until: Any
) -> None:
    own = await group(service, "Returns and more", (nia.id,), **ROUTING | {"catch_all": True, "skills": []})
    assert (await nia.get("/api/desk/presence")).json()["presence"] == "offline"  # no console is open
    async with listen(nia, "/api/events") as events:
        visitor = await service.visitor()
        await visitor.ask("I want to talk to a human please")
        heard = await stream_until(events, lambda name, _: name == "assigned")
        assert heard[-1][1] == {"id": visitor.conversation_id}
        page = (await nia.get(f"/api/conversations/{visitor.conversation_id}")).json()
        assert (page["mine"], page["conversation"]["operator"]) == (True, "Nia")
        assert page["conversation"]["answer_by"] is not None
        assert [(one["kind"], one["by"], one["details"]["operator"]) for one in page["entries"]] == [
            ("assigned", None, "Nia")
        ]
        presence = (await nia.get("/api/desk/presence")).json()
        assert presence == {"presence": "online", "chosen": "online", "conversations": 1, "capacity": 2}
        assert (await shown(service, own))["online"] == 1
        assert (await nia.get("/api/desk/mentions")).json()["unseen"] == 1

        said = {"text": "Hello, this is Nia.", "client_id": "1"}
        await nia.post(f"/api/conversations/{visitor.conversation_id}/messages", json=said)
        rows = (await nia.get("/api/conversations", params={"state": "mine"})).json()["conversations"]
        assert [row["answer_by"] for row in rows if row["id"] == visitor.conversation_id] == [None]

        await nia.put("/api/desk/presence", json={"presence": "away"})
        other = await service.visitor()
        await other.ask("I want to talk to a human please")
        assert (await other.history())["state"] == "waiting"
        assert (await shown(service, own))["waiting"] == 1
        terms = {"capacity": 1, "skills": ["returns"], "languages": ["en"]}
        changed = (await service.admin.put(f"/api/colleagues/{nia.id}", json=terms)).json()
        assert (changed["own_capacity"], changed["capacity"], changed["chosen"]) == (1, 1, "away")
        assert (await nia.put(f"/api/colleagues/{nia.id}", json=terms)).status_code == 403
        assert (await service.admin.put(f"/api/colleagues/{nia.id}", json={"capacity": 51})).status_code == 422
        await nia.put("/api/desk/presence", json={"presence": "online"})
        assert (await other.history())["state"] == "waiting"  # she has as many as she may
        await nia.post(f"/api/conversations/{visitor.conversation_id}/close")
        heard = await stream_until(events, lambda name, _: name == "assigned")
        assert [data for name, data in heard if name == "assigned"] == [{"id": other.conversation_id}]
    await put(service, own, members=[])


async def test_who_waits_out_of_hours_reads_when_somebody_is_there_and_leaves_a_way_to_be_reached(
    service: Any, listen: Any, stream_until: Any
) -> None:
    own = await group(service, "Sometimes", catch_all=True)
    visitor = await service.visitor()
    await visitor.ask("I want to talk to a human please")
    said = await visitor.history()
    assert (said["position"], said["opens_at"]) == (1, None)

    shut = {"enabled": True, "time_zone": "UTC", "weekdays": {}, "holidays": []}
    in_two_days = datetime.now(UTC) + timedelta(days=2)
    shut["weekdays"] = {in_two_days.strftime("%A").lower(): ["09:00-18:00"]}
    shut["working_days"] = [{"date": str((in_two_days - timedelta(days=3)).date()), "hours": ["00:00-24:00"]}]
    handed_over = datetime.now(UTC) - timedelta(days=1)
    async with service.resources.database.write() as connection:  # a day ago, while the group was open
        theirs = handoffs.c.conversation_id == visitor.conversation_id
        await connection.execute(update(handoffs).where(theirs).values(at=handed_over))
    assert (await put(service, own, routing={"catch_all": True, "hours": shut})).status_code == 200
    opens = f"{in_two_days:%Y-%m-%d}T09:00:00"
    async with listen(service.http, "/api/widget/stream", **visitor.headers) as events:
        heard = await stream_until(events, lambda name, data: name == "state" and data["opens_at"])
        assert heard[-1][1]["position"] is None
        assert heard[-1][1]["opens_at"].startswith(opens)
        await service.resources.care.room.look_after()
        await stream_until(events, lambda name, data: name == "message" and "phone number or e-mail" in data["text"])
    again = await service.visitor(token=visitor.session["token"])
    assert (again.session["position"], again.session["opens_at"][:19]) == (None, opens)

    reply = (await visitor.ask("13812345678, tomorrow at ten"))["replies"][0]["text"]
    assert "noted" in reply
    page = (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).json()
    assert page["conversation"]["state"] == "waiting"
    assert "13812345678" in str(page["handoffs"]) + str(page.get("leads"))
    assert (await put(service, own)).status_code == 200
