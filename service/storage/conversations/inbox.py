"""Which conversations an operator wants to see: by state, place, risk, language and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.search_words import terms_of
from service.storage.customers.tags import list_customer_tags, of_tag
from service.storage.messages.searching import holding
from service.storage.routing.queues import begun, group_of_conversation, queue_of
from service.storage.tables import accounts, conversations, grades, operator_groups

InboxState = Literal["open", "waiting", "human", "mine", "closed"]
Risk = Literal["any", "urgent", "upset", "escalating"]

UPSET_FROM = 0.5
LANGUAGES_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the inbox is narrowed to; None and empty leave everything in. `queue` leaves out other groups' hand-offs.

    `mine` of `state` are those that the operator has. `ids` are those to be shown again, where they still belong here.
    """

    state: InboxState | None = None
    queue: Literal["all", "mine"] = "all"
    channel: str | None = None
    account: str | None = None
    group: str | None = None
    risk: Risk | None = None
    language: str | None = None
    tag: str | None = None
    query: str = ""
    ids: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What there is to narrow the inbox by: (id, channel, name) of accounts, (id, name) of groups."""

    accounts: list[tuple[str, str, str]]
    groups: list[tuple[str, str]]
    languages: list[str]
    tags: Sequence[str]


def narrowed(connection: AsyncConnection, wanted: Wanted, operator_id: str, at: datetime) -> ColumnElement[bool]:
    """The condition on `conversations`, all but the state that `list_conversations` takes itself."""
    given: list[ColumnElement[bool]] = [begun()]
    if wanted.state == "mine":
        given += [conversations.c.state == "human", conversations.c.operator_id == operator_id]
    if wanted.queue == "mine":
        given.append(queue_of(operator_id, at))
    for column, value in (
        (conversations.c.channel, wanted.channel),
        (conversations.c.account_id, wanted.account),
        (conversations.c.language, wanted.language),
    ):
        if value:
            given.append(column == value)
    if wanted.group:
        given.append(group_of_conversation() == wanted.group)
    if wanted.tag:
        given.append(of_tag(wanted.tag))
    if wanted.risk:
        given.append(at_risk(wanted.risk))
    if wanted.ids:
        given.append(conversations.c.id.in_(wanted.ids))
    if terms := terms_of(wanted.query):
        given.append(holding(connection, terms, wanted.query))
    return and_(*given)


def at_risk(risk: Risk) -> ColumnElement[bool]:
    """Urgent by the customer's words, upset, or on its way to a complaint or a person as the grader sees it."""
    urgent = conversations.c.urgency == "high"
    upset = conversations.c.upset >= UPSET_FROM
    warned = (
        select(grades.c.turn_id)
        .where(
            grades.c.turn_id == conversations.c.last_turn_id,
            grades.c.grader == "escalation_risk",
            grades.c.label == "warning",
        )
        .exists()
    )
    match risk:
        case "urgent":
            return urgent
        case "upset":
            return upset
        case "escalating":
            return warned
        case "any":
            return or_(urgent, upset, warned)


async def list_options(connection: AsyncConnection) -> Options:
    """Accounts in which somebody has written, groups, and the languages of the latest conversations."""
    written = select(conversations.c.id).where(conversations.c.account_id == accounts.c.id, begun()).exists()
    in_use = await connection.execute(
        select(accounts.c.id, accounts.c.channel, accounts.c.name)
        .where(written)
        .order_by(accounts.c.channel, accounts.c.name)
    )
    groups = await connection.execute(
        select(operator_groups.c.id, operator_groups.c.name)
        .where(operator_groups.c.archived_at.is_(None))
        .order_by(operator_groups.c.name)
    )
    latest = (
        select(conversations.c.language)
        .order_by(conversations.c.last_message_at.desc(), conversations.c.id.desc())
        .limit(LANGUAGES_LOOKED_AT)
        .subquery()
    )
    languages = await connection.execute(select(latest.c.language).distinct().order_by(latest.c.language))
    return Options(
        [(row.id, row.channel, row.name) for row in in_use],
        [(row.id, row.name) for row in groups],
        [language for language in languages.scalars() if language],
        await list_customer_tags(connection),
    )
