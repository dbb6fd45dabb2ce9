"""What `turnwise alerts` does."""

from typing import TYPE_CHECKING, Any

from service.cli.failing import fail

if TYPE_CHECKING:
    from service.alerts.alerts import Finding
    from service.storage.alerts.alerts import AlertRow, State
    from service.storage.alerts.deliveries import Told


async def print_alerts(state: "State | None", rule: str | None, limit: int, *, as_json: bool) -> None:
    """The latest first."""
    from service.cli.opening import opened_database
    from service.cli.output import screen
    from service.storage.alerts.alerts import list_alerts
    from service.storage.alerts.deliveries import how_told

    async with opened_database() as database, database.read() as connection:
        found = await list_alerts(connection, state, rule, limit)
        told = await how_told(connection, [alert.id for alert in found])
    for alert in found:
        _print(alert, told[alert.id], as_json=as_json)
    if not found and not as_json:
        screen().print("There are no alerts.")


async def look_now(*, dry: bool, as_json: bool) -> None:
    """A round, or what it would find."""
    import httpx

    from service.alerts.alerting import Alerting
    from service.alerts.alerts import alerts_in_force, find
    from service.cli.opening import opened_database
    from service.live import Live
    from service.notifier import open_audience
    from service.settings import Settings
    from service.storage.alerts.alerts import firing_rates
    from service.storage.types import now

    async with opened_database() as database:
        if dry:
            async with database.read() as connection:
                _, document = await alerts_in_force(connection)
                findings = await find(connection, document, now(), await firing_rates(connection))
        else:
            audience = open_audience(Settings())
            async with httpx.AsyncClient() as http:
                findings = list((await Alerting(database, Live(), audience, http).round()).findings)
    for finding in findings:
        _print_finding(finding, as_json=as_json)
    if firing := [finding.rule.id for finding in findings if finding.look.found == "firing"]:
        fail(f"firing: {', '.join(firing)}")


async def acknowledge_one(alert_id: str, by: str, note: str, *, as_json: bool) -> None:
    """And show it."""
    from service.cli.opening import opened_database
    from service.storage.alerts.alerts import acknowledge
    from service.storage.alerts.deliveries import how_told
    from service.storage.types import now
    from service.texts import clean

    async with opened_database() as database, database.write() as connection:
        alert = await acknowledge(connection, alert_id, by, clean(note), now())
        told = await how_told(connection, [alert.id])
    _print(alert, told[alert.id], as_json=as_json)


async def print_failing(*, again: bool, as_json: bool) -> None:
    """What was not taken; with `again`, begin anew with it."""
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen, tell
    from service.storage.alerts.deliveries import list_failing, send_again
    from service.storage.types import now

    async with opened_database() as database:
        async with database.read() as connection:
            found = await list_failing(connection)
        if again:
            async with database.write() as connection:
                await send_again(connection, now())
    for one in found:
        if as_json:
            record = {"alert": one.alert.id, "event": one.event, "target": one.target, "state": one.state}
            tried = {
                "attempts": one.attempts,
                "next_at": one.not_before.isoformat() if one.state == "pending" else None,
            }
            emit(record | tried | {"error": one.error})
        else:
            after = f"again from {one.not_before:%Y-%m-%d %H:%M}" if one.state == "pending" else "given up"
            screen().print(
                f"{one.alert.title} ({one.event}) to {one.target}: {one.error} {one.attempts} attempts, {after}"
            )
    if not found and not as_json:
        screen().print("All that was to be told was taken.")
    if again and found:
        tell("They are sent again at the next look, within a minute.")


async def print_rules(*, as_json: bool) -> None:
    """In force now."""
    from evals.yaml_document import write_document
    from service.alerts.alerts import alerts_in_force
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen

    async with opened_database() as database, database.read() as connection:
        _, document = await alerts_in_force(connection)
    if not as_json:
        screen().print(write_document(document), end="")
        return
    for rule in document.rules:
        named = {"id": rule.id, "kind": rule.kind, "title": rule.name, "severity": rule.severity}
        emit(named | {"active": rule.active, "rate": None if rule.kind == "turn" else rule.rate})


async def put_rules(text: str, name: str, *, as_json: bool) -> None:
    """Put those of a file in force, where they are sound."""
    from evals.alerts.document import AlertRules
    from evals.yaml_document import BadDocument, read_document
    from service.alerts.alerts import alerts_in_force, put_alerts_in_force
    from service.cli.opening import opened_database
    from service.cli.output import emit, tell
    from service.quality.rules import BY_COMMAND_LINE

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
    """A message that says what it is, to each address."""
    import httpx

    from service.cli.output import emit, tell
    from service.notifier import open_audience, try_all
    from service.settings import Settings

    audience = open_audience(Settings())
    if not audience.first and not audience.then:
        fail("there is nobody to tell: set TURNWISE_ALERTS_TO to addresses (docs/alerts.md)")
    async with httpx.AsyncClient() as http:
        failed = await try_all(audience, http)
    if as_json:
        emit({"sent": not failed, "failed": failed})
    if failed:
        told = "; ".join(f"address {key}: {why}" for key, why in failed.items())
        fail(f"not every address took the message: {told}")
    if not as_json:
        tell("Sent.")


def _print(alert: "AlertRow", told: "Told", *, as_json: bool) -> None:
    from service.cli.output import emit, screen

    if as_json:
        emit(_record(alert, told))
        return
    where = f"  conversation {alert.conversation_id}" if alert.conversation_id else ""
    failing = f"  not told to {told.failed}" if told.failed else ""
    screen().print(
        f"{alert.fired_at:%Y-%m-%d %H:%M}  {alert.id}  {alert.severity:<9}{alert.state:<13}"
        f"{alert.title} ({alert.reason}){where}{failing}"
    )


def _record(alert: "AlertRow", told: "Told") -> dict[str, Any]:
    from dataclasses import asdict
    from datetime import datetime

    known = asdict(alert) | asdict(told)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in known.items()}


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
