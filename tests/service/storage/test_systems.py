"""What connected systems tell is verified, taken in once, and told clearly where it is wrong."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import orjson
import pytest
from standardwebhooks import Webhook

from graphs.agent.leads.document import LeadPolicy
from graphs.turn import Contact as Detail
from service.errors import InvalidRequest, NotFound
from service.integrations.systems import BadSignature, Systems
from service.secrets import Vault
from service.storage.customers.records import CustomerRecord, get_record
from service.storage.leads.filters import Filters
from service.storage.leads.lead_list import Person, list_people
from service.storage.leads.people import settle
from service.storage.memories.forgetting import forget
from service.storage.rates.ad_spend import list_spends
from service.storage.types import now
from tests.service.storage.conftest import World

PHONE = Detail("phone", "+8613800138000", "13800138000")
AT = "2026-03-01T09:00:00Z"


class Crm:
    """A system that signs by the official library."""

    def __init__(self, systems: Systems, system_id: str, secret: str) -> None:
        self.systems, self.id, self.secret = systems, system_id, secret

    async def tell(self, kind: str, webhook_id: str = "1", sent_at: datetime | None = None, **data: Any) -> str:
        body = orjson.dumps({"type": kind, "data": data})
        sent_at = sent_at or datetime.now(UTC)
        signature = Webhook(self.secret).sign(webhook_id, sent_at, body.decode())
        headers = {"webhook-id": webhook_id, "webhook-timestamp": str(int(sent_at.timestamp()))}
        return await self.systems.receive(self.id, headers | {"webhook-signature": signature}, body)


@pytest.fixture
async def crm(world: World) -> Crm:
    systems = Systems(world.database, Vault(b"k" * 32))
    made = await systems.add("CRM", "ann@example.com")
    return Crm(systems, made.system.id, made.secret)


async def lead(world: World) -> str:
    """The id of a customer who left a number."""
    turn = await world.turn(contacts=(PHONE,))
    assert turn.reply
    return str((await world.conversation(turn.reply.conversation_id)).customer_id)


async def record(world: World, customer: str) -> CustomerRecord:
    async with world.database.read() as connection:
        return await get_record(connection, customer)


async def people(world: World) -> list[Person]:
    async with world.database.write() as connection:
        while await settle(connection, LeadPolicy()):
            pass
        return await list_people(connection, LeadPolicy(), Filters(), "newest", 10)


async def test_a_customer_is_found_by_a_number_and_keeps_what_is_left_out(world: World, crm: Crm) -> None:
    customer = await lead(world)
    by = {"phone": PHONE.value}
    await crm.tell("customer.updated", "1", customer=by, tags=["vip"], value="1200.50", currency="CNY")
    await crm.tell("customer.updated", "2", customer={"id": customer}, name="Ada")
    found = await record(world, customer)
    assert (found.tags, found.value, found.currency, found.system) == (["vip"], Decimal("1200.50"), "CNY", "CRM")


async def test_the_same_id_again_is_taken_in_once(world: World, crm: Crm) -> None:
    customer = {"id": await lead(world)}
    order = {"customer": customer, "number": "A1", "amount": "10", "currency": "CNY"}
    assert await crm.tell("order.updated", "1", **order, status="paid", at=AT) == "stored"
    assert await crm.tell("order.updated", "1", **order, status="refunded", at=AT) == "known"
    earlier = "2026-02-01T09:00:00Z"
    assert await crm.tell("order.updated", "2", **order, status="created", at=earlier) == "outdated"
    assert [one.status for one in (await record(world, customer["id"])).orders] == ["paid"]


async def test_what_could_not_be_stored_may_come_again_by_the_same_id(world: World, crm: Crm) -> None:
    with pytest.raises(NotFound):
        await crm.tell("customer.updated", customer={"phone": PHONE.value}, tags=["vip"])
    await lead(world)
    assert await crm.tell("customer.updated", customer={"phone": PHONE.value}, tags=["vip"]) == "stored"


async def test_a_lead_moves_on_and_gets_an_owner_who_stays_when_it_is_worked_out_anew(world: World, crm: Crm) -> None:
    customer = await lead(world)
    (person,) = await people(world)
    await crm.tell("lead.updated", "1", customer={"lead_id": person.id}, stage="qualified", owner="Mia")
    await world.turn("And in blue?", contacts=(Detail("email", "ada@example.com", "ada@example.com"),))
    (person,) = await people(world)
    assert (person.stage, person.stage_by, person.owner) == ("qualified", "system: CRM", "Mia")
    assert person.conversations[0].customer_id == customer


async def test_advertisements_come_with_what_they_brought_and_a_later_amount_leaves_that(
    world: World, crm: Crm
) -> None:
    row = {"channel": "webhook", "account": "Shop", "day": "2026-03-01", "currency": "CNY"}
    await crm.tell("spend.reported", "1", rows=[row | {"amount": "30", "impressions": 9000, "clicks": 90}])
    await crm.tell("spend.reported", "2", rows=[row | {"amount": "31.5"}])
    async with world.database.read() as connection:
        (spend,) = await list_spends(connection)
    assert (spend.amount, spend.impressions, spend.clicks) == (Decimal("31.5"), 9000, 90)


async def test_a_wrong_field_is_named_and_its_value_is_not_repeated(world: World, crm: Crm) -> None:
    with pytest.raises(InvalidRequest, match=r"data\.stage") as raised:
        await crm.tell("lead.updated", customer={"phone": PHONE.value}, stage="138-secret")
    assert "138-secret" not in raised.value.detail
    with pytest.raises(InvalidRequest, match="no channel 'tv'"):
        await crm.tell("spend.reported", rows=[{"channel": "tv", "day": "2026-03-01", "amount": 1, "currency": "CNY"}])
    with pytest.raises(InvalidRequest, match="rows"):
        await crm.tell("spend.reported", rows=[{}] * 1_001)


async def test_what_is_not_signed_or_old_is_refused_and_two_secrets_hold_for_a_day(world: World, crm: Crm) -> None:
    customer = {"id": await lead(world)}
    with pytest.raises(BadSignature):
        await crm.tell("customer.updated", sent_at=now() - timedelta(minutes=6), customer=customer, tags=[])
    fresh = await crm.systems.rotate(crm.id)
    assert await crm.tell("customer.updated", "1", customer=customer, tags=["a"]) == "stored"
    crm.secret, former = fresh.secret, crm.secret
    assert await crm.tell("customer.updated", "2", customer=customer, tags=["b"]) == "stored"
    crm.secret = former[:-4] + "AAA="
    with pytest.raises(BadSignature):
        await crm.tell("customer.updated", "3", customer=customer, tags=["c"])
    assert (await record(world, customer["id"])).tags == ["b"]


async def test_it_goes_with_all_else_that_is_known_of_a_customer(world: World, crm: Crm) -> None:
    customer = await lead(world)
    await crm.tell("order.updated", "1", customer={"id": customer}, number="A1", status="paid", at=AT)
    await crm.tell("customer.updated", "2", customer={"id": customer}, tags=["vip"])
    async with world.database.write() as connection:
        await forget(connection, customer, "ann", now())
    found = await record(world, customer)
    assert (found.tags, found.orders) == ([], ())
