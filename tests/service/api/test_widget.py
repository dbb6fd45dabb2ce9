"""The widget's API: sessions, messages, and what no visitor may do."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from service.widget.visitors import Visitor, Visitors

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_question_is_answered_with_its_source(service: Any) -> None:
    visitor = await service.visitor(language="en")

    answered = await visitor.ask("Do you ship to France?")

    assert answered["message"]["role"] == "customer"
    (reply,) = answered["replies"]
    assert "France" in reply["text"]
    assert reply["citations"][0]["document"] == "faq.md"
    assert answered["state"] == "open"


async def test_without_waiting_a_message_is_acknowledged_once_it_is_stored(service: Any) -> None:
    visitor = await service.visitor()

    response = await visitor.post("hello", "c1")

    assert response.status_code == 202
    assert response.json()["message"]["client_id"] == "c1"
    assert (await visitor.history())["messages"][0] == response.json()["message"]


async def test_the_same_client_id_again_is_the_same_message_and_no_second_turn(service: Any) -> None:
    visitor = await service.visitor()
    first = await visitor.post("hello", "c1", Prefer="wait=20")
    again = await visitor.post("hello", "c1", Prefer="wait=20")

    assert again.json()["message"] == first.json()["message"]
    assert again.json()["replies"] == first.json()["replies"]
    assert [one["role"] for one in (await visitor.history())["messages"]] == ["customer", "agent"]


async def test_two_visitors_may_choose_the_same_client_id(service: Any) -> None:
    ada, bo = await service.visitor(), await service.visitor()

    first, second = await ada.post("I am Ada", "1"), await bo.post("I am Bo", "1")

    assert first.json()["message"]["text"] == "I am Ada"
    assert second.json()["message"]["text"] == "I am Bo"


@pytest.mark.parametrize(
    ("opening", "accept", "language"),
    [
        ({}, "de, zh-CN;q=0.8, en;q=0.2", "zh"),
        ({}, "fr", "en"),
        ({}, "zh;q=nonsense, en;q=0.1", "en"),
        ({"language": "zh"}, "en", "zh"),
    ],
)
async def test_the_greeting_is_in_the_visitors_language(
    service: Any, opening: dict[str, str], accept: str, language: str
) -> None:
    response = await service.http.post("/api/widget/sessions", json=opening, headers={"Accept-Language": accept})

    assert response.status_code == 201
    assert response.json()["language"] == language
    assert ("您好" in response.json()["greeting"]) == (language == "zh")


async def test_a_session_is_resumed_by_its_token_with_its_history(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("hello")

    response = await service.http.post("/api/widget/sessions", json={"token": visitor.session["token"]})

    assert response.status_code == 200
    assert response.json()["conversation_id"] == visitor.conversation_id
    assert [one["role"] for one in response.json()["messages"]] == ["customer", "agent"]


async def test_after_the_end_the_same_visitor_starts_a_new_conversation(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("hello")
    closed = await service.http.post("/api/widget/close", json={"solved": True}, headers=visitor.headers)
    late = await visitor.post("one more thing")

    again = await service.http.post("/api/widget/sessions", json={"token": visitor.session["token"]})

    assert closed.json() == {"state": "closed"}
    assert (late.status_code, late.json()["error"]) == (409, "conversation_closed")
    assert again.status_code == 201
    assert again.json()["conversation_id"] != visitor.conversation_id
    key = service.resources.vault.signing_key("widget")
    before, after = (Visitors(key).verify(token) for token in (visitor.session["token"], again.json()["token"]))
    assert before.id == after.id


async def test_no_visitor_can_reach_anothers_conversation(service: Any) -> None:
    """Every way to a conversation that is not one's own: forged, changed, expired and unsigned tokens."""
    ada, eve = await service.visitor(), await service.visitor()
    await ada.ask("My secret is 4711.")
    key, right_key = b"k" * 32, service.resources.vault.signing_key("widget")
    verified = Visitors(right_key).verify(ada.session["token"])
    theirs = jwt.decode(ada.session["token"], options={"verify_signature": False})
    header, _, signature = eve.session["token"].split(".")
    payload = ada.session["token"].split(".")[1]
    long_ago = datetime.now(UTC) - timedelta(days=31)
    forged = {
        "signed with another key": Visitors(key).issue(verified, datetime.now(UTC)),
        "another's claims under one's own signature": f"{header}.{payload}.{signature}",
        "unsigned": jwt.encode(theirs, "", algorithm="none"),
        "without a signature": f"{header}.{payload}.",
        "another algorithm": jwt.encode(theirs, right_key, algorithm="HS512"),
        "expired": Visitors(right_key).issue(verified, long_ago),
        "for another audience": jwt.encode(theirs | {"aud": "console"}, right_key),
        "without an expiry": jwt.encode({k: v for k, v in theirs.items() if k != "exp"}, right_key),
        "the conversation's id": ada.conversation_id,
        "nonsense": "x",
        "not ascii": "é.é.é",
    }

    for kind, token in forged.items():
        headers = {"Authorization": f"Bearer {token}".encode()}
        for call in (
            service.http.get("/api/widget/messages", headers=headers),
            service.http.get("/api/widget/stream", headers=headers),
            service.http.post("/api/widget/messages", json={"text": "x", "client_id": "1"}, headers=headers),
            service.http.post("/api/widget/close", json={"solved": None}, headers=headers),
        ):
            response = await call
            assert (response.status_code, response.json()["error"]) == (401, "bad_token"), kind
            assert "4711" not in response.text
        resumed = await service.http.post("/api/widget/sessions", json={"token": token})
        assert resumed.status_code == 201, kind
        assert resumed.json()["messages"] == []
        assert resumed.json()["conversation_id"] != ada.conversation_id

    assert (await eve.history())["messages"] == []
    assert len((await ada.history())["messages"]) == 2


async def test_a_visitors_token_opens_nothing_of_the_console(service: Any) -> None:
    visitor = await service.visitor()
    for path in ("/api/conversations", f"/api/conversations/{visitor.conversation_id}", "/api/leads", "/api/documents"):
        assert (await service.http.get(path, headers=visitor.headers)).status_code == 401


async def test_a_token_of_a_conversation_that_is_not_there_is_a_bad_token(service: Any) -> None:
    """As after a restored database: the widget then starts afresh."""
    visitor = await service.visitor()
    visitors = Visitors(service.resources.vault.signing_key("widget"))
    known = visitors.verify(visitor.session["token"])
    gone = "01a206fa-a129-7237-aa6f-fa6c02200ea7"
    visitor.session["token"] = visitors.issue(Visitor(known.id, known.account_id, gone), datetime.now(UTC))

    assert (await service.http.get("/api/widget/messages", headers=visitor.headers)).status_code == 401
    assert (await service.http.get("/api/widget/stream", headers=visitor.headers)).status_code == 401
    assert (await visitor.post("hello")).status_code == 409


async def test_two_operations_at_once_do_not_mix_up_the_order(service: Any) -> None:
    visitor = await service.visitor()

    await asyncio.gather(*(visitor.post(f"message {number}") for number in range(8)))

    sequence = [one["seq"] for one in (await visitor.history())["messages"]]
    assert sequence == list(range(1, len(sequence) + 1))


async def test_too_many_messages_of_one_visitor_are_refused_with_a_time_to_wait(service: Any) -> None:
    visitor, other = await service.visitor(), await service.visitor()

    answers = [await visitor.post(f"message {number}") for number in range(24)]

    assert {response.status_code for response in answers[:20]} == {202}
    # The window slides by weighing the minute before: where a test crosses its border, one or two more get through.
    refused = next(response for response in answers[20:] if response.status_code == 429)
    assert refused.json()["error"] == "rate_limited"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert (await other.post("hello")).status_code == 202
