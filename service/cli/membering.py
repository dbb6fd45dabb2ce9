"""What `turnwise operator` does to users beside their wages: inviting, links, disabling."""

import typer

from service.cli.opening import opened_database
from service.cli.options import local_user
from service.cli.output import tell
from service.roles import Role
from service.settings import Settings
from service.storage.database import Database
from service.storage.users.team_list import ListedUser
from service.storage.users.users import User
from service.texts import clean
from service.users.link_mails import Language, Occasion, open_link_mails
from service.users.members import Change, Members, PasswordLink
from service.users.teams import operator

_MISSING = {"no_mail": "set TURNWISE_MAIL_URL.", "no_public_url": "set TURNWISE_PUBLIC_URL."}


async def invite(email: str, role: Role, name: str, mail: Language | None) -> None:
    """Enter a user and print their link, or mail it in that language. Raises InvalidRequest."""
    async with opened_database() as database:
        user, link = await Members(database).invite(clean(email), clean(name).strip(), role, local_user())
    await _pass_on(link, user, mail, f"{user.email} is invited as {user.role}.")


async def link(email: str, mail: Language | None) -> None:
    """Print another link for a user, or mail it in that language. Raises NotFound and InvalidRequest."""
    async with opened_database() as database:
        user, made = await Members(database).link(await _id_of(database, email), local_user())
    await _pass_on(made, user, mail, f"The link is for {user.email}; a former one has ended.")


async def set_disabled(email: str, *, disabled: bool) -> None:
    """Disable or enable a user. Raises NotFound and InvalidRequest."""
    async with opened_database() as database:
        user = await Members(database).change(await _id_of(database, email), Change(disabled=disabled))
    tell(f"{user.email} can log in no more." if disabled else f"{user.email} can log in again.")


async def _id_of(database: Database, email: str) -> str:
    async with database.read() as connection:
        return (await operator(connection, email)).id


async def _pass_on(link: PasswordLink, user: ListedUser, mail: Language | None, said: str) -> None:
    """Ends with exit code 1 where it was to be mailed and could not be; the link is printed then."""
    settings = Settings()
    if mail is not None:
        occasion: Occasion = "invited" if user.state == "invited" else "given"
        to = User(user.id, user.email, user.name, user.role)
        mailed = await open_link_mails(settings).send(link, to, occasion, mail, local_user())
        if mailed.to is not None:
            tell(f"{said} It is sent to {mailed.to}.")
            return
        said = f"{said} It was not sent: {mailed.why or _MISSING.get(mailed.missing or '', '')}"
    site = settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"
    tell(f"{said} Pass this link on; it works once, until {link.expires_at:%Y-%m-%d %H:%M} UTC:")
    typer.echo(site + link.path)
    if mail is not None:
        raise typer.Exit(1)
