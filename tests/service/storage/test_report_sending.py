"""A report that is due really arrives: in a mailbox as text that a manager can read, at a webhook as JSON."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import islice
from urllib.parse import quote

import pytest

from evals.benchmarks.made_year import made_year
from evals.kpi_figures import numbers_at
from service.rates.rates import Rates
from service.rates.reporting import Reporting
from service.report import Content, Schedule
from service.roles import Role
from service.secrets import Vault
from service.storage.database import Database
from service.storage.integrations.reports import READY, Report, add_report, get_report, report_log
from service.storage.rates.keeping import Renewed, WorkedOut, added, keep
from service.storage.rates.measuring import Wanted
from service.storage.users.users import add_user, find_user
from tests.service.channels.play_mail import PASSWORD, FakeSmtp, smtp
from tests.service.storage.conftest import World
from tests.service.storage.integrations_world import Receiver, Told, receiving

START = datetime(2025, 1, 9, 8, 0, tzinfo=UTC)
SITE = "https://chat.example.com"
NAME = "Mornings <img src=x> 早报"
CONTENT = Content(
    rates=("transfer", "frt.p50_s", "fcr.agent_alone", "opened"), period="last_7_days", zone="Asia/Shanghai"
)


@pytest.fixture
async def told(world: World) -> Told:
    """Integrations beside eight days of conversations that are worked out."""
    for day in islice(made_year(5_000, 4), 8):
        worked = WorkedOut([Renewed(None, one) for one in day], {})
        async with world.database.write() as connection:
            assert await keep(connection, worked, added(worked.renewed), [])
    world.at = START
    return Told(world, Vault(b"k" * 32))


@pytest.fixture
async def mailbox() -> AsyncIterator[FakeSmtp]:
    async with smtp() as opened:
        yield opened


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as opened:
        yield opened


async def by_mail(told: Told, mailbox: FakeSmtp, language: str, events: tuple[str, ...] = (READY,)) -> str:
    """An integration that writes to the manager, as an admin enters it."""
    login = f"turnwise:{quote(PASSWORD)}@127.0.0.1:{mailbox.port}"
    address = f"mailto://{login}?from=turnwise@shop.example&to=manager@shop.example"
    given = {"address": address, "language": language}
    return (await told.keeping.add("notice", "Manager", given, events, None, "ann@example.com")).integration.id


async def due_daily(database: Database, *to: str) -> Report:
    async with database.write() as connection:
        assert await add_user(connection, database, "ann@example.com", "Ann", "x", START, Role.QUALITY)
        owner = await find_user(connection, "ann@example.com")
        assert owner
        schedule = Schedule(every="day", at="09:00", zone="Asia/Shanghai", to=to)
        made = await add_report(connection, NAME, owner.user.id, CONTENT, schedule, START, shared=False)
        return await get_report(connection, made)


async def sent_at_nine(told: Told) -> None:
    """What a serving process does the next morning, at nine in Shanghai."""
    told.offset += timedelta(hours=17, minutes=1)
    assert await Reporting(told.database, Rates(told.database, "USD", told.clock), SITE, told.clock).round() == 1


def read(mailbox: FakeSmtp) -> EmailMessage:
    (taken,) = mailbox.taken
    assert isinstance(taken.content, bytes)
    mail = message_from_bytes(taken.content, _class=EmailMessage, policy=default)
    assert taken.rcpt_tos == ["manager@shop.example"]
    return mail


async def test_a_manager_reads_rates_with_interval_and_n_and_the_way_to_the_page(
    told: Told, mailbox: FakeSmtp, caplog: pytest.LogCaptureFixture
) -> None:
    report = await due_daily(told.database, await by_mail(told, mailbox, "en"))
    await sent_at_nine(told)
    assert await told.send() == 1
    mail = read(mailbox)
    assert (mail["subject"], mail["from"]) == (f"[Report] {NAME}", "turnwise@shop.example")
    assert mail.get_content_type() == "text/plain", (
        "as HTML the name's picture would be fetched, and lines run together"
    )
    lines = mail.get_content().splitlines()
    assert lines[0] == "2025-01-03 – 2025-01-09 (Asia/Shanghai)"
    figures = dict(line.split(": ", 1) for line in lines[2:6])
    assert list(figures) == [
        "Transfer rate",
        "First response, median",
        "First-contact resolution, agent alone",
        "Conversations",
    ]
    measured = await Rates(told.database, "USD", told.clock).measured(_wanted(told))
    transfer = numbers_at(measured.groups[0].kpis, ("transfer",))["transfer"]
    assert (
        figures["Transfer rate"] == f"{transfer.value:.1%} ({transfer.low:.1%} – {transfer.high:.1%}, n = {transfer.n})"
    )
    assert figures["Conversations"] == f"{measured.groups[0].kpis.opened:,}"
    assert lines[-1].endswith(f": {SITE}/console/reports/{report.id}")
    assert PASSWORD not in caplog.text
    assert "manager@shop.example" not in caplog.text


async def test_it_is_written_in_the_receivers_language(told: Told, mailbox: FakeSmtp) -> None:
    await due_daily(told.database, await by_mail(told, mailbox, "zh"))
    await sent_at_nine(told)
    assert await told.send() == 1
    mail = read(mailbox)
    assert mail["subject"] == f"[报表] {NAME}"
    assert "转人工率：" in mail.get_content()
    assert "首次解决率（智能体独立）：" in mail.get_content()


async def test_a_mail_that_was_not_taken_is_tried_again_and_the_log_says_so(told: Told, mailbox: FakeSmtp) -> None:
    report = await due_daily(told.database, await by_mail(told, mailbox, "en"))
    await sent_at_nine(told)
    mailbox.at_data = "451 try later"
    assert await told.send() == 0
    async with told.database.read() as connection:
        (waiting,) = await report_log(connection, report.id)
    assert (waiting.state, waiting.attempts, waiting.error) == ("pending", 1, "the service did not take it")
    mailbox.at_data, mailbox.taken = "250 OK", []
    assert await told.send(after=timedelta(minutes=1)) == 1
    async with told.database.read() as connection:
        (sent,) = await report_log(connection, report.id)
    assert (sent.state, sent.attempts) == ("sent", 2)
    assert NAME in read(mailbox)["subject"]


async def test_a_webhook_gets_every_number_signed(told: Told, receiver: Receiver) -> None:
    report = await due_daily(told.database, await told.webhook(receiver, READY))
    await sent_at_nine(told)
    assert await told.send() == 1
    ((_, event),) = receiver.got
    data = event["data"]
    assert event["type"] == READY
    assert data["report"] == {"id": report.id, "name": NAME, "url": f"{SITE}/console/reports/{report.id}"}
    assert (data["since"], data["until"], data["zone"]) == (
        "2025-01-02T16:00:00+00:00",
        "2025-01-09T16:00:00+00:00",
        "Asia/Shanghai",
    )
    ((row,)) = data["rows"]
    assert list(row["numbers"]) == list(CONTENT.rates)
    assert row["numbers"]["transfer"]["low"] < row["numbers"]["transfer"]["value"] < row["numbers"]["transfer"]["high"]
    assert row["numbers"]["transfer"]["n"] > 50


async def test_each_receiver_gets_it_and_one_that_is_down_holds_up_no_other(
    told: Told, mailbox: FakeSmtp, receiver: Receiver
) -> None:
    receiver.status = 503
    await due_daily(told.database, await told.webhook(receiver, READY), await by_mail(told, mailbox, "en"))
    await sent_at_nine(told)
    assert await told.send() == 1
    assert NAME in read(mailbox)["subject"]
    receiver.status = 200
    assert await told.send(after=timedelta(minutes=1)) == 1
    first, second = receiver.ids
    assert first == second


def _wanted(told: Told) -> Wanted:
    since, until = CONTENT.span(told.clock())
    return Wanted(since, until)
