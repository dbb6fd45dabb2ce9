"""Reports are due when they say, and sent once, on both databases."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from pydantic import ValidationError
from sqlalchemy import select, update

from evals.benchmarks.made_year import made_year
from evals.kpi_figures import places
from service.integrations.report_notice import report_notice
from service.integrations.report_words import Language, rate_name
from service.integrations.report_words import written as written_figure
from service.rates.rates import Rates
from service.rates.reporting import Reporting, measure, sent_of, table_of
from service.rates.tables import Format, written
from service.report import Content, Schedule
from service.roles import Role
from service.storage.database import Database
from service.storage.integrations.integrations import add_integration
from service.storage.integrations.reports import READY, Report, add_report, get_report, list_reports, report_log
from service.storage.rates.keeping import Renewed, WorkedOut, added, keep
from service.storage.tables import integrations, reports, users
from service.storage.users.users import add_user

SITE = "https://chat.example.com/"
NOW = datetime(2025, 1, 9, 8, 0, tzinfo=UTC)
CONTENT = Content(rates=("transfer", "frt.p50_s", "opened"), by=("channel",), period="last_7_days")


async def user(database: Database, email: str) -> str:
    async with database.write() as connection:
        assert await add_user(connection, database, email, email, "x", NOW, Role.QUALITY)
        found: str = await connection.scalar(select(users.c.id).where(users.c.email == email))  # type: ignore[assignment]
    return found


async def receiver(database: Database, *events: str) -> str:
    async with database.write() as connection:
        made = await add_integration(connection, "webhook", "mine", "https://x", list(events), {}, "sealed", "ann", NOW)
    return made.id


async def reported(database: Database, owner: str, *to: str, shared: bool = False) -> Report:
    schedule = Schedule(every="day", at="09:00", zone="Asia/Shanghai", to=to) if to else None
    async with database.write() as connection:
        made = await add_report(connection, "Mornings", owner, CONTENT, schedule, NOW, shared=shared)
        return await get_report(connection, made)


@pytest.fixture
async def rates(database: Database) -> Rates:
    for day in islice(made_year(5_000, 4), 8):
        worked = WorkedOut([Renewed(None, one) for one in day], {})
        async with database.write() as connection:
            assert await keep(connection, worked, added(worked.renewed), [])
    return Rates(database, "USD", clock=lambda: NOW)


async def test_what_is_due_is_sent_once_whoever_looks(database: Database, rates: Rates) -> None:
    report = await reported(database, await user(database, "ann@x.org"), await receiver(database, READY))
    assert report.next_at == datetime(2025, 1, 10, 1, tzinfo=UTC), "nine o'clock in Shanghai"
    later = report.next_at + timedelta(days=2, minutes=1)
    processes = [Reporting(database, rates, SITE, lambda: later) for _ in range(3)]
    assert [await one.round() for one in processes] == [1, 0, 0]
    async with database.read() as connection:
        (sent,) = await report_log(connection, report.id)
        after = await get_report(connection, report.id)
    assert (sent.event, sent.state, sent.data["report"]["name"]) == (READY, "pending", "Mornings")
    assert after.next_at == datetime(2025, 1, 13, 1, tzinfo=UTC), "what was missed meanwhile is sent once"
    rows = {row["key"]["channel"]: row["numbers"] for row in sent.data["rows"]}
    assert set(rows) == {"widget", "telegram", "webhook"}
    assert set(rows["widget"]) == set(CONTENT.rates)


async def test_of_two_that_find_the_same_one_takes_it(database: Database, rates: Rates) -> None:
    report = await reported(database, await user(database, "ann@x.org"), await receiver(database, READY))
    assert report.next_at
    sending = Reporting(database, rates, SITE, lambda: report.next_at)  # type: ignore[arg-type, return-value]
    assert [await sending._send_due(report, report.next_at) for _ in range(2)] == [True, False]
    async with database.read() as connection:
        assert len(await report_log(connection, report.id)) == 1


async def test_who_wants_no_reports_or_is_off_gets_none(database: Database, rates: Rates) -> None:
    wants, not_these = await receiver(database, READY), await receiver(database, "alert.raised")
    report = await reported(database, await user(database, "ann@x.org"), wants, not_these)
    assert await Reporting(database, rates, SITE, lambda: NOW).send(report) == 1
    async with database.write() as connection:
        await connection.execute(update(integrations).where(integrations.c.id == wants).values(active=False))
    assert await Reporting(database, rates, SITE, lambda: NOW).send(report) == 0


async def test_a_report_is_its_owners_until_it_is_shared(database: Database) -> None:
    ann, ben = await user(database, "ann@x.org"), await user(database, "ben@x.org")
    private, shared = await reported(database, ann), await reported(database, ann, shared=True)
    async with database.read() as connection:
        assert {one.id for one in await list_reports(connection, ann)} == {private.id, shared.id}
        assert [one.id for one in await list_reports(connection, ben)] == [shared.id]
        assert (await connection.execute(select(reports.c.schedule))).scalars().all() == [None, None]


async def test_the_file_holds_the_numbers_and_no_formula(database: Database, rates: Rates) -> None:
    result = await measure(rates, CONTENT, NOW)
    table = table_of(CONTENT, result)
    assert table.columns[:5] == ["channel", "transfer", "transfer.low", "transfer.high", "transfer.n"]
    for row, group in zip(table.rows, result.groups, strict=True):
        assert row[:2] == [group.key["channel"], group.kpis.transfer.value]
        assert row[-4] == group.kpis.opened
    assert written(table, Format.CSV).startswith("\ufeffchannel,transfer".encode())


@pytest.mark.parametrize(
    ("given", "after", "due"),
    [
        ({"every": "week", "weekday": 0}, "2026-03-02T09:00+00:00", "2026-03-09T09:00+00:00"),
        ({"every": "week", "weekday": 2}, "2026-03-02T09:00+00:00", "2026-03-04T09:00+00:00"),
        ({"every": "month", "day": 31}, "2026-02-01T00:00+00:00", "2026-02-28T09:00+00:00"),
        ({"every": "day", "zone": "Europe/Berlin"}, "2026-03-28T09:00+00:00", "2026-03-29T07:00+00:00"),
        ({"every": "day", "zone": "Europe/Berlin", "at": "02:30"}, "2026-03-29T00:00+00:00", "2026-03-29T01:30+00:00"),
    ],
)
def test_it_is_due_by_the_clock_on_the_wall(given: dict[str, object], after: str, due: str) -> None:
    schedule = Schedule.model_validate({"at": "09:00", "zone": "UTC", "to": ["x"], **given})
    assert schedule.after(datetime.fromisoformat(after)) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        ("yesterday", "2026-03-03T16:00+00:00", "2026-03-04T16:00+00:00"),
        ("last_week", "2026-02-22T16:00+00:00", "2026-03-01T16:00+00:00"),
        ("last_month", "2026-01-31T16:00+00:00", "2026-02-28T16:00+00:00"),
        ("last_7_days", "2026-02-25T16:00+00:00", "2026-03-04T16:00+00:00"),
    ],
)
def test_a_period_is_of_whole_days_in_its_own_zone(period: str, since: str, until: str) -> None:
    content = Content.model_validate({"rates": ["transfer"], "period": period, "zone": "Asia/Shanghai"})
    at = datetime(2026, 3, 4, 22, tzinfo=UTC)  # already the fifth in Shanghai
    assert content.span(at) == (datetime.fromisoformat(since), datetime.fromisoformat(until))


@pytest.mark.parametrize(
    "wrong",
    [
        {"rates": []},
        {"rates": ["beauty"]},
        {"rates": ["transfer"], "by": ["weather"]},
        {"rates": ["transfer"], "only": {"day": "2026-01-01"}},
        {"rates": ["transfer"], "zone": "Moon/Sea"},
        {"rates": ["transfer"], "period": {"since": "2026-02-01T00:00Z", "until": "2026-01-01T00:00Z"}},
        {"rates": ["transfer"], "by": ["channel", "language", "model", "account"]},
    ],
)
def test_what_is_no_report_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Content.model_validate(wrong)


async def test_colleagues_read_the_figures_in_their_language(database: Database, rates: Rates) -> None:
    report = await reported(database, await user(database, "ann@x.org"))
    data = sent_of(report, await measure(rates, CONTENT, NOW))
    english, chinese = (report_notice("id", READY, data, language) for language in ("en", "zh"))
    assert english.title == "[Report] Mornings"
    assert "Transfer rate: " in english.text
    assert "转人工率：" in chinese.text
    assert "n = " in chinese.text
    assert english.text.splitlines()[2].startswith("Channel: ")
    failed = report_notice("id", READY, {"report": data["report"], "error": "It is too large."}, "zh")
    assert failed.text == "生成失败：It is too large."


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_number_that_can_be_reported_has_a_name_for_colleagues(language: Language) -> None:
    names = [rate_name(place, language) for place in places()]
    assert [name for name in names if "_" in name or "." in name] == []
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("place", "value", "english", "chinese"),
    [
        ("transfer", 0.1234, "12.3%", "12.3%"),
        ("frt.p50_s", 2.04, "2.0 s", "2.0 秒"),
        ("aht.p50_s", 245.0, "4 min 5 s", "4 分 5 秒"),
        ("aht.mean_s", 59.99, "1 min 0 s", "1 分 0 秒"),
        ("aht.mean_s", 7_500.0, "2 h 5 min", "2 小时 5 分"),
        ("conversation_cost.mean", 1.23456, "1.235 CNY", "1.235 CNY"),
        ("csat.mean", 4.5, "4.5", "4.5"),
        ("opened", 12_345.0, "12,345", "12,345"),
    ],
)
def test_figures_are_written_with_their_units(place: str, value: float, english: str, chinese: str) -> None:
    assert (written_figure(place, value, "CNY", "en"), written_figure(place, value, "CNY", "zh")) == (english, chinese)
