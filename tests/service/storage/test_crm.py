"""Leads reach CRMs by templates and groups by notices: filtered, tried, and told clearly where a template is wrong."""

from collections.abc import AsyncIterator

import httpx
import pytest

from graphs.turn import Contact as Detail
from service.errors import InvalidRequest
from service.integrations.configs import CrmConfig, LeadFilters, NoticeConfig
from service.integrations.guarded import open_caller
from service.integrations.notices import notice_of
from service.integrations.payloads import Told as Event
from service.integrations.payloads import told_of
from service.integrations.templates import EXAMPLE, check, request_of
from service.leads.announcing import Leads
from service.secrets import Vault
from service.storage.integrations.deliveries import sync_of
from service.storage.leads.leads import person_of_lead
from tests.service.storage.conftest import World
from tests.service.storage.integrations_world import Receiver, Told, receiving

PHONE = Detail("phone", "+8613800138000", "13800138000")
BODY = '{"phone": {{ lead.contact.phone | tojson }}, "name": {{ lead.name | default("", true) | tojson }}}'
EVENTS = ["lead.created", "lead.updated"]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as opened:
        yield opened


@pytest.fixture
def told(world: World) -> Told:
    return Told(world, Vault(b"k" * 32))


async def crm(told: Told, receiver: Receiver, body: str = BODY, filters: LeadFilters | None = None) -> str:
    config = {"url": receiver.url + "?key={{ secrets.token }}", "body": body, "secrets": {"token": "t0ken"}}
    config["headers"] = {"Authorization": "Bearer {{ secrets.token }}"}
    return (await told.keeping.add("crm", "CRM", config, EVENTS, filters, "ann")).integration.id


async def test_a_lead_is_sent_as_the_template_says_with_secrets_of_the_vault(
    world: World, told: Told, receiver: Receiver
) -> None:
    await crm(told, receiver)
    await world.turn(contacts=(PHONE, Detail("name", 'Ada "A"', 'Ada "A"')))
    assert await told.send() == 1
    (headers, body) = receiver.got[0]
    assert body == {"phone": "+8613800138000", "name": 'Ada "A"'}
    assert headers["authorization"] == "Bearer t0ken"
    (one,) = await told.log()
    assert (one.state, one.status, headers["idempotency-key"]) == ("sent", 200, one.event_id)
    async with world.database.read() as connection:
        person = await person_of_lead(connection, str(one.lead_id))
        assert [(sync.integration, sync.state) for sync in await sync_of(connection, person)] == [("CRM", "sent")]


async def test_what_the_crm_refuses_is_not_sent_again(world: World, told: Told, receiver: Receiver) -> None:
    await crm(told, receiver)
    receiver.status, receiver.body = 422, b"no such field, 13800138000"
    await world.turn(contacts=(PHONE,))
    await told.send()
    (one,) = await told.log()
    assert (one.state, one.answer) == ("failed", "no such field, \u2022\u2022\u2022")


async def test_a_lead_that_lacks_what_the_template_needs_fails_and_says_what(
    world: World, told: Told, receiver: Receiver
) -> None:
    await crm(told, receiver)
    await world.turn(contacts=(Detail("email", "ada@example.com", "ada@example.com"),))
    await told.send()
    (one,) = await told.log()
    assert one.state == "failed"
    assert one.error is not None
    assert "phone" in one.error
    assert receiver.got == []


async def test_a_lead_that_the_filters_leave_out_is_not_sent(world: World, told: Told, receiver: Receiver) -> None:
    await crm(told, receiver, filters=LeadFilters(min_score=100))
    await world.turn(contacts=(PHONE,))
    await told.send()
    assert receiver.got == []
    assert [one.state for one in await told.log()] == ["dropped"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{", "body"),
        ("{{ lead.nam }}", "nam"),
        ("{{ ''.__class__.__mro__ }}", "body"),
        ("{{ lead.name }}", "no JSON"),
        ("{{ 'a' * 10000000 }}", "not allowed"),
        ("{% for a in range(10) %}1{% endfor %}", "range"),
    ],
)
def test_a_template_that_is_wrong_is_refused_when_it_is_saved(body: str, why: str) -> None:
    with pytest.raises(InvalidRequest, match=why):
        check(CrmConfig(url="https://crm.example.com/", body=body))


def test_values_of_customers_can_be_no_header_of_their_own() -> None:
    config = CrmConfig(url="https://crm.example.com/", body="{}", headers={"X-Name": "{{ lead.name }}"})
    lead = EXAMPLE | {"name": "Ada\r\nX-Admin: 1"}
    with pytest.raises(InvalidRequest, match="line break"):
        request_of(config, Event("1", "lead.created", "", {"lead": lead}))


async def test_a_mapping_is_tried_with_a_lead(world: World, told: Told, receiver: Receiver) -> None:
    hook = await crm(told, receiver)
    async with httpx.AsyncClient() as http, open_caller(told.allowed) as caller:
        reply = await told.keeping.test(hook, caller, http)
    assert (reply.taken, reply.answer) == (True, "stored")
    assert receiver.got[0][1]["name"] == "Example"


async def test_a_group_reads_which_details_there_are_and_their_values_only_where_that_is_set(
    world: World, told: Told, receiver: Receiver
) -> None:
    await told.webhook(receiver, "lead.created")
    await world.turn(contacts=(PHONE,))
    leads: Leads = told.leads()
    await leads.settle()
    (one,) = await told.log()
    event = told_of(one, await leads.person_of(str(one.lead_id)))
    brief = notice_of(event, NoticeConfig(address="wecombot://key"))
    full = notice_of(event, NoticeConfig(address="wecombot://key", details=True, language="zh"))
    assert "13800138000" not in brief.text
    assert "phone" in brief.text
    assert (full.title, "+8613800138000" in full.text) == ("新线索", True)
