"""Details that visitors leave in the widget's forms: checked, agreed to, stored as a lead, and never taken silently."""

from typing import Any

import pytest

from service.storage.users.groups import find_group
from service.users.teams import create_group
from tests.service.api.test_widget_settings import made

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def leave(visitor: Any, **form: Any) -> Any:
    return await visitor.http.post("/api/widget/contact", json=form, headers=visitor.headers)


async def lead_of(service: Any, visitor: Any) -> list[dict[str, Any]]:
    page = (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).json()
    return [field for lead in page["leads"] for field in lead["fields"]]


async def test_a_card_leaves_a_lead_with_the_sentence_that_was_agreed_to_and_is_answered(service: Any) -> None:
    one = await made(service, consent={"en": "We call you back once.", "zh": "我们只回电一次。"})
    visitor = await service.visitor(account=one["key"], language="en")

    response = await leave(
        visitor, fields={"email": " Ada@Example.com ", "name": "Ada"}, consent=True, client_id="card-1"
    )

    assert response.status_code == 200, response.text
    assert response.json()["message"]["text"] == "E-mail: Ada@Example.com\nMy name: Ada"
    fields = {field["type"]: field for field in await lead_of(service, visitor)}
    assert fields["email"]["value"] == "ada@example.com"
    assert fields["name"]["consent"]["basis"] == "agreed"
    assert fields["email"]["consent"]["purpose"] == "We call you back once."
    again = await leave(visitor, fields={"email": "Ada@Example.com", "name": "Ada"}, consent=True, client_id="card-1")
    assert again.json()["message"]["id"] == response.json()["message"]["id"]
    assert len(await lead_of(service, visitor)) == 2


async def test_a_form_before_the_chat_is_no_message_yet(service: Any) -> None:
    visitor = await service.visitor(language="zh")
    response = await leave(visitor, fields={"phone": "138 0013 8000"}, topic="退货\x00", consent=True)
    assert response.json() == {"message": None}
    (field,) = await lead_of(service, visitor)
    assert (field["value"], field["consent"]["basis"]) == ("+8613800138000", "agreed")
    assert field["consent"]["purpose"].startswith("我同意")
    page = (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).json()
    assert page["source"]["topic"] == "退货"
    assert (await visitor.history())["messages"] == []
    assert (await leave(visitor, fields={}, topic="换货")).status_code == 200


@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        ({"fields": {"email": "ada@"}, "consent": True}, "email", "no_detail"),
        ({"fields": {"phone": "12"}, "consent": True}, "phone", "no_detail"),
        ({"fields": {"shoe_size": "44"}, "consent": True}, "shoe_size", "unknown_field"),
        ({"fields": {"email": "ada@example.com"}}, "consent", "not_agreed"),
        ({"fields": {"email": " "}, "consent": True}, "", "empty"),
    ],
)
async def test_what_cannot_be_taken_is_told_by_its_field_and_nothing_is_stored(
    service: Any, form: Any, field: str, code: str
) -> None:
    visitor = await service.visitor()
    response = await leave(visitor, **form)
    assert response.status_code == 422
    (told,) = response.json()["fields"]
    assert (told["field"], told["code"]) == (field, code)
    assert await lead_of(service, visitor) == []


async def test_nothing_is_left_in_a_conversation_that_has_ended_or_by_nobody(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.http.post("/api/widget/close", json={}, headers=visitor.headers)
    assert (await leave(visitor, fields={"name": "Ada"}, consent=True)).status_code == 409
    assert (await service.http.post("/api/widget/contact", json={"fields": {"name": "A"}})).status_code == 401


async def test_markup_in_a_field_is_kept_as_the_text_that_it_is(service: Any) -> None:
    visitor = await service.visitor()
    name = "<img src=x onerror=alert(1)>"
    response = await leave(visitor, fields={"name": name}, consent=True, client_id="x")
    assert response.json()["message"]["text"].endswith(name)


async def test_who_waits_hears_how_many_are_ahead_and_moves_up(service: Any, listen: Any, stream_until: Any) -> None:
    first, second = await service.visitor(language="en"), await service.visitor(language="en")
    for visitor in (first, second):
        await visitor.ask("I want to talk to a person")
    ahead = (await first.history())["position"]
    assert ahead is not None
    assert (await second.history())["position"] == ahead + 1

    async with listen(service.http, "/api/widget/stream?after=99", **second.headers) as events:
        seen = await stream_until(events, lambda name, _: name == "state")
        assert seen[-1][1]["position"] == ahead + 1
        claimed = await service.admin.post(f"/api/conversations/{first.conversation_id}/claim")
        assert claimed.status_code == 200, claimed.text
        seen = await stream_until(events, lambda name, data: name == "state" and data["position"] == ahead)
    assert (await first.history())["position"] is None
    resumed = await service.visitor(token=second.session["token"])
    assert resumed.session["position"] == ahead

    name = f"Line {second.conversation_id[-6:]}"
    await create_group(service.resources.database, name)
    async with service.resources.database.read() as connection:
        group_id = await find_group(connection, name)
    path = f"/api/conversations/{second.conversation_id}/transfer"
    passed = await service.admin.post(path, json={"to": "group", "id": group_id})
    assert passed.status_code == 200, passed.text
    assert (await second.history())["position"] == 1
