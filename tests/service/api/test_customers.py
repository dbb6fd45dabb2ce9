"""What is remembered of a customer: shown to operators, used in the next conversation, deleted at a wish."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def known(service: Any, conversation_id: str) -> tuple[str, dict[str, Any]]:
    """The customer's id, and what is remembered of them."""
    page = (await service.admin.get(f"/api/conversations/{conversation_id}")).json()
    customer = page["conversation"]["customer"]["id"]
    return customer, (await service.admin.get(f"/api/customers/{customer}/memory")).json()


async def test_who_comes_back_is_known_until_they_are_forgotten(service: Any) -> None:
    visitor = await service.visitor()
    await visitor.ask("My name is Ada Marmoset, where is order TW-10023?")
    customer, memory = await known(service, visitor.conversation_id)
    facts = {fact["type"]: fact for fact in memory["facts"]}
    assert (facts["name"]["value"], facts["order"]["value"]) == ("Ada Marmoset", "TW-10023")
    assert facts["order"]["conversation_id"] == visitor.conversation_id
    assert facts["order"]["expires_at"] > facts["order"]["at"]

    await service.admin.post(f"/api/conversations/{visitor.conversation_id}/close")
    again = await service.visitor(token=visitor.session["token"])
    assert again.conversation_id != visitor.conversation_id
    assert "Ada" in (await again.ask("hello"))["replies"][0]["text"]

    deleted = await service.admin.delete(f"/api/customers/{customer}/data")
    assert deleted.json() == {"conversations": 2, "messages": 4}
    _, memory = await known(service, again.conversation_id)
    assert memory["facts"] == []
    assert memory["erasures"][0]["by"] == "admin@example.com"
    assert (await again.history())["messages"] == []
    assert "Ada" not in (await again.ask("hello"))["replies"][0]["text"]


async def test_the_customer_s_own_wish_is_asked_back_and_done(service: Any) -> None:
    visitor = await service.visitor(language="zh")
    await visitor.ask("我叫王芳，请问运费多少？")
    asked = await visitor.ask("删除我的信息")
    done = await visitor.ask("是")
    assert "删除" in asked["replies"][0]["text"]
    assert [message["text"] for message in (await visitor.history())["messages"]] == [done["replies"][0]["text"]]
    _, memory = await known(service, visitor.conversation_id)
    assert (memory["facts"], memory["erasures"][0]["by"]) == ([], "customer")


async def test_nobody_can_be_forgotten_who_is_not_there(service: Any) -> None:
    response = await service.admin.delete("/api/customers/00000000-0000-7000-8000-000000000000/data")
    assert (response.status_code, response.json()["error"]) == (404, "not_found")
