"""A shop with operators in groups, and the routing of its processes."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from graphs.agent.handoff.document import HandoffPolicy
from graphs.turn import HandoffReason
from prompts.replies import load_replies
from service.in_force import InForce, Policies
from service.leads.announcing import Leads
from service.live import Live
from service.policies.routing import RoutingPolicy
from service.routing.assigning import Routing
from service.storage.accounts.settings import set_up
from service.storage.database import Database
from service.storage.desk.entries import list_entries
from service.storage.policies import PolicyKind, newest_numbers, save_policy
from service.storage.tables import assignments, conversations, presences, users
from service.storage.types import new_id, now
from service.storage.users.groups import add_group, find_group, join
from service.storage.users.presences import sign_of_life
from tests.service.storage.conftest import World


@dataclass
class Office(World):
    """A shop with operators in groups, who have the console open; time goes by as it does."""

    groups: dict[str, Any] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def tick(self) -> Any:
        self.at = max(now(), self.at + timedelta(milliseconds=1))
        return self.at

    def routing(self, database: Database | None = None) -> Routing:
        """The routing of one process."""
        own, live = database or self.database, Live()
        policies = Policies(InForce(handoff=HandoffPolicy()), load_replies())
        return Routing(own, policies, Leads(own, policies, live), live)

    async def group(self, name: str, *members: str, **routing: Any) -> str:
        """A group of these operators by its id; each member is made if there is none of the name."""
        async with self.database.write() as connection:
            await add_group(connection, self.database, name, now())
            group_id = await find_group(connection, name)
            assert group_id is not None
            for member in members:
                user = {"id": self.id_of(member), "email": f"{member}@example.com", "name": member.title()}
                await connection.execute(insert(users).values(user | {"password_hash": "-", "created_at": now()}))
                await join(connection, self.id_of(member), group_id, now() - timedelta(hours=1))
                await sign_of_life(connection, self.id_of(member), now())
        self.groups[group_id] = routing
        await self.save()
        return group_id

    def id_of(self, member: str) -> str:
        return self.people.setdefault(member, new_id())

    async def save(self) -> None:
        document = RoutingPolicy.model_validate({"groups": self.groups})
        async with self.database.write() as connection:
            number = (await newest_numbers(connection)).get("routing", 0)
            await save_policy(connection, self.database, PolicyKind.ROUTING, document, number, "test", now())

    async def sends_to(self, group_id: str) -> None:
        """The account's hand-offs go to this group."""
        async with self.database.write() as connection:
            await set_up(connection, self.account, group_id=group_id)

    async def waits(self, contact: str, **changes: Any) -> str:
        """A conversation that waits for an operator."""
        committed = await self.turn("a person, please", contact, handoff=HandoffReason.CUSTOMER_REQUEST, **changes)
        assert committed.reply is not None
        return committed.reply.conversation_id

    async def holders(self) -> dict[str, str | None]:
        """By customer who has the conversation."""
        rows = await self.rows(
            select(conversations.c.contact, users.c.name).outerjoin(users, users.c.id == conversations.c.operator_id)
        )
        return {row.contact: row.name for row in rows}

    async def entries(self, conversation_id: str) -> list[tuple[str, str]]:
        async with self.database.read() as connection:
            return [
                (one.kind, one.details.get("operator") or one.details.get("group", ""))
                for one in await list_entries(connection, conversation_id)
            ]

    async def away(self, member: str) -> None:
        """They closed the console a while ago."""
        long_ago = now() - timedelta(hours=1)
        async with self.database.write() as connection:
            own = presences.c.user_id == self.id_of(member)
            await connection.execute(update(presences).where(own).values(since=long_ago, until=long_ago))

    async def overdue(self, conversation_id: str) -> None:
        """The time to answer is over."""
        async with self.database.write() as connection:
            own = (assignments.c.conversation_id == conversation_id, assignments.c.answer_by.is_not(None))
            await connection.execute(update(assignments).where(*own).values(answer_by=now() - timedelta(seconds=1)))
