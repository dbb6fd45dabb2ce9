"""What `turnwise alerts` does."""

from typing import TYPE_CHECKING, Any

from service.cli.failing import fail

if TYPE_CHECKING:
    from service.alerting import Finding
    from service.storage.alerts import AlertRow, State


async def print_alerts(state: "State | None", rule: str | None, limit: int, *, as_json: bool) -> None:
    """The latest first."""
    from service.cli.opening import opened_database
    from service.cli.output import screen
    from service.storage.alerts import list_alerts

    async with opened_database() as database, database.read() as connection:
        found = await list_alerts(connection, state, rule, limit)
    for alert in found:
        _print(alert, as_json=as_json)
    if not found and not as_json:
        screen().print("There are no alerts.")


async def look_now(*, dry: bool, as_json: bool) -> None:
    """A round, or what it would find."""
    from service.alerting import Alerting, find
    from service.alerts import alerts_in_force
    from service.cli.opening import opened_database
    from service.live import Live
    from service.notifier import Notifier
    from service.settings import Settings
    from service.storage.alerts import firing_rates
    from service.storage.types import now

    async with opened_database() as database:
        if dry:
            async with database.read() as connection:
                _, document = await alerts_in_force(connection)
                findings = await find(connection, document, now(), await firing_rates(connection))
        else:
            findings = list((await Alerting(database, Live(), Notifier(Settings().alerts_to)).round()).findings)
    for finding in findings:
        _print_finding(finding, as_json=as_json)
    if firing := [finding.rule.id for finding in findings if finding.look.found == "firing"]:
        fail(f"firing: {', '.join(firing)}")


async def acknowledge_one(alert_id: str, by: str, note: str, *, as_json: bool) -> None:
    """And show it."""
    from service.cli.opening import opened_database
    from service.storage.alerts import acknowledge
    from service.storage.types import now
    from service.texts import clean

    async with opened_database() as database, database.write() as connection:
        alert = await acknowledge(connection, alert_id, by, clean(note), now())
    _print(alert, as_json=as_json)


async def print_rules(*, as_json: bool) -> None:
    """In force now."""
    from evals.yaml_document import write_document
    from service.alerts import alerts_in_force
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen

    async with opened_database() as database, database.read() as connection:
        _, document = await alerts_in_force(connection)
    if not as_json:
        screen().print(write_document(document), end="")
        return
    for rule in document.rules:
        named = {"id": rule.id, "kind": rule.kind, "title": rule.name, "severity": rule.severity}
        emit(named | {"active": rule.active, "rate": rule.rate if rule.kind == "rate" else None})


async def put_rules(text: str, name: str, *, as_json: bool) -> None:
    """Put those of a file in force, where they are sound."""
    from evals.alerts.document import AlertRules
    from evals.yaml_document import BadDocument, read_document
    from service.alerts import alerts_in_force, put_alerts_in_force
    from service.cli.opening import opened_database
    from service.cli.output import emit, tell
    from service.rules import BY_COMMAND_LINE

    try:
        document = read_document(text, name, AlertRules)
    except BadDocument as error:
        fail(str(error))
    async with opened_database() as database:
        async with database.read() as connection:
            based_on, _ = await alerts_in_force(connection)
        number = await put_alerts_in_force(database, document, based_on, BY_COMMAND_LINE)
    if as_json:
        emit({"number": number})
    else:
        tell(f"In force as number {number}.")


async def try_addresses(*, as_json: bool) -> None:
    """A message that says what it is."""
    from service.cli.output import emit, tell
    from service.notifier import TEST, Notifier
    from service.settings import Settings

    notifier = Notifier(Settings().alerts_to)
    if not notifier:
        fail("there is nobody to tell: set TURNWISE_ALERTS_TO to addresses of Apprise (docs/alerts.md)")
    taken = await notifier.send(*TEST)
    if as_json:
        emit({"sent": taken})
    if not taken:
        fail("an address did not take the message: check TURNWISE_ALERTS_TO and that its server can be reached")
    if not as_json:
        tell("Sent.")


def _print(alert: "AlertRow", *, as_json: bool) -> None:
    from service.cli.output import emit, screen

    if as_json:
        emit(_record(alert))
        return
    where = f"  conversation {alert.conversation_id}" if alert.conversation_id else ""
    screen().print(
        f"{alert.fired_at:%Y-%m-%d %H:%M}  {alert.id}  {alert.severity:<9}{alert.state:<13}"
        f"{alert.title} ({alert.reason}){where}"
    )


def _record(alert: "AlertRow") -> dict[str, Any]:
    from dataclasses import asdict
    from datetime import datetime

    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(alert).items()}


def _print_finding(finding: "Finding", *, as_json: bool) -> None:
    from dataclasses import asdict

    from service.cli.output import emit, screen

    look = finding.look
    if as_json:
        emit({"rule": finding.rule.id, "rate": finding.rule.rate} | asdict(look))
        return
    value = "" if look.value is None else f"{look.value:.4g}"
    limit = "" if look.limit is None else f"limit {look.limit:.4g}"
    screen().print(f"{finding.rule.id:<28}{look.found:<9}{value:>8}  {limit:<14} n {look.n}")
