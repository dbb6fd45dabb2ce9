"""Integrations by HTTP: added, told by the running service, logged, replayed; for admins only."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_happens_is_told_logged_and_replayed(service: Any) -> None:
    admin = service.admin
    wanted = {"kind": "webhook", "name": "Shop", "config": {"url": "https://127.0.0.1/hooks"}}
    made = await admin.post("/api/integrations", json=wanted | {"events": ["conversation.opened"]})
    assert made.status_code == 201, made.text
    one = made.json()["integration"]
    assert made.json()["secret"].startswith("whsec_")
    assert "secret" not in (await admin.get("/api/integrations")).text.replace("secrets", "")
    assert one["place"] == "https://127.0.0.1"
    refused = await admin.post(f"/api/integrations/{one['id']}/test", json={})
    assert refused.json()["taken"] is False
    assert "public internet" in refused.json()["error"]
    renewed = await admin.post(f"/api/integrations/{one['id']}/secret")
    assert renewed.json()["secret"] != made.json()["secret"]
    changed = {"name": "Shop 2", "events": ["lead.created"], "active": False}
    assert (await admin.put(f"/api/integrations/{one['id']}", json=changed)).json()["active"] is False
    assert (await admin.get("/api/integrations/deliveries")).json() == {"deliveries": []}
    since = {"since": "2026-03-01T00:00:00Z"}
    assert (await admin.post(f"/api/integrations/{one['id']}/replay", json=since)).json() == {"deliveries": 0}
    assert (await admin.delete(f"/api/integrations/{one['id']}")).status_code == 204
    assert (await admin.post(f"/api/integrations/{one['id']}/test", json={})).status_code == 404
