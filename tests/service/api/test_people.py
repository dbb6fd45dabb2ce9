"""Operators join customers who are one person, see all that the person wrote, and part them again."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from service.roles import Role
from service.users.auth import Logins
from tests.service.api.conftest import PASSWORD

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def customer_of(service: Any, visitor: Any) -> str:
    page = (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).json()
    return str(page["conversation"]["customer"]["id"])


async def test_two_visitors_with_the_same_number_are_suggested_joined_listed_and_parted(service: Any) -> None:
    first, second = await service.visitor(), await service.visitor()
    await first.ask("Please call me back, my number is +49 151 2345 6789.")
    await second.ask("My number is +49 151 2345 6789, call me about a desk.")
    one, other = await customer_of(service, first), await customer_of(service, second)

    person = (await service.admin.get(f"/api/customers/{one}/person")).json()
    suggested = {found["customer_id"]: found["shared"] for found in person["suggestions"]}
    assert (len(person["identities"]), suggested[other]) == (1, ["phone"])

    person = (await service.admin.post(f"/api/customers/{one}/join", json={"customer_id": other})).json()
    assert [known["customer_id"] for known in person["identities"]] == [one, other]
    assert [(link["how"], link["by"]) for link in person["links"]] == [("operator", "admin@example.com")]
    assert other not in {found["customer_id"] for found in person["suggestions"]}

    listed = (await service.admin.get(f"/api/customers/{other}/conversations", params={"limit": 1})).json()
    rest = await service.admin.get(f"/api/customers/{other}/conversations", params={"cursor": listed["next"]})
    ids = [row["id"] for row in listed["conversations"] + rest.json()["conversations"]]
    assert ids == [second.conversation_id, first.conversation_id]

    person = (await service.admin.post(f"/api/customers/{other}/part")).json()
    assert [known["customer_id"] for known in person["identities"]] == [other]


async def test_all_that_a_person_told_is_deleted_as_whomever_they_told_it(service: Any) -> None:
    first, second = await service.visitor(), await service.visitor()
    await first.ask("My name is Zed Quokka.")
    await second.ask("I am Zed, where is order TW-10023?")
    one, other = await customer_of(service, first), await customer_of(service, second)
    await service.admin.post(f"/api/customers/{one}/join", json={"customer_id": other})
    found = (await service.admin.get(f"/api/customers/{other}/candidates", params={"query": "quokka"})).json()
    assert found["customers"] == []

    assert (await service.admin.delete(f"/api/customers/{other}/data")).json()["conversations"] == 2

    assert (await first.history())["messages"] == []


async def test_a_customers_tags_are_those_of_the_person_and_narrow_the_inbox(service: Any) -> None:
    first, second, third = [await service.visitor() for _ in range(3)]
    for visitor in (first, second, third):
        await visitor.ask("How long may I return an item?")
    one, other = await customer_of(service, first), await customer_of(service, second)

    put = await service.admin.put(f"/api/customers/{one}/tags", json={"tags": [" vip ", "wholesale", "vip"]})
    assert put.json()["tags"] == ["vip", "wholesale"]
    await service.admin.post(f"/api/customers/{one}/join", json={"customer_id": other})
    assert (await service.admin.get(f"/api/customers/{other}/tags")).json()["tags"] == ["vip", "wholesale"]
    changed = await service.admin.put(f"/api/customers/{other}/tags", json={"tags": ["vip", "late payer"]})
    assert changed.json()["tags"] == ["late payer", "vip"]
    await service.admin.post(f"/api/customers/{one}/part")
    assert (await service.admin.get(f"/api/customers/{one}/tags")).json()["tags"] == ["vip"]

    found = (await service.admin.get("/api/conversations", params={"tag": "late payer"})).json()["conversations"]
    assert [row["id"] for row in found] == [second.conversation_id]
    assert {"vip", "late payer"} <= set((await service.admin.get("/api/customers/tags")).json()["tags"])
    assert "late payer" in (await service.admin.get("/api/conversations/options")).json()["tags"]

    long = await service.admin.put(f"/api/customers/{one}/tags", json={"tags": ["x" * 41]})
    assert long.status_code == 422
    assert (await service.admin.put(f"/api/customers/{uuid4()}/tags", json={"tags": []})).status_code == 404
    await service.admin.delete(f"/api/customers/{one}/data")
    assert (await service.admin.get(f"/api/customers/{one}/tags")).json()["tags"] == []


async def test_who_may_only_look_joins_nobody_and_logs_out(service: Any) -> None:
    customer = await customer_of(service, await service.visitor())
    email = f"reader-{uuid4().hex}@example.com"
    assert await Logins(service.resources.database).add(email, "Mo", PASSWORD, Role.READER)
    async with httpx.AsyncClient(base_url=service.url) as http:
        assert (await http.post("/api/auth/login", json={"email": email, "password": PASSWORD})).status_code == 200
        assert (await http.get(f"/api/customers/{customer}/person")).status_code == 200
        refused = await http.post(f"/api/customers/{customer}/join", json={"customer_id": customer})
        assert (refused.status_code, refused.json()["error"]) == (403, "forbidden")
        assert (await http.post("/api/auth/logout")).status_code == 204
        assert (await http.get(f"/api/customers/{customer}/person")).status_code == 401


@pytest.mark.parametrize("path", ["person", "conversations", "candidates?query=ab"])
async def test_who_is_not_logged_in_sees_nobody(service: Any, path: str) -> None:
    visitor = await service.visitor()
    customer = await customer_of(service, visitor)
    answer = await visitor.http.get(f"/api/customers/{customer}/{path}", headers=visitor.headers)
    assert answer.status_code == 401
