"""Alerts over HTTP: rules, findings, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.storage.alerts.alerts import NewAlert, fire

pytestmark = pytest.mark.asyncio(loop_scope="session")

RULE = {"id": "mine", "kind": "rate", "rate": "transfer", "above": 0.999}


async def test_rules_are_put_in_force_and_looked_at(service: Any) -> None:
    started = (await service.admin.get("/api/alerts/rules")).json()
    assert "first_response" in started["yaml"]

    changed = {"document": {"rules": [RULE]}, "based_on": started["number"]}
    page = await service.admin.put("/api/alerts/rules", json=changed)
    assert (page.status_code, page.json()["by"]) == (200, "admin@example.com")
    assert page.json()["document"]["rules"] == [RULE]
    assert (await service.admin.put("/api/alerts/rules", json=changed)).status_code == 409
    (found,) = (await service.admin.get("/api/alerts/findings")).json()["findings"]
    assert (found["rule"], found["rate"]) == ("mine", "transfer")

    wrong = {"yaml": "rules: [{id: mine, kind: moon}]", "based_on": page.json()["number"]}
    refused = await service.admin.put("/api/alerts/rules", json=wrong)
    assert (refused.status_code, refused.json()["error"]) == (422, "invalid_rules")
    former = (await service.admin.get("/api/alerts/rules/history")).json()["policies"]
    assert former[0]["document"]["rules"][0]["id"] == "mine"

    assert (await service.admin.get("/api/alerts?state=cleared")).json() == {"alerts": [], "next": None}
    nobody = f"/api/alerts/{'0' * 8}-0000-7000-8000-{'0' * 12}/ack"
    assert (await service.admin.post(nobody, json={})).status_code == 404
    assert (await service.admin.post("/api/alerts/test")).json() == {
        "configured": False,
        "sent": False,
        "failed": {},
    }
    assert (await service.http.get("/api/alerts")).status_code == 401


async def raised(service: Any, rule: str, at: datetime, kind: Any = "rate") -> str:
    database = service.resources.database
    alert = NewAlert(key=f"{rule}:{at}", rule=rule, kind=kind, title=rule, severity="major", reason="too many")
    async with database.write() as connection:
        alert_id: str | None = await fire(connection, database, alert, at)
    assert alert_id
    return alert_id


async def test_alerts_are_read_page_by_page_and_judged(service: Any) -> None:
    at = datetime.now(UTC)
    ids = [await raised(service, "paged", at - timedelta(hours=hour)) for hour in range(3)]
    first = (await service.admin.get("/api/alerts", params={"rule": "paged", "limit": 2})).json()
    rest = (await service.admin.get("/api/alerts", params={"rule": "paged", "cursor": first["next"]})).json()
    assert [one["id"] for one in first["alerts"] + rest["alerts"]] == ids
    assert rest["next"] is None
    assert (await service.admin.get("/api/alerts", params={"cursor": "nothing"})).status_code == 404

    judged = await service.admin.post(f"/api/alerts/{ids[0]}/verdict", json={"verdict": "wrong"})
    assert (judged.json()["verdict"], judged.json()["verdict_by"]) == ("wrong", "admin@example.com")
    page = (await service.admin.get(f"/api/alerts/{ids[1]}")).json()
    assert page["record"] == {"right": 0, "wrong": 1, "unsaid": 2}
    back = await service.admin.post(f"/api/alerts/{ids[0]}/verdict", json={"verdict": None})
    assert (back.json()["verdict"], back.json()["verdict_by"]) == (None, None)
    assert (await service.admin.post(f"/api/alerts/{ids[0]}/verdict", json={"verdict": "maybe"})).status_code == 422


async def test_an_alert_shows_how_its_rate_went(service: Any) -> None:
    await (await service.visitor()).ask("I want a human")
    rules = (await service.admin.get("/api/alerts/rules")).json()
    watched = {"id": "drawn", "kind": "rate", "rate": "first_response", "over": 0.000001, "above": 0.1, "window_h": 1}
    body = {"document": {"rules": [watched]}, "based_on": rules["number"]}
    assert (await service.admin.put("/api/alerts/rules", json=body)).status_code == 200
    page = (await service.admin.get(f"/api/alerts/{await raised(service, 'drawn', datetime.now(UTC))}")).json()
    assert page["rule"]["rate"] == "first_response"
    assert sum(point["n"] for point in page["points"]) >= 1
    assert {point["value"] for point in page["points"] if point["n"]} == {1.0}
    gone = (await service.admin.get(f"/api/alerts/{await raised(service, 'no_more', datetime.now(UTC))}")).json()
    assert (gone["rule"], gone["points"]) == (None, [])
