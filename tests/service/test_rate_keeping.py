"""Whatever happens to conversations, the rates are those of what is stored, at once; and the cells follow."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from evals.kpi import Group, measure
from service.rates import keeping as rate_keeping
from service.rates import rates as rates_module
from service.rates.keeping import RateKeeping
from service.rates.rates import Rates
from service.storage.kpi_changes import count_changed
from service.storage.processes import Process, register
from service.storage.rates.facts import facts_of
from service.storage.rates.keeping import added, forget_all, keep, work_out
from service.storage.rates.kpis import KnownForAll, kpi_beside, kpi_records
from service.storage.rates.measuring import Wanted
from service.storage.tables import conversations, kpi_cells, kpi_dims, kpi_facts, kpi_loads, kpi_state
from tests.evals.rates.alike import assert_alike
from tests.service.busy_shop import BusyShop
from tests.service.shop import FaultyDatabase
from tests.service.storage.conftest import START, World, two_operators

CUTS = (
    Wanted(),
    Wanted(by=("operator_group", "model")),
    Wanted(by=("day", "language")),
    Wanted(START, by=("prompt_version",)),
)


@pytest.fixture
def world(database: FaultyDatabase, account: str) -> World:
    return World(database, account)


@pytest.fixture
async def operators(database: FaultyDatabase) -> tuple[str, str]:
    return await two_operators(database)


async def plainly(world: World, wanted: Wanted) -> tuple[Group, ...]:
    """The rates of what is stored, worked out from its beginnings."""
    async with world.database.read() as connection:
        records = await kpi_records(connection, wanted.since, wanted.until, "USD")
        beside = await kpi_beside(connection, wanted.since, wanted.until)
    ends: Any = {"since": wanted.since, "until": wanted.until}
    return measure(records, now=world.at, by=wanted.by, only=wanted.only, beside=beside, **ends)


async def all_of_it(world: World) -> list[Any]:
    """Facts and cells, with the values of fields instead of their numbers, which depend on the order of events."""
    fields = {row.id: (row.grain, row.fields) for row in await world.rows(select(kpi_dims))}
    found = []
    for table in (kpi_facts, kpi_cells, kpi_loads):
        for row in await world.rows(select(table)):
            values = dict(row._mapping) | {"dims_id": fields[row.dims_id], "revision": None}
            if table is kpi_loads and not values["changes"]:
                continue  # a minute in which as many came as went, taken back since
            if table is kpi_cells and not any(values["numbers"]):
                continue
            found.append((table.name, sorted(values.items(), key=str)))
    return sorted(found, key=str)


@pytest.mark.parametrize("seed", range(2))
async def test_rates_are_right_at_once_and_working_everything_out_anew_gives_the_same(
    world: World, operators: tuple[str, str], seed: int
) -> None:
    shop = BusyShop(world, operators, seed)
    rates = Rates(world.database, "USD", clock=lambda: world.at)
    keeping = RateKeeping(world.database, "USD", clock=lambda: world.at)
    for number in range(60):
        await shop.step()
        if shop.chance.random() < 0.2:
            await keeping.batch()
        if number % 10 == 9:
            wanted = CUTS[number // 10 % len(CUTS)]
            assert_alike((await rates.measured(wanted)).groups, await plainly(world, wanted))  # type: ignore[arg-type]
    await keeping.catch_up()
    before = await all_of_it(world)
    assert len(before) > 20
    await forget_all(world.database)
    await keeping.catch_up()
    assert await all_of_it(world) == before


async def test_a_failure_half_way_loses_nothing_and_counts_nothing_twice(
    world: World, operators: tuple[str, str]
) -> None:
    shop, keeping = BusyShop(world, operators, 1), RateKeeping(world.database, "USD", clock=lambda: world.at)
    assert isinstance(world.database, FaultyDatabase)
    failed = 0
    for _ in range(30):
        await shop.step()
        world.database.failing = 1
        try:
            await keeping.batch()  # nothing is written where nothing has changed
        except OperationalError:
            failed += 1
        world.database.failing = 0
        await keeping.batch()
    assert failed > 10
    before = await all_of_it(world)
    await forget_all(world.database)
    await keeping.catch_up()
    assert await all_of_it(world) == before


async def test_several_processes_may_keep_the_same_cells(world: World, operators: tuple[str, str]) -> None:
    shop = BusyShop(world, operators, 2)
    keepers = [RateKeeping(world.database, "USD", clock=lambda: world.at) for _ in range(3)]
    for _ in range(8):
        for _ in range(5):
            await shop.step()
        await asyncio.gather(*(keeper.batch() for keeper in keepers))
    await keepers[0].catch_up()
    before = await all_of_it(world)
    await forget_all(world.database)
    await keepers[1].catch_up()
    assert await all_of_it(world) == before


async def test_who_came_back_is_seen_though_both_conversations_are_worked_out_at_the_same_time(world: World) -> None:
    await world.turn("It is broken.", intent="returns")
    (row,) = await world.rows(select(conversations.c.id))
    await world.close(row.id, "customer", True)
    await world.turn("It is still broken.", intent="returns")
    first, second = (row.id for row in await world.rows(select(conversations.c.id).order_by(conversations.c.id)))
    known = KnownForAll("USD")
    async with world.database.read() as connection:
        for_all = await known.look(connection)
        apart = [await work_out(connection, [one], for_all, world.at) for one in (first, second)]
    kept = []
    for worked in apart:
        async with world.database.write() as connection:
            kept.append(await keep(connection, worked, added(worked.renewed), []))
    assert kept == [True, False]  # the second was worked out as if there were no first
    await RateKeeping(world.database, "USD", clock=lambda: world.at).catch_up()
    async with world.database.read() as connection:
        facts = await facts_of(connection, [first, second])
    assert (facts[first].one.returned, facts[first].one.follow_up) == (True, False)
    assert (facts[second].one.returned, facts[second].one.follow_up) == (False, True)


async def test_who_is_forgotten_leaves_numbers_only(world: World) -> None:
    """Nothing of what they said is in what is kept for rates, before or after."""
    turn = await world.turn("My name is Zebra", intent="returns")
    assert turn.reply
    keeping = RateKeeping(world.database, "USD", clock=lambda: world.at)
    await keeping.catch_up()
    kept = str(await all_of_it(world))
    assert "Zebra" not in kept
    assert "returns" in kept


async def test_where_much_is_not_worked_out_yet_that_is_said(
    world: World, operators: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await RateKeeping(world.database, "USD").catch_up()
    for contact in "abc":
        await world.turn(contact=contact)
    rates = Rates(world.database, "USD", clock=lambda: world.at)
    assert (await rates.measured(Wanted())).not_counted == 0
    monkeypatch.setattr(rates_module, "MOST_DIRECT", 2)
    found = await rates.measured(Wanted())
    assert (found.not_counted, found.groups[0].kpis.started) == (3, 0)
    await RateKeeping(world.database, "USD").catch_up()
    assert (await rates.measured(Wanted())).groups[0].kpis.started == 3
    async with world.database.read() as connection:
        assert await count_changed(connection) == 0


async def test_the_oldest_process_works_out_what_has_come_to_rest(
    world: World, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world.database.write() as connection:
        first, second = await register(connection), await register(connection)
    first_id = (await world.turn()).turn_id
    monkeypatch.setattr(rate_keeping, "EVERY_S", 0.01)

    async def left() -> int:
        async with world.database.read() as connection:
            return await count_changed(connection)

    async def kept() -> bool:
        return await left() == 0

    async def runs_for_a_while(process: Process) -> None:
        running = asyncio.create_task(RateKeeping(world.database, "USD").run(process))
        await asyncio.sleep(0.3)
        running.cancel()

    assert first_id
    monkeypatch.setattr(rate_keeping, "SETTLES_S", 0.0)
    await runs_for_a_while(second)
    assert await left() == 1  # it leaves that to the older one
    monkeypatch.setattr(rate_keeping, "SETTLES_S", 60.0)
    await runs_for_a_while(first)
    assert await left() == 1  # the conversation may go on at once
    monkeypatch.setattr(rate_keeping, "SETTLES_S", 0.0)
    running = asyncio.create_task(RateKeeping(world.database, "USD").run(first))
    await until(kept)
    running.cancel()


async def test_what_another_version_worked_out_in_another_form_is_worked_out_anew(
    world: World, operators: tuple[str, str]
) -> None:
    shop, keeping = BusyShop(world, operators, 3), RateKeeping(world.database, "USD", clock=lambda: world.at)
    for _ in range(20):
        await shop.step()
    await keeping.catch_up()
    expected = await all_of_it(world)
    async with world.database.write() as connection:
        await connection.execute(update(kpi_state).values(format=1))
        await connection.execute(update(kpi_facts).values(record="of another form"))
    await keeping.catch_up()
    assert await all_of_it(world) == expected
