"""Fills an installation with the demo shop's last weeks, up to this moment."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import func, select

from service.demo_days import routines
from service.demo_days.accounts import add_accounts
from service.demo_days.arrivals import RECENT, Arrival, arrivals
from service.demo_days.book import versions
from service.demo_days.clock import SetClock
from service.demo_days.courses import Course, play
from service.demo_days.stage import Stage, open_stage
from service.demo_days.team import CURRENCY, Team, be_there, colleagues, enter
from service.demo_days.visits import Visit
from service.errors import NotAllowedNow
from service.settings import Settings
from service.storage.accounts.accounts import StoredAccount, widget_account
from service.storage.accounts.settings import set_up
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.processes import DEAD_AFTER
from service.storage.rates.ad_spend import Spend, put_spends
from service.storage.tables import conversations, processes, spends
from service.storage.types import now, timed_by

BY = "turnwise demo fill"
_SETTING_UP = timedelta(hours=6)
_ADVERTISED = {"widget": (38, 12), "whatsapp": (17, 6), "wechat": (21, 8)}
"""What a day of advertisements costs by channel, and how far that may differ."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much there is to be, and by which seed: the same seed, the same customers."""

    days: int = 14
    conversations: int = 560
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Standing:
    """What an installation holds: `filled` where the demo's days are there, `conversations` whoever had them."""

    filled: bool
    conversations: int


async def look(database: Database) -> Standing:
    """What is there. Raises NotAllowedNow while a server or a worker runs on this database."""
    async with database.read() as connection:
        alive = await connection.scalar(
            select(func.count()).select_from(processes).where(processes.c.heartbeat_at > now() - DEAD_AFTER)
        )
        filled = await connection.scalar(select(func.count()).select_from(spends).where(spends.c.entered_by == BY))
        count = await connection.scalar(select(func.count()).select_from(conversations))
    if alive and not filled:
        raise NotAllowedNow("A server or a worker runs on this database: stop it first, then fill.")
    return Standing(bool(filled), count or 0)


async def fill(
    settings: Settings,
    database: Database,
    clock: SetClock,
    wanted: Wanted,
    until: datetime,
    on_visit: Callable[[int, int], None],
) -> None:
    """Play all of it by this clock, which must be set to `beginning`; `on_visit` hears how many of how many came.

    Raises Taken where another process interferes.
    """
    chance = random.Random(f"{wanted.seed}:team")  # noqa: S311 - a play, not a secret
    since = until - timedelta(days=wanted.days)
    team = Team(colleagues(), chance, until - RECENT)
    with timed_by(clock):
        async with open_stage(settings, database, clock) as stage:
            async with database.write() as connection:
                await widget_account(connection, database)
            accounts = await add_accounts(stage.accounts)
            await enter(database, team)
            planned = arrivals(wanted.conversations, since, until, wanted.seed)
            visits = _visits(stage, team, accounts, planned, wanted.seed, on_visit)
            await play([*visits, *_routines(stage, team, since, until, wanted.seed)], clock, until, stage.settle)
            await stage.finish()
            await stage.leads.settle()
            await be_there(database, team, since, until)
            await _lay_down(database, accounts)
            await _enter_spend(database, since.date(), until.date(), chance)
            await stage.rates.catch_up()


def beginning(wanted: Wanted, until: datetime) -> datetime:
    """When the shop is set up, before its first customer."""
    return until - timedelta(days=wanted.days) - _SETTING_UP


def _visits(
    stage: Stage,
    team: Team,
    accounts: dict[str, StoredAccount],
    planned: Sequence[Arrival],
    seed: int,
    on_visit: Callable[[int, int], None],
) -> list[tuple[datetime, Course]]:
    contacts: dict[int, Contact] = {}

    async def counted(visit: Visit) -> Course:
        on_visit(visit.arrival.number + 1, len(planned))
        async for at in visit.course():
            yield at

    return [(one.at, counted(Visit(stage, team, one, accounts, contacts, f"{seed}:{one.number}"))) for one in planned]


def _routines(stage: Stage, team: Team, since: datetime, until: datetime, seed: int) -> list[tuple[datetime, Course]]:
    def chance(of_what: str) -> random.Random:
        return random.Random(f"{seed}:{of_what}")  # noqa: S311 - a play, not a secret

    afternoon = since.replace(hour=15, minute=30) + timedelta(days=1)
    operators = [one for people in team.by_language.values() for one in people]
    changes = [
        (until - timedelta(days=one.days_before), routines.document(stage, one, operators[0], until))
        for one in versions()
        if timedelta(days=one.days_before) < until - since
    ]
    return [
        (since, routines.care(stage)),
        (since, routines.alerts(stage)),
        (afternoon, routines.reviews(stage, chance("reviews"))),
        (afternoon + timedelta(minutes=30), routines.watching(stage, chance("alerts"))),
        (afternoon + timedelta(hours=1), routines.leads(stage, operators, chance("leads"))),
        *changes,
    ]


async def _lay_down(database: Database, accounts: dict[str, StoredAccount]) -> None:
    """The platforms' accounts rest from now on: their credentials open nothing."""
    async with database.write() as connection:
        for account in accounts.values():
            await set_up(connection, account.id, enabled=False)


async def _enter_spend(database: Database, since: date, until: date, chance: random.Random) -> None:
    """What advertisements cost, day by day. This comes last: who finds it knows that nothing is missing."""
    days = [since + timedelta(days=day) for day in range((until - since).days + 1)]
    entered = [
        Spend(channel, day, Decimal(f"{base + chance.uniform(-spread, spread):.2f}"), CURRENCY)
        for day in days
        for channel, (base, spread) in _ADVERTISED.items()
    ]
    async with database.write() as connection:
        await put_spends(connection, entered, BY, now())
