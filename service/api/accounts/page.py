"""Channel accounts as JSON: the list, one account's page, and the platforms that can be added."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from service.accounts.accounts import Accounts
from service.accounts.views import AccountView, fields_of, masked
from service.channel.facts import own_lead_card
from service.channel.help import setup_help
from service.channel.interface import CheckedChannel
from service.policies.account import AccountSettings
from service.rest.shown import Shown
from service.storage.accounts.traffic import KnownContact

LANGUAGES: tuple[Literal["en", "zh"], ...] = ("en", "zh")


class Field(Shown):
    """A credential that a channel knows; secrets are written, never read."""

    key: str
    secret: bool
    required: bool
    default: str | None


class Platform(BaseModel):
    """A channel: its credentials, whether it can be asked who an account is, and how it is set up.

    `help` is Markdown by language, `{hook}` in it the address of the account's hook.
    """

    channel: str
    fields: list[Field]
    checkable: bool
    help: dict[Literal["en", "zh"], str]


class Platforms(BaseModel):
    """All channels, by name."""

    platforms: list[Platform]


class Deliveries(Shown):
    """What came to the hook; `refusal` is the code of the error with which the last refused delivery was answered."""

    accepted: int
    accepted_at: datetime | None
    refused: int
    refused_at: datetime | None
    refusal: str | None


class Replies(Shown):
    """What went out in the last seven days, and what waits: `pending` to be sent, `unanswered` for the agent."""

    sent_at: datetime | None
    failed: int
    failed_at: datetime | None
    error: str | None
    pending: int
    unanswered: int


class Unstored(Shown):
    """Messages that were acknowledged and that the database does not take: how many, and when the oldest was said.

    They are kept, and tried again every ten minutes at least.
    """

    count: int
    since: datetime


class Account(BaseModel):
    """One account. `hook` is the path of its address, under `public_url` or wherever platforms reach this server.

    `unstored` is null where all that was delivered could be stored.
    """

    id: str
    channel: str
    name: str
    created_at: datetime
    state: Literal["disabled", "failing", "refused", "silent", "healthy"]
    enabled: bool
    group: str | None
    hook: str
    former_hook_until: datetime | None
    deliveries: Deliveries
    replies: Replies
    unstored: Unstored | None


class ChannelAccounts(BaseModel):
    """All accounts of platforms, the oldest first. `public_url` is empty where it is not set."""

    accounts: list[Account]
    public_url: str


class Credential(Shown):
    """A credential of an account; of a secret only whether it is there."""

    key: str
    secret: bool
    given: bool
    value: str | None


class Contact(Shown):
    """Somebody who wrote to the account, and when that conversation was last alive."""

    contact: str
    name: str | None
    last_at: datetime


class AccountPage(BaseModel):
    """All of an account; `groups` are those that its hand-offs can go to.

    `own_lead_card`: its platform has a card for contact details, whose id the setting `lead_card` takes.
    """

    account: Account
    settings: AccountSettings
    credentials: list[Credential]
    former_credentials_until: datetime | None
    contacts: list[Contact]
    groups: list[str]
    public_url: str
    own_lead_card: bool


def show_platforms(accounts: Accounts) -> Platforms:
    """All channels."""
    return Platforms(
        platforms=[
            Platform(
                channel=name,
                fields=[Field.model_validate(one) for one in fields_of(channel)],
                checkable=isinstance(channel, CheckedChannel),
                help={language: setup_help(channel, language) for language in LANGUAGES},
            )
            for name, channel in accounts.channels.items()
        ]
    )


def show_account(view: AccountView, at: datetime) -> Account:
    """One line of the list."""
    stored, settings = view.stored, view.settings
    return Account(
        id=stored.id,
        channel=stored.channel,
        name=stored.name,
        created_at=stored.created_at,
        state=view.state,
        enabled=settings.enabled,
        group=settings.group,
        hook=view.path,
        former_hook_until=_ahead(settings.former_key_until, at),
        deliveries=Deliveries.model_validate(view.hook),
        replies=Replies.model_validate(view.traffic),
        unstored=Unstored.model_validate(view.unstored) if view.unstored else None,
    )


def show_page(
    view: AccountView,
    accounts: Accounts,
    contacts: list[KnownContact],
    groups: list[str],
    public_url: str,
    at: datetime,
) -> AccountPage:
    """The page of one account."""
    channel = accounts.channels[view.stored.channel]
    return AccountPage(
        account=show_account(view, at),
        settings=view.settings.document,
        credentials=[Credential.model_validate(one) for one in masked(channel, accounts.clear(view.stored))],
        former_credentials_until=_ahead(view.settings.former_credentials_until, at),
        contacts=[Contact.model_validate(one) for one in contacts],
        groups=groups,
        public_url=public_url,
        own_lead_card=bool(own_lead_card(channel)),
    )


def _ahead(until: datetime | None, at: datetime) -> datetime | None:
    """A time that is not over."""
    return until if until and until > at else None
