"""The rates hour by hour of some days: read from single conversations, for cells hold no less than a day."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.kpi import Kpis, kpis_of
from evals.rates.beside import Beside, Surroundings, lead_cost_of
from evals.rates.load import Load, OperatorLoad
from evals.rates.observed import Observed
from evals.rates.tally import tally
from service.storage.rates.facts import facts_between, revisions_between
from service.storage.rates.keeping import Renewed
from service.storage.rates.measuring import Wanted

HOUR = timedelta(hours=1)
MOST_KEPT = 1_000

_Asked = tuple[datetime, datetime, frozenset[tuple[str, str | None]]]
"""An hour, or the part of it that was asked for, and which of its conversations."""


@dataclass(slots=True)
class Hours:
    """What hours came to, kept for as long as none of their conversations is worked out anew."""

    _kept: OrderedDict[_Asked, tuple[frozenset[tuple[str, int]], Kpis | None]] = field(default_factory=OrderedDict)

    async def measure(
        self, connection: AsyncConnection, wanted: Wanted, renewed: Sequence[Renewed]
    ) -> Mapping[datetime, Kpis]:
        """By the beginning of the hour in which conversations started; hours without any are left out.

        What is no sum over conversations (loads, spend, reviews) is not told by the hour.
        """
        since, until = wanted.span
        only = frozenset(wanted.only.items())
        anew = {one.now.record.id: one.now for one in renewed}
        members: dict[datetime, set[tuple[str, int]]] = defaultdict(set)
        for conversation_id, revision, at in await revisions_between(connection, since, until):
            members[_hour_of(at)].add((conversation_id, revision))
        unsettled = {_hour_of(one.record.started_at) for one in anew.values() if wanted.holds(one)}
        found: dict[datetime, Kpis] = {}
        for hour in sorted(members.keys() | unsettled):
            begin, end = max(hour, since), min(hour + HOUR, until)
            asked, now = (begin, end, only), frozenset(members[hour])
            changed = hour in unsettled or any(conversation_id in anew for conversation_id, _ in now)
            before = None if changed else self._kept.get(asked)
            if before and before[0] == now:
                self._kept.move_to_end(asked)
                kpis = before[1]
            else:
                read = await facts_between(connection, begin, end, without=anew)
                read += [one for one in anew.values() if _hour_of(one.record.started_at) == hour]
                kpis = await asyncio.to_thread(_kpis, hour, [one for one in read if wanted.holds(one)])
                if not changed:
                    self._keep(asked, (now, kpis))
            if kpis:
                found[hour] = kpis
        return found

    def _keep(self, asked: _Asked, came_to: tuple[frozenset[tuple[str, int]], Kpis | None]) -> None:
        self._kept[asked] = came_to
        self._kept.move_to_end(asked)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


def _hour_of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _kpis(hour: datetime, conversations: Iterable[Observed]) -> Kpis | None:
    """None where there are none."""
    members = list(conversations)
    if not members:
        return None
    added = tally(members)
    around = Surroundings(
        concurrency=Load(None, None, 0),
        operator_concurrency=OperatorLoad(None, None, 0, 0),
        operators_online=None,
        lead_cost=lead_cost_of(added, Beside(), {}, hour, hour + HOUR),
    )
    return kpis_of(added, around)
