"""Integrations by HTTP: added, told by the running service, logged, replayed; for admins only."""

from typing import Any
from uuid import uuid4

import orjson
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


async def test_a_mapping_is_looked_at_with_a_real_lead_before_it_is_saved(service: Any) -> None:
    admin, visitor = service.admin, await service.visitor()
    mail = f"{uuid4().hex}@example.com"
    await visitor.ask(f"My name is Ada Lovelace, write to me at {mail}")
    (lead,) = (await admin.get("/api/leads", params={"q": mail})).json()["leads"]
    crm = {"url": "https://crm.example.com/leads", "body": '{"id": {{ lead.id | tojson }}}'}
    crm |= {"headers": {"authorization": "Bearer {{ secrets.token }}"}, "secrets": {"token": "hush-hush"}}
    made = await admin.post(
        "/api/integrations", json={"kind": "crm", "name": "CRM", "config": crm, "events": ["lead.created"]}
    )
    one = made.json()["integration"]["id"]
    body = '{"mail": {{ lead.contact.email | tojson }}, "name": {{ lead.name | tojson }}}'

    async def preview(**draft: Any) -> Any:
        return await admin.post("/api/integrations/preview", json=draft)

    shown = await preview(id=one, config={"body": body}, lead=lead["id"])
    assert orjson.loads(shown.json()["body"]) == {"mail": mail, "name": "Ada Lovelace"}
    assert (shown.json()["place"], shown.json()["headers"]) == ("https://crm.example.com", ["authorization"])
    assert "hush-hush" not in shown.text
    example = await preview(config={"url": "https://crm.example.com", "body": body})
    assert orjson.loads(example.json()["body"])["mail"] == "person@example.com"
    missing = await preview(id=one, config={"body": '{"qq": {{ lead.contact.qq | tojson }}}'}, lead=lead["id"])
    assert (missing.status_code, "qq" in missing.json()["detail"]) == (422, True)
    no_json = await preview(id=one, config={"body": '{"name": {{ lead.name }}}'}, lead=lead["id"])
    assert "no JSON" in no_json.json()["detail"]
    assert (await preview(id=one, config={"body": body}, lead="nobody")).status_code == 404

    wanted = {"name": "CRM", "events": ["lead.created"], "config": {"body": body}}
    saved = await admin.put(f"/api/integrations/{one}", json=wanted)
    assert (saved.json()["config"]["body"], saved.json()["config"]["secrets"]) == (body, ["token"])
