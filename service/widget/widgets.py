"""The website's widgets: what is in force for each, as pages and sessions need it, and what admins do to them."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import NotAllowedNow, NotFound
from service.secrets import Vault
from service.storage.accounts.accounts import WIDGET, StoredAccount, get_account, has_contacts
from service.storage.accounts.settings import replace_credentials
from service.storage.accounts.widgets import (
    find_widget,
    logo_digest,
    newest_document,
    read_secrets,
    remove_widget,
)
from service.storage.database import Database
from service.storage.policies import StoredPolicy
from service.storage.types import now
from service.widget.settings import WidgetSettings
from service.widget.signed_identity import Claim, verified

log = logging.getLogger(__name__)

FRESH_S = 2.0
"""So long what another process has saved may go unnoticed."""
_MOST_REMEMBERED = 1_000
DEFAULTS = WidgetSettings()


@dataclass(frozen=True, slots=True)
class Widget:
    """A widget as it is in force; `number` is 0 where nothing was ever saved."""

    account: StoredAccount
    number: int
    settings: WidgetSettings
    logo: str | None


class Widgets:
    """Looks widgets up, for a moment from memory: every page of every shop asks."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._known: dict[str, tuple[float, Widget | None]] = {}

    async def find(self, key: str | None) -> Widget:
        """The widget of a script tag; the first one where the tag names none. Raises NotFound."""
        wanted = key or WIDGET
        looked_at, widget = self._known.get(wanted, (0.0, None))
        if not looked_at or monotonic() - looked_at > FRESH_S:
            async with self._database.peek() as connection:
                account = await find_widget(connection, wanted)
                widget = await _in_force(connection, account) if account else None
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[wanted] = (monotonic(), widget)
        if widget is None:
            raise NotFound("There is no such widget: the script tag's data-account names none of this installation.")
        return widget

    def forget(self) -> None:
        """Something was saved: look again."""
        self._known.clear()

    async def verify(self, widget: Widget, claim: Claim, at: datetime) -> str:
        """The id that the shop has signed. Raises BadIdentity."""
        async with self._database.peek() as connection:
            sealed = await read_secrets(connection, widget.account.id, at)
        keys = [self._vault.decrypt(secret) for secret in sealed]
        return verified(claim, keys, expiring=widget.settings.expiring, at=at)

    async def rotate_secret(self, account_id: str, overlap: timedelta) -> str:
        """Another secret for signing identities, told this once; what the present one signed is good for `overlap`."""
        await self.account(account_id)
        secret = secrets.token_urlsafe(32)
        async with self._database.write() as connection:
            await replace_credentials(connection, account_id, self._vault.encrypt(secret), now() + overlap)
        return secret

    async def account(self, account_id: str) -> StoredAccount:
        """The widget's account. Raises NotFound."""
        async with self._database.read() as connection:
            account = await get_account(connection, account_id)
        if account is None or account.channel != WIDGET:
            raise NotFound("There is no such widget.")
        return account

    async def remove(self, account_id: str) -> None:
        """Remove a widget in which nobody opened a chat. Raises NotFound, NotAllowedNow."""
        if (await self.account(account_id)).key == WIDGET:
            raise NotAllowedNow("The first widget is always there: take its script off your pages instead.")
        used = "Chats were opened in this widget: it stays, so that they do. Take its script off your pages instead."
        try:
            async with self._database.write() as connection:
                if await has_contacts(connection, account_id):
                    raise NotAllowedNow(used)
                await remove_widget(connection, account_id)
        except IntegrityError as error:
            raise NotAllowedNow(used) from error
        self.forget()


def settings_of(stored: StoredPolicy | None) -> WidgetSettings:
    """What is stored, or the defaults: settings that this version cannot read must not take the chat from a page."""
    if stored is None:
        return DEFAULTS
    try:
        return WidgetSettings.model_validate(stored.document)
    except ValidationError:
        log.exception("a widget's settings cannot be read; the defaults hold until they are saved again")
        return DEFAULTS


async def _in_force(connection: AsyncConnection, account: StoredAccount) -> Widget:
    stored = await newest_document(connection, account.id)
    logo = await logo_digest(connection, account.id)
    return Widget(account, stored.number if stored else 0, settings_of(stored), logo)
