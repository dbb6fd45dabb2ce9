"""Alerts over HTTP: rules, findings, and what is refused."""

from typing import Any

import pytest

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

    assert (await service.admin.get("/api/alerts?state=cleared")).json() == {"alerts": []}
    nobody = f"/api/alerts/{'0' * 8}-0000-7000-8000-{'0' * 12}/ack"
    assert (await service.admin.post(nobody, json={})).status_code == 404
    assert (await service.admin.post("/api/alerts/test")).json() == {
        "configured": False,
        "sent": False,
        "failed": {},
    }
    assert (await service.http.get("/api/alerts")).status_code == 401
