"""Leads for operators: worked out as of now whenever somebody looks."""

from service.in_force import Policies
from service.live import Live
from service.storage.database import Database
from service.storage.leads.filters import Stage
from service.storage.leads.lead_list import Person, get_person
from service.storage.leads.leads import person_of_lead
from service.storage.leads.moves import set_stage
from service.storage.leads.people import is_settled, settle
from service.storage.types import now


class Leads:
    """Working them out waits until somebody looks, so that no customer's turn pays for it."""

    def __init__(self, database: Database, policies: Policies, live: Live) -> None:
        self._database = database
        self._policies = policies
        self._live = live

    async def settle(self) -> None:
        """Bring people, scores and completeness up to date, under the policy in force."""
        async with self._database.read() as connection:
            policy = (await self._policies.look(connection)).leads
            if await is_settled(connection, policy):
                return
        while True:  # in parts, so that customers' turns get in between
            async with self._database.write() as connection:
                if not await settle(connection, policy):
                    return

    async def person_of(self, lead_id: str) -> Person:
        """The person who left this, as of the last settling. Raises NotFound where it was deleted."""
        async with self._database.read() as connection:
            person_id = await person_of_lead(connection, lead_id)
            return await get_person(connection, self._policies.in_force.leads, person_id)

    async def set_stage(self, person_id: str, stage: Stage, by: str) -> None:
        """An operator moves a lead on. Raises NotFound."""
        async with self._database.write() as connection:
            await set_stage(connection, person_id, stage, by, now())
        self._live.changed("leads")
