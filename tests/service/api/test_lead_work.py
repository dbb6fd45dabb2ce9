"""Leads are given to operators, tagged, merged and counted on their way; what advertising cost is entered."""

from typing import Any
from uuid import uuid4

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


def address() -> str:
    return f"{uuid4().hex}@example.com"


async def lead_of(service: Any, text: str, **filters: Any) -> list[dict[str, Any]]:
    response = await service.admin.get("/api/leads", params={"q": text, **filters})
    assert response.status_code == 200, response.text
    leads: list[dict[str, Any]] = response.json()["leads"]
    return leads


async def left(service: Any, mail: str) -> dict[str, Any]:
    """A lead that somebody has just left."""
    await (await service.visitor()).ask(f"write to me at {mail}")
    (lead,) = await lead_of(service, mail)
    return lead


async def test_a_lead_is_given_to_who_answers_customers_and_found_by_whose_it_is(service: Any) -> None:
    mail = address()
    lead = await left(service, mail)
    assert (lead["operator"], lead["tags"]) == (None, [])
    assert await lead_of(service, mail, operator="nobody")
    colleagues = (await service.admin.get("/api/colleagues")).json()["colleagues"]
    assert "admin@example.com" in [one["email"] for one in colleagues]

    given = await service.admin.put(f"/api/leads/{lead['id']}/operator", json={"operator": "Admin@example.com"})

    assert given.status_code == 200, given.text
    assert given.json()["operator"] == "admin@example.com"
    assert [len(await lead_of(service, mail, operator=who)) for who in ("me", "admin@example.com")] == [1, 1]
    assert [len(await lead_of(service, mail, operator=who)) for who in ("nobody", "eve@example.com")] == [0, 0]
    wrong = await service.admin.put(f"/api/leads/{lead['id']}/operator", json={"operator": "eve@example.com"})
    assert (wrong.status_code, "choose one of the list" in wrong.json()["detail"]) == (422, True)
    await service.admin.put(f"/api/leads/{lead['id']}/operator", json={"operator": None})
    assert await lead_of(service, mail, operator="nobody")
    gone = await service.admin.put(f"/api/leads/{uuid4()}/operator", json={"operator": None})
    assert gone.status_code == 404


async def test_a_lead_is_tagged_and_found_by_its_tag(service: Any) -> None:
    mail, tag = address(), f"trade-{uuid4().hex[:8]}"
    lead = await left(service, mail)

    tagged = await service.admin.put(f"/api/leads/{lead['id']}/tags", json={"tags": [tag, "<b>展会</b>", tag]})

    assert tagged.status_code == 200, tagged.text
    assert tagged.json()["tags"] == ["<b>展会</b>", tag]
    assert tag in (await service.admin.get("/api/leads/tags")).json()["tags"]
    assert [one["id"] for one in await lead_of(service, mail, tag=tag)] == [lead["id"]]
    assert await lead_of(service, mail, tag="other") == []
    for tags in ([""], ["x" * 41], ["x"] * 21):
        assert (await service.admin.put(f"/api/leads/{lead['id']}/tags", json={"tags": tags})).status_code == 422
    assert (await service.admin.put(f"/api/leads/{uuid4()}/tags", json={"tags": []})).status_code == 404


async def test_two_leads_of_one_person_are_merged_by_hand_with_their_tags_and_parted_again(service: Any) -> None:
    mails = (address(), address())
    one, other = [await left(service, mail) for mail in mails]
    for lead, tag in ((one, "a"), (other, "b")):
        await service.admin.put(f"/api/leads/{lead['id']}/tags", json={"tags": [tag]})

    joined = await service.admin.post(
        f"/api/customers/{one['customer_id']}/join", json={"customer_id": other["customer_id"]}
    )

    assert joined.status_code == 200, joined.text
    (first,), (second,) = [await lead_of(service, mail) for mail in mails]
    assert first["id"] == second["id"]
    assert (len(first["conversations"]), first["tags"]) == (2, ["a", "b"])
    await service.admin.post(f"/api/customers/{one['customer_id']}/part")
    (first,), (second,) = [await lead_of(service, mail) for mail in mails]
    assert first["id"] != second["id"]
    assert [len(lead["conversations"]) for lead in (first, second)] == [1, 1]


async def test_the_funnel_counts_conversations_and_then_people_by_how_far_they_came(service: Any) -> None:
    async def widget() -> dict[str, int]:
        found = (await service.admin.get("/api/leads/funnel", params={"channel": "widget"})).json()["funnels"]
        return dict(found[0]) if found else {}

    before = await widget()
    mail = address()
    lead = await left(service, mail)
    await (await service.visitor()).ask(f"it is me again, {mail}")
    for stage in ("qualified", "lost"):
        await service.admin.put(f"/api/leads/{lead['id']}/stage", json={"stage": stage})
    after = await widget()

    grown = {name: after[name] - before.get(name, 0) for name in after if name != "channel"}
    assert grown == {
        "opened": 2,
        "asked": 0,
        "left": 2,
        "people": 1,
        "complete": 0,
        "contacted": 1,
        "qualified": 1,
        "won": 0,
        "lost": 1,
    }
    later = await service.admin.get("/api/leads/funnel", params={"since": "2100-01-01"})
    assert later.json() == {"funnels": []}


async def test_what_a_day_cost_is_entered_listed_and_put_right(service: Any) -> None:
    entry = {"channel": "widget", "day": "2031-03-01", "amount": "1,250.50", "currency": "cny"}
    entered = await service.admin.post("/api/spend", json=entry)
    assert entered.status_code == 201, entered.text
    await service.admin.post("/api/spend", json={**entry, "amount": "7"})

    days = {"since": "2031-03-01", "until": "2031-03-02"}
    (listed,) = (await service.admin.get("/api/spend", params=days)).json()["entries"]

    assert (listed["amount"], listed["currency"], listed["account"], listed["clicks"]) == ("7", "CNY", None, None)
    for change in ({"amount": "1.250,50"}, {"day": "1.3.2031"}, {"channel": "fax"}, {"account": "Nobody's"}):
        wrong = await service.admin.post("/api/spend", json={**entry, **change})
        assert wrong.status_code == 422, change


async def test_a_file_of_what_was_spent_is_imported_line_by_line_in_any_encoding(service: Any) -> None:
    lines = "日期,渠道,账号,金额,币种\n2031-04-01,widget,,12.5,CNY\n2031-04-02,传真,,1,CNY\n"
    sent = await service.admin.post(
        "/api/spend/import", content=lines.encode("gb18030"), headers={"content-type": "text/csv"}
    )

    assert sent.status_code == 200, sent.text
    assert (sent.json()["stored"], sent.json()["bad_lines"]) == (1, 1)
    assert sent.json()["bad"][0]["number"] == 3
    nothing = await service.admin.post("/api/spend/import", content=b"PK\x00\x03", headers={"content-type": "text/csv"})
    assert nothing.status_code == 422
    header = await service.admin.post("/api/spend/import", content=b"a,b\n", headers={"content-type": "text/csv"})
    assert (header.status_code, "lacks day" in header.json()["detail"]) == (422, True)
