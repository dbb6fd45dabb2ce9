"""The hand-off policy in force: what was saved last in any process, else what the installation starts with."""

import logging
from dataclasses import replace

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from graphs.agent.context import Context
from graphs.agent.handoff.document import HandoffPolicy
from service.storage.database import Database
from service.storage.policies import newest_number, newest_policy

log = logging.getLogger(__name__)


class Policies:
    """`initial` is the policy of settings and file. Who takes up a turn looks first: another process may have saved."""

    def __init__(self, initial: HandoffPolicy) -> None:
        self.initial = initial
        self._number = 0
        self._in_force = initial

    @property
    def in_force(self) -> HandoffPolicy:
        """The policy as of the last look."""
        return self._in_force

    async def look(self, connection: AsyncConnection) -> HandoffPolicy:
        """The policy in force now: one short query, and the document only where it is another one."""
        if await newest_number(connection) == self._number:
            return self._in_force
        stored = await newest_policy(connection)
        if stored is None:
            self._in_force, self._number = self.initial, 0
        else:
            self._in_force, self._number = self._read(stored.document), stored.number
        return self._in_force

    def _read(self, document: object) -> HandoffPolicy:
        """A policy that this version cannot read must not stop customers from being answered."""
        try:
            return HandoffPolicy.model_validate(document)
        except ValidationError:
            log.exception("the saved hand-off policy cannot be read; the one of the settings is in force until then")
            return self.initial


async def with_saved_policy(context: Context, database: Database) -> Context:
    """The same with the policy that is in force now, for who answers without a running service."""
    async with database.read() as connection:
        return replace(context, handoff_policy=await Policies(context.handoff_policy).look(connection))
