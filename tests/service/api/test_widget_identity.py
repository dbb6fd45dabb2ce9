"""Who a page says its visitor is: believed where the shop has signed it, and then known on every device."""

import time
from typing import Any

import pytest

from service.widget.signed_identity import sign
from tests.service.api.test_widget_settings import made

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def with_secret(service: Any, **document: Any) -> tuple[str, str, str]:
    """The key, the id and the secret of a widget."""
    one = await made(service, **document)
    secret = (await service.admin.post(f"/api/widgets/{one['id']}/secret", json={})).json()["secret"]
    return one["key"], one["id"], secret


def signed(secret: str, visitor_id: str, **beside: Any) -> dict[str, Any]:
    return {"id": visitor_id, "signature": sign(secret, visitor_id, beside.get("expires"))} | beside


async def refused(service: Any, key: str, identity: dict[str, Any]) -> str:
    response = await service.http.post("/api/widget/sessions", json={"account": key, "identity": identity})
    assert response.status_code == 403, response.text
    error: str = response.json()["error"]
    return error


async def test_the_signature_is_what_openssl_makes_of_id_and_secret() -> None:
    """`printf '42' | openssl dgst -sha256 -hmac secret`, and with a newline and the time."""
    assert sign("secret", "42") == "93c121e7aa437a1e01e3c512c6f0ce3c821a839025dca4408f85616de4aaee70"
    assert sign("secret", "42", 1_900_000_000) == "e696f2444efba2efd0fadaadcf10fe1bf5d4fc5c965cfb2b18f1830af30a829c"


async def test_a_signed_visitor_goes_on_with_their_chat_on_another_device(service: Any) -> None:
    key, _, secret = await with_secret(service)
    ada = signed(secret, "42", name="Ada")
    phone = await service.visitor(account=key, identity=ada)
    assert phone.session["identified"]
    await phone.ask("Do you ship to France?")

    laptop = await service.visitor(account=key, identity=ada)

    assert laptop.conversation_id == phone.conversation_id
    assert len(laptop.session["messages"]) == 2
    stranger = await service.visitor(account=key)
    assert (stranger.session["identified"], stranger.session["messages"]) == (False, [])
    page = (await service.admin.get(f"/api/conversations/{phone.conversation_id}")).json()
    assert page["conversation"]["customer"]["name"] == "Ada"


async def test_who_logs_in_while_chatting_takes_the_chat_along_and_is_one_person_with_before(service: Any) -> None:
    key, _, secret = await with_secret(service)
    ada = signed(secret, "42")
    before = await service.visitor(account=key, identity=ada)
    await before.ask("Do you ship to France?")
    await service.http.post("/api/widget/close", json={}, headers=before.headers)
    anonymous = await service.visitor(account=key)
    await anonymous.ask("How long may I return an item?")

    known = await service.visitor(account=key, token=anonymous.session["token"], identity=ada)

    assert known.conversation_id == anonymous.conversation_id
    page = (await service.admin.get(f"/api/conversations/{known.conversation_id}")).json()
    person = (await service.admin.get(f"/api/customers/{page['conversation']['customer']['id']}/person")).json()
    assert len(person["identities"]) == 2
    assert {link["how"] for link in person["links"]} == {"verified"}


async def test_on_a_shared_computer_nobody_reads_what_another_has_written(service: Any) -> None:
    key, _, secret = await with_secret(service)
    ada = await service.visitor(account=key, identity=signed(secret, "ada"))
    await ada.ask("Do you ship to France?")

    for identity in (None, signed(secret, "bob")):
        other = await service.visitor(account=key, token=ada.session["token"], identity=identity)
        assert other.conversation_id != ada.conversation_id
        assert other.session["messages"] == []

    back = await service.visitor(account=key, token=other.session["token"], identity=signed(secret, "ada"))
    assert back.conversation_id == ada.conversation_id


async def test_what_is_not_signed_by_this_widgets_secret_for_this_id_is_refused(service: Any) -> None:
    key, _, secret = await with_secret(service)
    other_key, _, other_secret = await with_secret(service)
    good = signed(secret, "42")
    for forged in (
        good | {"id": "43"},  # swapped
        good | {"signature": ""},
        good | {"signature": good["signature"][:-1] + ("0" if good["signature"][-1] != "0" else "1")},
        good | {"signature": "é"},
        good | {"expires": int(time.time()) + 60},  # a signature that was made for ever
        signed(other_secret, "42"),
        {"id": "42\n99", "signature": sign(secret, "42", 99)},
    ):
        assert await refused(service, key, forged) == "bad_identity"
    assert await refused(service, other_key, good) == "bad_identity"
    keyless = await made(service)
    assert await refused(service, keyless["key"], good) == "bad_identity"


async def test_the_same_id_of_another_widget_is_another_person(service: Any) -> None:
    (key, _, secret), (other_key, _, other_secret) = await with_secret(service), await with_secret(service)
    one = await service.visitor(account=key, identity=signed(secret, "42"))
    other = await service.visitor(account=other_key, identity=signed(other_secret, "42"))
    page = (await service.admin.get(f"/api/conversations/{one.conversation_id}")).json()
    person = (await service.admin.get(f"/api/customers/{page['conversation']['customer']['id']}/person")).json()
    assert len(person["identities"]) == 1
    assert one.conversation_id != other.conversation_id


async def test_a_signature_that_was_caught_is_worth_nothing_once_it_has_expired(service: Any) -> None:
    key, _, secret = await with_secret(service, expiring=True)
    soon = int(time.time()) + 60
    assert (await service.visitor(account=key, identity=signed(secret, "42", expires=soon))).session["identified"]
    assert await refused(service, key, signed(secret, "42", expires=int(time.time()) - 1)) == "bad_identity"
    assert await refused(service, key, signed(secret, "42")) == "bad_identity"


async def test_a_new_secret_takes_over_after_the_overlap(service: Any) -> None:
    key, widget_id, secret = await with_secret(service)
    fresh = await service.admin.post(f"/api/widgets/{widget_id}/secret", json={"overlap_hours": 1})
    new = fresh.json()["secret"]
    assert new != secret
    for current in (secret, new):
        assert (await service.visitor(account=key, identity=signed(current, "42"))).session["identified"]
    page = (await service.admin.get(f"/api/widgets/{widget_id}")).json()
    assert page["has_secret"]
    assert page["former_secret_until"]
    assert new not in str(page)

    await service.admin.post(f"/api/widgets/{widget_id}/secret", json={"overlap_hours": 0})
    assert await refused(service, key, signed(new, "42")) == "bad_identity"
