"""The demo shop's colleagues: who they are, when they are there, and who comes next when a customer waits."""

import math
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from service.demo_days.book import Language, book
from service.roles import Role
from service.storage.database import Database
from service.storage.desk.canned_replies import add_canned
from service.storage.tables import presences
from service.storage.types import new_id, now
from service.users.auth import Logins
from service.users.teams import create_group, join_group, operator, set_wage_of_group

OPENS, CLOSES = time(9), time(18)
SUNDAY = 6
_MEDIAN_MINUTES, _SPREAD = 2.2, 0.7
_BUSY = timedelta(minutes=7)


@dataclass(frozen=True, slots=True)
class Desk:
    """A group of colleagues with the language that they serve, Monday to Saturday, 9 to 18 by their own clock."""

    name: str
    language: Language
    zone: str
    per_hour: Decimal


@dataclass(slots=True)
class Colleague:
    """Somebody at a desk; `free_at` is when they can take the next conversation, `id` is known once entered."""

    name: str
    email: str
    desk: Desk
    role: Role = Role.OPERATOR
    id: str = ""
    free_at: datetime | None = None


EUROPE = Desk("Europe desk", "en", "Europe/Amsterdam", Decimal("24.50"))
CHINA = Desk("杭州客服组", "zh", "Asia/Shanghai", Decimal("9.80"))
CURRENCY = "USD"
REVIEWER = "clara.jansen@lumenandoak.example"


def colleagues() -> tuple[Colleague, ...]:
    """Those of both desks, as they begin; Clara watches the quality."""
    people = (
        ("Clara Jansen", EUROPE, Role.QUALITY),
        ("Mia de Boer", EUROPE, Role.OPERATOR),
        ("Jonas Weber", EUROPE, Role.OPERATOR),
        ("Chen Wei 陈伟", CHINA, Role.OPERATOR),
        ("Liu Yan 刘燕", CHINA, Role.OPERATOR),
    )
    return tuple(Colleague(name, _address(name), desk, role) for name, desk, role in people)


@dataclass(slots=True)
class Team:
    """All of them. `chance` decides how long a customer waits; from `on_call` on somebody is there at any hour."""

    people: Sequence[Colleague]
    chance: random.Random
    on_call: datetime
    by_language: dict[Language, list[Colleague]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_language = {"en": [], "zh": []}
        for one in self.people:
            if one.role is Role.OPERATOR:
                self.by_language[one.desk.language].append(one)

    def next_for(self, language: Language, at: datetime) -> tuple[Colleague, datetime]:
        """Who takes a customer who waits since then, and when: who is free first, and they are busy with it then."""

        def ready(one: Colleague) -> datetime:
            free = max(at, one.free_at or at)
            return free if free >= self.on_call else on_duty(one.desk, free)

        found = min(self.by_language[language], key=ready)
        minutes = math.exp(self.chance.gauss(math.log(_MEDIAN_MINUTES), _SPREAD))
        comes = ready(found) + timedelta(minutes=minutes)
        found.free_at = comes + _BUSY
        return found, comes


def on_duty(desk: Desk, at: datetime) -> datetime:
    """That time, or the next one at which the desk is open."""
    local = at.astimezone(ZoneInfo(desk.zone))
    while True:
        opens, closes = (datetime.combine(local.date(), one, local.tzinfo) for one in (OPENS, CLOSES))
        if local.weekday() != SUNDAY and local < closes:
            return max(local, opens).astimezone(at.tzinfo)
        local = datetime.combine(local.date() + timedelta(days=1), time(0), local.tzinfo)


async def enter(database: Database, team: Team) -> None:
    """Enter them with their desks, wages and ready replies; nobody knows the passwords that they get."""
    logins = Logins(database)
    for desk in (EUROPE, CHINA):
        await create_group(database, desk.name)
        await set_wage_of_group(database, desk.name, desk.per_hour, CURRENCY, now())
    for one in team.people:
        await logins.add(one.email, one.name, secrets.token_urlsafe(24), one.role)
        await join_group(database, one.desk.name, [one.email], now())
        async with database.read() as connection:
            one.id = (await operator(connection, one.email)).id
    async with database.write() as connection:
        for language in ("en", "zh"):
            for shortcut, text in book(language).ready.items():
                await add_canned(connection, None, shortcut, language, text, REVIEWER, now())


async def be_there(database: Database, team: Team, since: datetime, until: datetime) -> None:
    """Write down when they had the console open: spans, as their signs of life become."""
    rows = []
    for one in team.people:
        at = on_duty(one.desk, since)
        while at < until:
            zone = ZoneInfo(one.desk.zone)
            closes = datetime.combine(at.astimezone(zone).date(), CLOSES, zone)
            late, over = (timedelta(minutes=team.chance.uniform(-9, 9)) for _ in range(2))
            leaves = min(closes + over, until).astimezone(until.tzinfo)
            if at + late < leaves:
                rows.append({"id": new_id(), "user_id": one.id, "since": at + late, "until": leaves})
            at = on_duty(one.desk, (closes + timedelta(minutes=10)).astimezone(until.tzinfo))
    async with database.write() as connection:
        if rows:
            await connection.execute(insert(presences), rows)


def _address(name: str) -> str:
    first, last = name.split()[:2]
    return f"{first}.{last}@lumenandoak.example".lower()
