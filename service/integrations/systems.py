"""The way back: what connected systems tell of customers, leads, orders and advertisements, taken in once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Literal

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest, NotFound, TurnwiseError
from service.integrations.inbound import (
    CustomerUpdated,
    Inbound,
    LeadUpdated,
    OrderUpdated,
    SpendReported,
    read_inbound,
)
from service.integrations.keeping import new_secret
from service.rates import spending
from service.secrets import Vault
from service.standard_webhooks import verify
from service.storage.customers.records import Order, find_customer, put_order, put_record
from service.storage.database import Database
from service.storage.integrations.systems import (
    System,
    add_system,
    first_time,
    get_system,
    list_systems,
    reseal_system,
)
from service.storage.leads.moves import move_lead
from service.storage.rates.ad_spend import Spend
from service.storage.types import now

OVERLAP = timedelta(hours=24)
MOST = 50
_ID_CHARS = 200
Result = Literal["stored", "known", "outdated"]


class BadSignature(TurnwiseError):
    status = HTTPStatus.UNAUTHORIZED
    code = "bad_signature"
    detail = "The signature is missing, wrong or older than five minutes: sign by Standard Webhooks with this secret."


class Secrets(BaseModel):
    """`former` is taken, too, until `former_until`."""

    secret: str
    former: str | None = None
    former_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewSystem:
    """A system and its secret, which is shown this once."""

    system: System
    secret: str


class Systems:
    """`clock` is the time, for tests to set."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock

    async def add(self, name: str, by: str) -> NewSystem:
        """Let another system tell. Raises InvalidRequest."""
        secrets = Secrets(secret=new_secret())
        async with self._database.write() as connection:
            if len(await list_systems(connection)) >= MOST:
                raise InvalidRequest(f"There are {MOST} systems already: remove one.")
            made = await add_system(connection, name, self._sealed(secrets), by, self._clock())
        return NewSystem(made, secrets.secret)

    async def rotate(self, system_id: str) -> NewSystem:
        """Another secret; for a day the former one is taken, too. Raises NotFound."""
        async with self._database.write() as connection:
            system = await get_system(connection, system_id)
            former = self._secrets(system)
            fresh = Secrets(secret=new_secret(), former=former.secret, former_until=self._clock() + OVERLAP)
            await reseal_system(connection, system_id, self._sealed(fresh))
        return NewSystem(system, fresh.secret)

    async def receive(self, system_id: str, headers: Mapping[str, str], body: bytes) -> Result:
        """Take in what a system tells, once. Raises BadSignature, InvalidRequest, NotFound."""
        at = self._clock()
        system, webhook_id = await self._verified(system_id, headers, body, at)
        told = read_inbound(body)
        async with self._database.write() as connection:
            if not await first_time(connection, system.id, webhook_id[:_ID_CHARS], told.type, at):
                return "known"
            return await _store(connection, told, system.name, at)

    async def _verified(
        self, system_id: str, headers: Mapping[str, str], body: bytes, at: datetime
    ) -> tuple[System, str]:
        try:
            async with self._database.read() as connection:
                system = await get_system(connection, system_id)
        except NotFound:
            raise BadSignature from None
        secrets = self._secrets(system)
        webhook_id = verify(secrets.secret, headers, body, at)
        if webhook_id is None and secrets.former and secrets.former_until and at < secrets.former_until:
            webhook_id = verify(secrets.former, headers, body, at)
        if webhook_id is None or not system.active:
            raise BadSignature
        if len(webhook_id) > _ID_CHARS or not webhook_id.isprintable():
            raise InvalidRequest(f"webhook-id: at most {_ID_CHARS} printable characters.")
        return system, webhook_id

    def _secrets(self, system: System) -> Secrets:
        return Secrets.model_validate_json(self._vault.decrypt(system.sealed))

    def _sealed(self, secrets: Secrets) -> str:
        return self._vault.encrypt(secrets.model_dump_json())


async def _store(connection: AsyncConnection, told: Inbound, system: str, at: datetime) -> Result:
    if isinstance(told, SpendReported):
        spends = [
            Spend(row.channel, _day(row.day), row.amount, row.currency, None, row.account, row.impressions, row.clicks)
            for row in told.data.rows
        ]
        await spending.enter_all(connection, spends, f"system: {system}", at)
        return "stored"
    who = told.data.customer
    named = who.model_dump(exclude_unset=True)
    customer = await find_customer(connection, **({"customer_id": who.id} if who.id else named))
    if customer is None:
        raise NotFound("data.customer: nobody is known by this.")
    match told:
        case CustomerUpdated(data=data):
            values = data.model_dump(include={"name", "tags", "value", "currency"})
            await put_record(connection, customer, system, at, **values)
        case LeadUpdated(data=data):
            by = f"system: {system}"
            await move_lead(connection, customer, by, at, lead_id=who.lead_id, stage=data.stage, owner=data.owner)
        case OrderUpdated(data=data):
            order = Order(data.number, data.status, data.amount, data.currency, data.at, system)
            if not await put_order(connection, customer, order):
                return "outdated"
    return "stored"


def _day(typed: str) -> date:
    return spending.day(typed)
