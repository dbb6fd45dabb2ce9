"""`turnwise password`: a way into the console."""

from typing import Annotated

import typer

from service.cli import options


def command(
    email: Annotated[str | None, typer.Argument(help="Whose; by default TURNWISE_ADMIN_EMAIL.")] = None,
    stdin: options.PasswordFromStdin = False,
) -> None:
    """Set the password of an admin, who is added where there is none of that address.

    All their log-ins end. Where TURNWISE_ADMIN_PASSWORD is set, that one is in force again at the next start.
    """
    from service.cli.loop import run

    run(_set_password(email, options.new_password(stdin=stdin)))


async def _set_password(email: str | None, password: str) -> None:
    from pydantic import SecretStr

    from service.cli.output import tell
    from service.resources import open_database
    from service.settings import Settings
    from service.users.auth import Logins

    settings = Settings()
    whose = email or settings.admin_email
    async with open_database(settings) as database:
        await Logins(database).ensure_admin(whose, SecretStr(password))
    tell(f"The password of {whose} is set.")
