"""Keys for other programs: made once, shown once, and known by their hash from then on."""

import hashlib
import secrets
from dataclasses import dataclass

from service.errors import BadKey, NotFound
from service.storage.api_keys import ApiKey, add_key, find_key, key_used, list_keys, revoke_key, was_used_lately
from service.storage.database import Database
from service.storage.types import now

PREFIX = "tw-"
_TOKEN_BYTES = 32
_START_CHARS = 8


@dataclass(frozen=True, slots=True)
class NewKey:
    """A fresh key; `secret` is known to the one who made it only."""

    secret: str
    key: ApiKey


class ApiKeys:
    """Makes, finds and ends keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, name: str) -> NewKey:
        """A key of this name; 256 random bits need no slow hash."""
        secret = PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
        async with self._database.write() as connection:
            key = await add_key(connection, name, secret[:_START_CHARS], _digest(secret), now())
        return NewKey(secret, key)

    async def list(self) -> list[ApiKey]:
        """All keys, the newest first."""
        async with self._database.read() as connection:
            return await list_keys(connection)

    async def verify(self, secret: str | None) -> ApiKey:
        """Whose key it is. Raises BadKey."""
        if not secret:
            raise BadKey
        async with self._database.read() as connection:
            key = await find_key(connection, _digest(secret))
        if key is None:
            raise BadKey
        moment = now()
        if not was_used_lately(key, moment):
            async with self._database.write() as connection:
                await key_used(connection, key.id, moment)
        return key

    async def revoke(self, key_id: str) -> None:
        """End a key at once. Raises NotFound."""
        async with self._database.write() as connection:
            if not await revoke_key(connection, key_id, now()):
                raise NotFound("There is no key with this id, or it is revoked already.")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
