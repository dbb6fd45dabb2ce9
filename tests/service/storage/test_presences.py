"""Operators' signs of life."""

from datetime import timedelta

from evals.kpi import measure
from evals.rates.beside import Beside
from service.console_stream import ConsoleStream
from service.live import Live
from service.storage.database import Database
from service.storage.types import now
from service.storage.users.presences import list_presences, seen_from, sign_of_life
from tests.service.storage.conftest import START

MINUTE = timedelta(minutes=1)


async def _logged_in() -> bool:
    return True


async def test_signs_in_a_row_are_one_presence_and_a_gap_begins_another(
    database: Database, operators: tuple[str, str]
) -> None:
    async with database.write() as connection:
        assert await seen_from(connection) is None
        for minutes in (0, 1, 2, 3, 30, 31):
            await sign_of_life(connection, operators[0], START + minutes * MINUTE)
            await sign_of_life(connection, operators[0], START + minutes * MINUTE)  # a second window
        await sign_of_life(connection, operators[1], START + 2 * MINUTE)
        found = await list_presences(connection)
        assert await seen_from(connection) == START
        late = await list_presences(connection, START + 10 * MINUTE, START + 31 * MINUTE)
    spans = [(one.operator, (one.since - START) / MINUTE, (one.until - START) / MINUTE) for one in found]
    assert spans == [("mia@example.com", 0, 3), ("bo@example.com", 2, 2), ("mia@example.com", 30, 31)]
    assert [one.since for one in late] == [START + 30 * MINUTE]
    online = measure([], now=START + 40 * MINUTE, since=START, beside=Beside(presences=found, seen_from=START))
    load = online[0].kpis.operators_online
    # Minutes 0 to 3 of Mia, minute 2 of Bo too, minutes 30 and 31.
    assert load
    assert (load.max, load.mean, load.minutes) == (2, 7 / 40, 40)


async def test_who_listens_to_the_console_s_news_is_there(database: Database, operators: tuple[str, str]) -> None:
    before = now()
    stream = ConsoleStream(database, Live(), operators[1], _logged_in).events()
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
    async with database.read() as connection:
        (found,) = await list_presences(connection)
    assert found.operator == "bo@example.com"
    assert before <= found.since <= now()
