"""What rates are measured from: conversations read in pages, and what they rest on beside them."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.conversation import ConversationRecord
from evals.rates.beside import Beside
from evals.rates.costs import Spend
from evals.rates.observed import DURABLE_AFTER
from evals.rules.document import RuleSet
from evals.rules.packs import all_rules
from service.storage.grading.reviews import current_reviews
from service.storage.policies import PolicyKind
from service.storage.rates.ad_spend import list_spends
from service.storage.rates.records import CAPTURE, Known, kpi_record
from service.storage.rates.rows import read_rows
from service.storage.tables import conversations, policies
from service.storage.users.presences import list_presences, seen_from

PAGE = 500
_DAY = timedelta(days=1)


async def kpi_records(
    connection: AsyncConnection,
    since: datetime | None = None,
    until: datetime | None = None,
    currency: str | None = None,
) -> list[ConversationRecord]:
    """Conversations of [since, until), with those around them that tell who came back, and who was open meanwhile.

    Those are the ones that began in the 7 days after it, and those that had not ended 7 days before it. Wages in
    another `currency` than that of the prices make the cost of operators unknown.
    """
    query = select(conversations.c.id).order_by(conversations.c.id).limit(PAGE)
    if since:
        ended = conversations.c.closed_at
        query = query.where(or_(conversations.c.started_at >= since, ended.is_(None), ended >= since - DURABLE_AFTER))
    if until:
        query = query.where(conversations.c.started_at < until + DURABLE_AFTER)
    known = await KnownForAll(currency).look(connection)
    records: list[ConversationRecord] = []
    last = ""
    while ids := (await connection.execute(query.where(conversations.c.id > last))).scalars().all():
        records += [kpi_record(rows, known) for rows in await read_rows(connection, ids)]
        last = ids[-1]
    return records


async def kpi_beside(connection: AsyncConnection, since: datetime | None, until: datetime | None) -> Beside:
    """What was spent, who was there, and what was reviewed."""
    spent = await list_spends(connection, since.date() if since else None, until.date() + _DAY if until else None)
    return Beside(
        spends=[Spend(one.channel, one.account, one.day, one.amount, one.currency) for one in spent],
        presences=await list_presences(connection, since, until),
        seen_from=await seen_from(connection),
        reviews=await current_reviews(connection, since=since),  # no turn is asked before its conversation starts
    )


class KnownForAll:
    """What is known for all conversations; `currency` is that of the prices. Documents are read once each."""

    def __init__(self, currency: str | None) -> None:
        self._currency = currency
        self._latest = 0
        self._capture = {"0"} if _about_capture(RuleSet()) else set[str]()

    async def look(self, connection: AsyncConnection) -> Known:
        """As of now."""
        saved = await connection.execute(
            select(policies.c.number, policies.c.document)
            .where(policies.c.kind == PolicyKind.RULES, policies.c.number > self._latest)
            .order_by(policies.c.number)
        )
        for row in saved:
            if _about_capture(RuleSet.model_validate(row.document)):
                self._capture.add(str(row.number))
            self._latest = row.number
        return Known(frozenset(self._capture), self._currency)


def _about_capture(document: RuleSet) -> bool:
    """Whether it holds an active rule about asking for contact details."""
    return any(rule.active and rule.id.startswith(CAPTURE) for rule in all_rules(document))
