"""Logging in: passwords hashed by Argon2, log-ins as random tokens of which only a hash is kept."""

import asyncio
import hashlib
import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncConnection

from service.errors import InvalidRequest, LinkGone, WrongPassword
from service.roles import Role
from service.storage.database import Database
from service.storage.types import now
from service.storage.users.password_links import Linked, find_link, take_link
from service.storage.users.users import (
    Secret,
    User,
    add_login,
    add_user,
    any_user,
    change_password,
    find_user,
    remove_login,
    user_of_login,
)

LOGIN_LIFETIME = timedelta(days=14)
LEAST_CHARS = 8
"""Of a password."""
MOST_CHARS = 1_024
_TOKEN_BYTES = 32
# Each check takes 64 MiB and a core for ~50 ms: so many may run at once, whoever asks.
_CONCURRENT_CHECKS = 2


@dataclass(frozen=True, slots=True)
class Login:
    """A fresh log-in; its token is known to the one who logged in only."""

    token: str
    user: User


@dataclass(frozen=True, slots=True)
class Device:
    """What a log-in comes from: told to its user, so that they know a foreign one."""

    agent: str = ""
    address: str = ""


NOWHERE = Device()


class Passwords:
    """Argon2id with the library's current parameters, off the event loop."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._slots = asyncio.Semaphore(_CONCURRENT_CHECKS)
        self._decoy = _decoy(self._hasher)

    async def hash(self, password: str) -> str:
        """What is stored of a password."""
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether this is the password; without a hash, No after the same work, so that timing names no user."""
        async with self._slots:
            try:
                matches = await asyncio.to_thread(self._hasher.verify, password_hash or self._decoy, password)
            except (VerificationError, InvalidHashError):
                return False
        return matches and bool(password_hash)

    def outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)


class Logins:
    """Who is who: passwords in, tokens out."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._passwords = Passwords()

    async def log_in(self, email: str, password: str, device: Device = NOWHERE) -> Login:
        """Check the password and start a log-in of 14 days.

        Raises WrongPassword, for unknown addresses and disabled users too.
        """
        secret = await self._checked(email, password)
        renewed = await self._passwords.hash(password) if self._passwords.outdated(secret.password_hash) else None
        async with self._database.write() as connection:
            if renewed:
                await change_password(connection, secret.user.id, renewed, log_out=False)
            return await self._enter(connection, secret.user, device)

    async def replace_password(self, email: str, old: str, new: str, token: str) -> None:
        """Change one's own password and end one's other log-ins. Raises InvalidRequest."""
        ensure_password(email, new)
        try:
            secret = await self._checked(email, old)
        except WrongPassword as error:  # not 401, by which consoles know that the log-in has ended
            raise InvalidRequest("The present password is wrong.") from error
        password_hash = await self._passwords.hash(new)
        async with self._database.write() as connection:
            await change_password(connection, secret.user.id, password_hash, log_out=True, except_hash=digest(token))

    async def set_password(self, token: str, new: str, device: Device = NOWHERE) -> Login:
        """Set the password by the link that was given for it, end all log-ins and start one.

        Raises LinkGone, and InvalidRequest for a password that does not do: the link stays good then.
        """
        linked = await self.link(token)
        ensure_password(linked.user.email, new)
        password_hash = await self._passwords.hash(new)
        async with self._database.write() as connection:
            if not await take_link(connection, digest(token)):
                raise LinkGone
            await change_password(connection, linked.user.id, password_hash, log_out=True)
            return await self._enter(connection, linked.user, device)

    async def link(self, token: str) -> Linked:
        """Whose link this is. Raises LinkGone."""
        async with self._database.read() as connection:
            linked = await find_link(connection, digest(token), now())
        if linked is None:
            raise LinkGone
        return linked

    async def _checked(self, email: str, password: str) -> Secret:
        async with self._database.read() as connection:
            secret = await find_user(connection, normalised(email))
        right = await self._passwords.verify(secret.password_hash if secret else None, password)
        if not right or secret is None or secret.disabled:
            raise WrongPassword
        return secret

    async def _enter(self, connection: AsyncConnection, user: User, device: Device) -> Login:
        token, moment = new_token(), now()
        await add_login(
            connection, user.id, digest(token), moment, moment + LOGIN_LIFETIME, device.agent, device.address
        )
        return Login(token, user)

    async def add(self, email: str, name: str, password: str, role: Role) -> bool:
        """Enter a user; False where there is one of that address."""
        password_hash = await self._passwords.hash(password)
        async with self._database.write() as connection:
            return await add_user(connection, self._database, normalised(email), name, password_hash, now(), role)

    async def user_of(self, token: str) -> User | None:
        """Who is logged in by this token."""
        async with self._database.read() as connection:
            return await user_of_login(connection, digest(token), now())

    async def log_out(self, token: str) -> None:
        """End the log-in."""
        async with self._database.write() as connection:
            await remove_login(connection, digest(token))

    async def ensure_admin(self, email: str, password: SecretStr | None) -> str | None:
        """See to it that somebody can log in; return the password that was made up for them, if one was.

        A password that is set is the one in force, also after it was changed; one is made up only when there is no
        user yet.
        """
        email = normalised(email)
        async with self._database.read() as connection:
            known, anybody = await find_user(connection, email), await any_user(connection)
        if password is None:
            return None if anybody else await self._add_admin(email)
        clear = password.get_secret_value()
        if known is None:
            await self._add(email, clear)
        elif not await self._passwords.verify(known.password_hash, clear):
            renewed = await self._passwords.hash(clear)
            async with self._database.write() as connection:
                await change_password(connection, known.user.id, renewed, log_out=True)
        return None

    async def _add_admin(self, email: str) -> str | None:
        password = secrets.token_urlsafe(12)
        return password if await self._add(email, password) else None

    async def _add(self, email: str, password: str) -> bool:
        return await self.add(email, email.partition("@")[0], password, Role.ADMIN)


def _decoy(hasher: PasswordHasher) -> str:
    """What looks like a hash of this hasher and is of no password: to check it takes as long, to make it no time."""
    salt, digest = (
        b64encode(secrets.token_bytes(length)).decode().rstrip("=") for length in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


def normalised(email: str) -> str:
    """The form in which addresses are compared and stored."""
    return email.strip().lower()


def ensure_password(email: str, password: str) -> None:
    """Refuse a password that is too short, or is the address itself. Raises InvalidRequest."""
    if not LEAST_CHARS <= len(password) <= MOST_CHARS:
        raise InvalidRequest(f"A password needs {LEAST_CHARS} characters or more: a sentence is easy to remember.")
    if password.casefold() in (email.casefold(), email.partition("@")[0].casefold()):
        raise InvalidRequest("The password must not be the e-mail address: choose another one.")


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
