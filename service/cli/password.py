"""`turnwise password`: a way into the console."""

import sys
from typing import Annotated

import typer

from service.cli.failing import misused

LEAST_CHARS = 8


def command(
    email: Annotated[str | None, typer.Argument(help="Whose; by default TURNWISE_ADMIN_EMAIL.")] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read the password from stdin, its first line.")] = False,
) -> None:
    """Set the password of an admin, who is added where there is none of that address.

    All their log-ins end. Where TURNWISE_ADMIN_PASSWORD is set, that one is in force again at the next start.
    """
    from service.cli.loop import run

    if stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
    if len(password) < LEAST_CHARS:
        misused(f"a password needs {LEAST_CHARS} characters or more")
    run(_set_password(email, password))


async def _set_password(email: str | None, password: str) -> None:
    from pydantic import SecretStr

    from service.auth import Logins
    from service.cli.output import tell
    from service.resources import open_database
    from service.settings import Settings

    settings = Settings()
    whose = email or settings.admin_email
    async with open_database(settings) as database:
        await Logins(database).ensure_admin(whose, SecretStr(password))
    tell(f"The password of {whose} is set.")
