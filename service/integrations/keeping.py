"""Integrations as admins keep them: entered, changed, tried, given another secret, removed."""

import base64
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from graphs.agent.leads.document import LeadPolicy
from service.errors import InvalidRequest
from service.integrations import templates
from service.integrations.configs import (
    AnyConfig,
    CrmConfig,
    LeadFilters,
    NoticeConfig,
    WebhookConfig,
    place_of,
    read_config,
    stored_config,
)
from service.integrations.guarded import Caller
from service.integrations.payloads import Told, lead_of
from service.integrations.telling import Reply, tell
from service.integrations.templates import Request
from service.notifier import load_notifiers
from service.secrets import Vault
from service.storage.database import Database
from service.storage.integrations.events import EVENTS, LEAD_EVENTS, NOTICE_EVENTS
from service.storage.integrations.integrations import (
    Integration,
    Kind,
    add_integration,
    change_integration,
    get_integration,
    list_integrations,
)
from service.storage.leads.lead_list import get_person
from service.storage.types import new_id, now

OVERLAP = timedelta(hours=24)
"""For so long the secret before signs beside a new one."""
MOST = 50
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Made:
    """An integration and, of a webhook, its secret, which is shown this once."""

    integration: Integration
    secret: str | None = None


class Integrations:
    """`clock` is the time, for tests to set."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock

    async def add(
        self,
        kind: Kind,
        name: str,
        given: dict[str, Any],
        events: Sequence[str],
        filters: LeadFilters | None,
        by: str,
    ) -> Made:
        """Enter one. Raises InvalidRequest, which says what is wrong and repeats no secret."""
        secret = new_secret() if kind == "webhook" else None
        config = read_config(kind, given | ({"secret": secret} if secret else {}))
        checked = _checked(kind, config, events)
        async with self._database.write() as connection:
            if len(await list_integrations(connection)) >= MOST:
                raise InvalidRequest(f"There are {MOST} integrations, more are not told: remove one.")
            made = await add_integration(
                connection,
                kind,
                name,
                place_of(config),
                checked,
                (filters or LeadFilters()).stored(),
                self._sealed(config),
                by,
                self._clock(),
            )
        return Made(made, secret)

    async def change(
        self,
        integration_id: str,
        name: str,
        given: dict[str, Any],
        events: Sequence[str],
        filters: LeadFilters,
        *,
        active: bool,
    ) -> Integration:
        """What `given` leaves out stays as it was; `secrets` are added to those there are.

        Raises NotFound and InvalidRequest.
        """
        async with self._database.write() as connection:
            before = await get_integration(connection, integration_id)
            config = _merged(before.kind, self.config_of(before), given)
            return await change_integration(
                connection,
                integration_id,
                name=name,
                place=place_of(config),
                events=_checked(before.kind, config, events),
                filters=filters.stored(),
                sealed=self._sealed(config),
                active=active,
                disabled_why=None if active else before.disabled_why,
            )

    async def preview(self, given: dict[str, Any], integration_id: str | None, lead_id: str | None) -> Request:
        """What a CRM would be sent of this lead, else of an example, with what is given over what is kept of it.

        Nothing is sent or kept. Raises NotFound, and InvalidRequest, which says what is wrong where.
        """
        async with self._database.read() as connection:
            before = await get_integration(connection, integration_id) if integration_id else None
            person = await get_person(connection, LeadPolicy(), lead_id) if lead_id else None
        if before and before.kind != "crm":
            raise InvalidRequest("Only what is told by a template can be previewed: choose a CRM.")
        config = _merged("crm", self.config_of(before), given) if before else read_config("crm", given)
        if not isinstance(config, CrmConfig):
            raise TypeError("a CRM has a template")
        lead = lead_of(person) if person else templates.EXAMPLE
        at = self._clock().isoformat()
        return templates.request_of(config, Told(new_id(), "lead.updated", at, {"lead": lead}))

    async def rotate(self, integration_id: str) -> Made:
        """Another secret; for a day what is sent is signed by both. Raises NotFound, and InvalidRequest for others."""
        async with self._database.write() as connection:
            before = await get_integration(connection, integration_id)
            config = self.config_of(before)
            if not isinstance(config, WebhookConfig):
                raise InvalidRequest("Only a webhook has a secret that signs.")
            fresh = {"secret": new_secret(), "former": config.secret, "former_until": self._clock() + OVERLAP}
            config = config.model_copy(update=fresh)
            changed = await change_integration(connection, integration_id, sealed=self._sealed(config))
        return Made(changed, config.secret)

    async def test(
        self, integration_id: str, caller: Caller, http: httpx.AsyncClient, lead_id: str | None = None
    ) -> Reply:
        """Tell it of an example, or of a lead, now and once. Raises NotFound."""
        async with self._database.read() as connection:
            integration = await get_integration(connection, integration_id)
            # The policy tells what a score is made of, which is not sent; the score itself is stored.
            person = await get_person(connection, LeadPolicy(), lead_id) if lead_id else None
        config, at = self.config_of(integration), self._clock()
        lead = lead_of(person) if person else templates.EXAMPLE
        data: dict[str, Any] = {"lead": lead} if person or isinstance(config, CrmConfig) else {"test": True}
        event = "lead.updated" if person else "webhook.test"
        return await tell(config, Told(new_id(), event, at.isoformat(), data, person), caller, http, at)

    def config_of(self, integration: Integration) -> AnyConfig:
        """What the vault keeps of it. Raises WrongKey."""
        return stored_config(integration, self._vault.decrypt(integration.sealed))

    def _sealed(self, config: AnyConfig) -> str:
        return self._vault.encrypt(config.model_dump_json())


def new_secret() -> str:
    """A secret as Standard Webhooks write them."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def _merged(kind: Kind, before: AnyConfig, given: dict[str, Any]) -> AnyConfig:
    """What `given` leaves out stays as it was; `secrets` are added to those there are. Raises InvalidRequest."""
    old = before.model_dump()
    kept = {"secrets": old["secrets"] | given["secrets"]} if "secrets" in given and "secrets" in old else {}
    return read_config(kind, old | {k: v for k, v in given.items() if v is not None} | kept)


def _checked(kind: Kind, config: AnyConfig, events: Sequence[str]) -> list[str]:
    """The events wanted, in their order; a template is tried. Raises InvalidRequest."""
    possible = {"webhook": EVENTS, "notice": NOTICE_EVENTS, "crm": LEAD_EVENTS}[kind]
    if unknown := [one for one in events if one not in possible]:
        raise InvalidRequest(f"There is no event {unknown[0][:40]!r} for this: choose from {', '.join(possible)}.")
    if not events:
        raise InvalidRequest(f"Choose at least one event: {', '.join(possible)}.")
    if isinstance(config, CrmConfig):
        templates.check(config)
    if isinstance(config, NoticeConfig):
        try:
            load_notifiers()["apprise"].open(config.address)
        except ValueError as error:
            raise InvalidRequest(f"address: {error}") from None
    return [one for one in possible if one in events]
