"""Leads over HTTP: asked for by policy, one for each person, moved on, exported; nobody's data for anybody else."""

import csv
import io
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

pytestmark = [pytest.mark.own_service, pytest.mark.asyncio(loop_scope="session")]
QUESTION = "How long may I return an item?"


@pytest_asyncio.fixture(loop_scope="session")
async def policy(service: Any) -> AsyncIterator[dict[str, Any]]:
    """The lead policy in force, which is so again after the test."""
    before = (await service.admin.get("/api/leads/policy")).json()["document"]
    yield before
    await put(service, before)


async def put(service: Any, document: dict[str, Any], **changes: Any) -> Any:
    number = (await service.admin.get("/api/leads/policy")).json()["number"]
    return await service.admin.put("/api/leads/policy", json={"document": document | changes, "based_on": number})


def reply(answered: dict[str, Any]) -> str:
    return str(answered["replies"][-1]["text"])


def address() -> str:
    return f"{uuid4().hex}@example.com"


async def found(service: Any, text: str) -> dict[str, Any]:
    response = await service.admin.get("/api/leads", params={"q": text})
    assert response.status_code == 200, response.text
    page: dict[str, Any] = response.json()
    return page


async def test_a_saved_policy_asks_from_the_next_turn_on_and_a_no_is_final(
    service: Any, policy: dict[str, Any]
) -> None:
    visitor = await service.visitor()
    assert "would you like" not in reply(await visitor.ask(QUESTION))

    everywhere = policy["when"] | {"intents": [], "never": [], "times": 3, "apart": 1}
    words = {"purpose": {"en": "To send you a return label", "zh": ""}}
    saved = await put(service, policy, when=everywhere, fields=["email"], words=words)

    assert saved.status_code == 200, saved.text
    asked = reply(await visitor.ask(QUESTION))
    assert asked.endswith("To send you a return label, would you like to leave your e-mail address?")
    assert "need not leave anything" in reply(await visitor.ask("No thanks"))
    assert "would you like" not in reply(await visitor.ask("Do you ship to France?"))
    other, mail = await service.visitor(), address()
    await other.ask(QUESTION)
    await other.ask(mail)
    (lead,) = (await found(service, mail))["leads"]
    consent = lead["fields"][0]["consent"]
    assert (consent["basis"], consent["purpose"]) == ("asked", asked.rpartition("\n")[2])
    history = (await service.admin.get("/api/leads/policy/history")).json()["policies"]
    assert (history[0]["number"], history[0]["by"]) == (saved.json()["number"], "admin@example.com")


async def test_what_is_wrong_with_a_policy_is_told_by_its_field(service: Any, policy: dict[str, Any]) -> None:
    response = await put(service, policy, fields=["fax"], when=policy["when"] | {"times": 99})
    assert (response.status_code, response.json()["error"]) == (422, "invalid_policy")
    assert {(one["field"], one["code"]) for one in response.json()["fields"]} == {
        ("fields.0", "literal_error"),
        ("when.times", "less_than_equal"),
    }
    stale = await service.admin.put("/api/leads/policy", json={"document": policy, "based_on": 999})
    assert stale.status_code == 409


async def test_one_person_in_two_sessions_is_one_lead_and_neither_session_learns_of_it(service: Any) -> None:
    mail = address()
    ada, other = await service.visitor(), await service.visitor()
    await ada.ask(f"My name is Ada Lovelace, write to me at {mail}")
    await ada.ask("My budget is 500 euros")
    told = reply(await other.ask(f"write to me at {mail}"))

    (lead,) = (await found(service, mail))["leads"]
    assert {one["id"] for one in lead["conversations"]} == {ada.conversation_id, other.conversation_id}
    assert (lead["name"], lead["status"], lead["stage"], lead["matched_by"]) == (
        "Ada Lovelace",
        "complete",
        "new",
        ["email"],
    )
    assert lead["points"]["budget"] == 15
    assert lead["fields"][-1]["consent"]["basis"] == "volunteered"

    assert "Ada" not in told
    # Without the address, whose random digits may hold any number.
    said = [message["text"].replace(mail, "") for message in (await other.history())["messages"]]
    assert not any("Ada" in text or "500" in text for text in said)
    assert "Ada" not in reply(await other.ask("What is my name, and what is my budget?"))
    assert (await service.http.get(f"/api/leads/{lead['id']}", headers=other.headers)).status_code == 401


async def test_an_operator_moves_a_lead_on_and_it_is_told_who_did(service: Any) -> None:
    mail = address()
    await (await service.visitor()).ask(f"write to me at {mail}")
    (lead,) = (await found(service, mail))["leads"]

    moved = await service.admin.put(f"/api/leads/{lead['id']}/stage", json={"stage": "qualified"})

    assert moved.status_code == 200, moved.text
    assert (moved.json()["stage"], moved.json()["stage_by"]) == ("qualified", "admin@example.com")
    page = (await service.admin.get(f"/api/leads/{lead['id']}")).json()
    assert [(one["stage"], one["by"]) for one in page["stages"]] == [("qualified", "admin@example.com")]
    listed = await service.admin.get("/api/leads", params={"stage": "qualified", "q": mail, "sort": "score"})
    assert [one["id"] for one in listed.json()["leads"]] == [lead["id"]]
    wrong = await service.admin.put(f"/api/leads/{lead['id']}/stage", json={"stage": "sold"})
    assert wrong.status_code == 422
    gone = await service.admin.put(f"/api/leads/{uuid4()}/stage", json={"stage": "won"})
    assert gone.status_code == 404


async def test_leads_are_exported_as_filtered_to_who_is_logged_in(service: Any) -> None:
    mail = address()
    await (await service.visitor()).ask(f"write to me at {mail}, my number is +49 30 901820")
    await (await service.visitor()).ask(f"write to me at {address()}")

    exported = await service.admin.get("/api/leads/export.csv", params={"q": mail})

    assert exported.headers["content-type"] == "text/csv; charset=utf-8"
    assert exported.content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(exported.content.decode("utf-8-sig")))
    assert (row["email"], row["phone"], row["channels"]) == (mail, "'+4930901820", "widget")
    last = (await found(service, mail))["last_export"]
    assert (last["by"], last["leads"]) == ("admin@example.com", 1)
    assert (await service.http.get("/api/leads/export.csv")).status_code == 401
    assert (await service.http.put(f"/api/leads/{uuid4()}/stage", json={"stage": "won"})).status_code == 401


async def test_the_question_for_details_comes_with_a_form_for_them(service: Any, policy: dict[str, Any]) -> None:
    everywhere = policy["when"] | {"intents": [], "never": []}
    await put(service, policy, when=everywhere, fields=["phone", "email"])
    visitor, mail = await service.visitor(), address()

    asked = (await visitor.ask(QUESTION))["replies"][-1]
    assert asked["card"] == {"kind": "lead", "fields": ["phone", "email"]}
    assert (await visitor.ask(f"My e-mail is {mail}"))["replies"][-1]["card"] is None
    told = {message["id"]: message["card"] for message in (await visitor.history())["messages"]}
    assert told[asked["id"]] == asked["card"]
    (lead,) = (await found(service, mail))["leads"]
    assert lead["fields"][0]["consent"]["basis"] == "asked"
