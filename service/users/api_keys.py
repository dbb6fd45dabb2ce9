"""Keys for other programs: made once, shown once, and known by their hash from then on."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from service.errors import BadKey, Forbidden, InvalidRequest, NotFound
from service.scopes import AGENT_ONLY, Scope, Scopes
from service.storage.database import Database
from service.storage.types import new_id, now
from service.storage.users.api_keys import ApiKey, add_key, find_key, key_used, list_keys, revoke_key, was_used_lately

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

    async def create(
        self, name: str, scopes: Scopes = AGENT_ONLY, by: str = "", expires_at: datetime | None = None
    ) -> NewKey:
        """A key of this name; 256 random bits need no slow hash. Raises InvalidRequest where it has ended already."""
        secret, moment = PREFIX + secrets.token_urlsafe(_TOKEN_BYTES), now()
        if expires_at is not None and expires_at <= moment:
            raise InvalidRequest("The key would have expired already: choose a later time.")
        key = ApiKey(new_id(), name, secret[:_START_CHARS], moment, scopes=scopes, created_by=by, expires_at=expires_at)
        async with self._database.write() as connection:
            await add_key(connection, key, _digest(secret))
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
            moment = now()
            key = await find_key(connection, _digest(secret), moment)
        if key is None:
            raise BadKey
        if not was_used_lately(key, moment):
            async with self._database.write() as connection:
                await key_used(connection, key.id, moment)
        return key

    async def verify_for_agent(self, secret: str | None) -> ApiKey:
        """Whose key it is, of those that open the agent. Raises BadKey and Forbidden."""
        key = await self.verify(secret)
        if Scope.AGENT not in key.scopes.all:
            raise Forbidden("This API key does not include the scope agent: make one that does.")
        return key

    async def revoke(self, key_id: str) -> None:
        """End a key at once. Raises NotFound."""
        async with self._database.write() as connection:
            if not await revoke_key(connection, key_id, now()):
                raise NotFound("There is no key with this id, or it is revoked already.")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
