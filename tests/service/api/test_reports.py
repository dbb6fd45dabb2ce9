"""Reports over HTTP: kept, seen by whom they are for, exported, sent, and what is refused."""

import csv
import io
from typing import Any

import httpx
import pytest

from service.roles import Role
from service.users.auth import Logins

pytestmark = pytest.mark.asyncio(loop_scope="session")

PASSWORD = "correct horse battery staple"
CONTENT = {"rates": ["transfer", "opened"], "by": ["channel"], "period": "all"}


async def as_user(service: Any, email: str, role: Role) -> httpx.AsyncClient:
    logins = Logins(service.resources.database)
    await logins.add(email, email, PASSWORD, role)
    token = (await logins.log_in(email, PASSWORD)).token
    return httpx.AsyncClient(base_url=service.url, headers={"Authorization": f"Bearer {token}"}, timeout=30)


async def made(service: Any, **changes: Any) -> dict[str, Any]:
    response = await service.admin.post("/api/reports", json={"name": "Mine", "content": CONTENT} | changes)
    assert response.status_code == 201, response.text
    report: dict[str, Any] = response.json()
    return report


async def test_a_report_shows_and_exports_the_same_numbers_as_the_rates(service: Any) -> None:
    await (await service.visitor()).ask("I want a human")
    report = await made(service)
    shown = (await service.admin.get(f"/api/reports/{report['id']}")).json()
    rates = (await service.admin.get("/api/kpis", params={"by": "channel"})).json()
    assert [one["kpis"]["transfer"] for one in shown["groups"]] == [one["kpis"]["transfer"] for one in rates["groups"]]
    file = await service.admin.get(f"/api/reports/{report['id']}/export")
    rows = {row["channel"]: row for row in csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))}
    widget = next(one["kpis"] for one in rates["groups"] if one["key"]["channel"] == "widget")
    assert float(rows["widget"]["transfer"]) == widget["transfer"]["value"]
    assert (int(rows["widget"]["transfer.n"]), int(rows["widget"]["opened"])) == (
        widget["transfer"]["n"],
        widget["opened"],
    )


async def test_who_sees_and_who_changes_a_report(service: Any) -> None:
    private, shared = await made(service), await made(service, shared=True)
    reader = await as_user(service, "reader@reports.example", Role.READER)
    manager = await as_user(service, "manager@reports.example", Role.QUALITY)
    async with reader, manager:
        for one in (reader, manager):
            seen = {report["id"] for report in (await one.get("/api/reports")).json()["reports"]}
            assert shared["id"] in seen
            assert private["id"] not in seen
            assert (await one.get(f"/api/reports/{private['id']}")).status_code == 404
        body = {"name": "Ours", "content": CONTENT, "shared": True}
        assert (await reader.put(f"/api/reports/{shared['id']}", json=body)).status_code == 403
        assert (await manager.put(f"/api/reports/{private['id']}", json=body)).status_code == 404
        changed = (await manager.put(f"/api/reports/{shared['id']}", json=body)).json()
        assert (changed["name"], changed["mine"], changed["owner"]) == ("Ours", False, "admin@example.com")
        assert (await manager.delete(f"/api/reports/{shared['id']}")).status_code == 204
        assert (await service.admin.get(f"/api/reports/{shared['id']}")).status_code == 404


async def test_a_report_is_sent_now_and_the_log_says_so(service: Any) -> None:
    hook = {"kind": "webhook", "name": "Hook", "events": ["report.ready"], "config": {"url": "https://x.invalid/in"}}
    integration = (await service.admin.post("/api/integrations", json=hook)).json()["integration"]
    receivers = (await service.admin.get("/api/reports")).json()["receivers"]
    assert integration["id"] in {one["id"] for one in receivers}
    schedule = {"every": "week", "weekday": 0, "at": "09:00", "zone": "Asia/Shanghai", "to": [integration["id"]]}
    report = await made(service, schedule=schedule)
    assert report["next_at"].endswith("T01:00:00Z")
    assert (await service.admin.post(f"/api/reports/{report['id']}/send")).json() == {"to": 1}
    (sent,) = (await service.admin.get(f"/api/reports/{report['id']}/sent")).json()["sent"]
    assert sent["integration_id"] == integration["id"]
    await service.admin.delete(f"/api/integrations/{integration['id']}")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"name": "x" * 101},
        {"content": CONTENT | {"rates": ["beauty"]}},
        {"content": CONTENT | {"by": ["weather"]}},
        {"content": CONTENT | {"zone": "../../etc/passwd"}},
        {"schedule": {"every": "day", "at": "25:00", "zone": "UTC", "to": ["x"]}},
        {"schedule": {"every": "day", "at": "09:00", "zone": "UTC", "to": ["00000000-0000-7000-8000-000000000000"]}},
        {"schedule": {"every": "day", "at": "09:00", "zone": "UTC", "to": []}},
    ],
)
async def test_what_is_no_report_is_refused(service: Any, changes: dict[str, Any]) -> None:
    response = await service.admin.post("/api/reports", json={"name": "Mine", "content": CONTENT} | changes)
    assert response.status_code == 422, response.text


async def test_a_report_without_receivers_is_not_sent(service: Any) -> None:
    report = await made(service)
    assert (await service.admin.post(f"/api/reports/{report['id']}/send")).status_code == 422
