"""`turnwise operator`: who logs in, in which role, and what an operator's hour costs."""

from datetime import datetime
from typing import Annotated, Literal

import typer

from service.cli import options
from service.roles import Role

app = typer.Typer(
    name="operator", help="Users of the console: roles, and what an operator's hour costs.", no_args_is_help=True
)

Email = Annotated[str, typer.Argument(metavar="EMAIL")]
Mail = Annotated[bool, typer.Option("--mail", help="Send the link to their address; printed where that fails.")]
MailLanguage = Annotated[Literal["en", "zh"], typer.Option("--language", help="Of the mail.")]


@app.command("add")
def add(
    email: Email,
    role: Annotated[Role, typer.Option(help="What they are here for.")] = Role.OPERATOR,
    name: Annotated[str | None, typer.Option(help="Their name as colleagues see it.", show_default=False)] = None,
    stdin: options.PasswordFromStdin = False,
) -> None:
    """Add a user, who can log in with the password that is asked for.

    admin, quality_manager and evaluator may review grades; operator and read_only may not. `turnwise password` sets
    another password.
    """
    from service.cli.loop import run

    run(_add(email, role, name, options.new_password(stdin=stdin)))


@app.command("invite")
def invite(
    email: Email,
    role: Annotated[Role, typer.Option(help="What they are here for.")] = Role.OPERATOR,
    name: Annotated[str | None, typer.Option(help="Their name as colleagues see it.", show_default=False)] = None,
    mail: Mail = False,
    language: MailLanguage = "en",
) -> None:
    """Add a user, and print the link by which they set their password: once, within 72 hours."""
    from service.cli.loop import run
    from service.cli.membering import invite

    run(invite(email, role, name or "", language if mail else None))


@app.command("link")
def link(email: Email, mail: Mail = False, language: MailLanguage = "en") -> None:
    """Print another link by which a user sets a password: for who lost theirs, or has forgotten the password."""
    from service.cli.loop import run
    from service.cli.membering import link

    run(link(email, language if mail else None))


@app.command("disable")
def disable(email: Email) -> None:
    """Let a user log in no more; they are logged out everywhere, at once."""
    from service.cli.loop import run
    from service.cli.membering import set_disabled

    run(set_disabled(email, disabled=True))


@app.command("enable")
def enable(email: Email) -> None:
    """Let a disabled user log in again."""
    from service.cli.loop import run
    from service.cli.membering import set_disabled

    run(set_disabled(email, disabled=False))


@app.command("list")
def list_all(json: options.Json = False) -> None:
    """List the users with their groups and wages of today.

    Output lines: {"id", "email", "name", "role", "group", "per_hour", "currency"}.
    """
    from service.cli.loop import run

    run(_list(as_json=json))


@app.command("role")
def role(email: Email, role: Annotated[Role, typer.Argument(help="The new role.")]) -> None:
    """Give a user another role."""
    from service.cli.loop import run

    run(_role(email, role))


@app.command("wage")
def wage(
    email: Email,
    per_hour: Annotated[str, typer.Argument(metavar="PER_HOUR", help="Like 85.50.")],
    since: options.Since = None,
    currency: options.Currency = None,
) -> None:
    """Enter what an operator's hour costs; it goes before the wage of their group."""
    from service.cli.loop import run

    run(_wage(email, per_hour, since, currency))


async def _add(email: str, role: Role, name: str | None, password: str) -> None:
    from service.cli.failing import fail, misused
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.texts import clean
    from service.users.auth import Logins

    at, shown = email.strip(), clean(name or email.partition("@")[0]).strip()
    if "@" not in at.strip("@") or len(at) > 320 or clean(at) != at:
        misused(f"{email!r} is no e-mail address")
    if not shown or len(shown) > 200:
        misused("a name has 1 to 200 characters")
    async with opened_database() as database:
        if not await Logins(database).add(at, shown, password, role):
            fail(f"there is a user {at} already: `turnwise operator role` changes the role")
    tell(f"{at} can log in as {role}.")


async def _list(*, as_json: bool) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.storage.types import now
    from service.storage.users.wages import members

    async with opened_database() as database, database.read() as connection:
        found = await members(connection, now())
    for one in found:
        cost = None if one.per_hour is None else f"{one.per_hour:f}"
        if as_json:
            record = {"id": one.id, "email": one.email, "name": one.name, "role": one.role, "group": one.group}
            emit(record | {"per_hour": cost, "currency": one.currency})
        else:
            paid = "" if one.per_hour is None else f"{one.per_hour:.2f} {one.currency} an hour"
            screen().print(f"{one.email:<30} {one.role:<16} {one.group or '–':<16} {paid}")
    if not found and not as_json:
        screen().print("There are no users yet: turnwise operator add EMAIL")


async def _role(email: str, role: Role) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.users.teams import set_role

    async with opened_database() as database:
        await set_role(database, email, role)
    tell(f"{email} is {role} now.")


async def _wage(email: str, per_hour: str, since: datetime | None, currency: str | None) -> None:
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.rates.spending import amount
    from service.users.teams import set_wage_of_operator

    paid, moment = amount(per_hour), options.since(since)
    async with opened_database() as database:
        await set_wage_of_operator(database, email, paid, options.currency(currency), moment)
    tell(f"Stored, in force from {moment:%Y-%m-%d %H:%M} UTC.")
