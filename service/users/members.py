"""Users as admins look after them: invited by a link, given another role, disabled, let in again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest, NotFound
from service.roles import Role
from service.storage.database import Database
from service.storage.types import now
from service.storage.users.password_links import put_link
from service.storage.users.profile_pictures import remove_picture
from service.storage.users.team_list import ListedUser, list_team
from service.storage.users.users import (
    NO_PASSWORD,
    Secret,
    User,
    add_user,
    change_role,
    disable,
    find_user,
    get_user,
    remove_invited,
    rename,
)
from service.users.auth import digest, new_token, normalised
from service.users.teams import ensure_another_admin

LINK_LIFETIME = timedelta(hours=72)
FORGOTTEN_LIFETIME = timedelta(hours=2)
"""Of a link that somebody asked for who could not log in."""
WELCOME = "/console/welcome"


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """A link by which somebody sets their password, once; `token` is known to who made it only."""

    token: str
    expires_at: datetime

    @property
    def path(self) -> str:
        """On this site; what stands behind # is told to no server, and so stands in no log."""
        return f"{WELCOME}#{self.token}"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed of a user; None leaves a thing as it is."""

    name: str | None = None
    role: Role | None = None
    disabled: bool | None = None


class Members:
    """Looks after the users."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list(self) -> list[ListedUser]:
        """Everybody, by e-mail address."""
        async with self._database.read() as connection:
            return await list_team(connection, now())

    async def invite(self, email: str, name: str, role: Role, by: str) -> tuple[ListedUser, PasswordLink]:
        """Enter a user who sets their password by the link. Raises InvalidRequest where the address is known."""
        address = normalised(email)
        ensure_address(address)
        async with self._database.write() as connection:
            entered = await add_user(
                connection, self._database, address, name or address.partition("@")[0], NO_PASSWORD, now(), role
            )
            if not entered:
                raise InvalidRequest(f"There is a user {address} already: give them a link, or another role.")
            secret = await find_user(connection, address)
            user_id = secret.user.id if secret else ""
            link = await _link(connection, user_id, by)
            return await _listed(connection, user_id), link

    async def link(self, user_id: str, by: str) -> tuple[ListedUser, PasswordLink]:
        """Another link, in place of the former. The password stays good until it is used. Raises NotFound."""
        async with self._database.write() as connection:
            if (await _known(connection, user_id)).disabled:
                raise InvalidRequest("This user is disabled: enable them before you give them a link.")
            link = await _link(connection, user_id, by)
            return await _listed(connection, user_id), link

    async def forgotten(self, email: str) -> tuple[User, PasswordLink] | None:
        """A link for who has forgotten their password; None where nobody of this address may log in."""
        async with self._database.read() as connection:
            known = await find_user(connection, normalised(email))
        if known is None or known.disabled:
            return None
        async with self._database.write() as connection:
            return known.user, await _link(connection, known.user.id, known.user.email, FORGOTTEN_LIFETIME)

    async def change(self, user_id: str, change: Change) -> ListedUser:
        """Change a user. Disabling ends all that they are logged in by. Raises NotFound and InvalidRequest."""
        async with self._database.write() as connection:
            known = await _known(connection, user_id)
            if change.disabled or (change.role is not None and change.role is not Role.ADMIN):
                await ensure_another_admin(connection, known.user)
            if change.role is not None:
                await change_role(connection, user_id, change.role)
            if change.name is not None:
                await rename(connection, user_id, change.name)
            if change.disabled is not None and change.disabled != known.disabled:
                await disable(connection, user_id, now() if change.disabled else None)
            return await _listed(connection, user_id)

    async def remove(self, user_id: str) -> None:
        """Take an invitation back that nobody has accepted. Raises NotFound and InvalidRequest."""
        async with self._database.write() as connection:
            await _known(connection, user_id)
            if not await remove_invited(connection, user_id):
                raise InvalidRequest("This user has worked here, and stays on record: disable them.")

    async def remove_picture(self, user_id: str) -> None:
        """Take a user's profile picture away. Raises NotFound."""
        async with self._database.write() as connection:
            await _known(connection, user_id)
            await remove_picture(connection, user_id)


def ensure_address(email: str) -> None:
    """Refuse what is no e-mail address. Raises InvalidRequest."""
    name, _, host = email.rpartition("@")
    if not name or not host or len(email) > 320 or any(character.isspace() for character in email):
        raise InvalidRequest("This is no e-mail address: write it like mia@example.com.")


async def _link(
    connection: AsyncConnection, user_id: str, by: str, lifetime: timedelta = LINK_LIFETIME
) -> PasswordLink:
    link = PasswordLink(new_token(), now() + lifetime)
    await put_link(connection, user_id, digest(link.token), by, link.expires_at)
    return link


async def _known(connection: AsyncConnection, user_id: str) -> Secret:
    found = await get_user(connection, user_id)
    if found is None:
        raise NotFound("There is no user with this id.")
    return found


async def _listed(connection: AsyncConnection, user_id: str) -> ListedUser:
    (listed,) = await list_team(connection, now(), user_id)
    return listed
