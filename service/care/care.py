"""Those who tell customers something when a time has come, end what is over, and find an operator for who waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.care.idleness import Idleness
from service.care.invitations import Invitations
from service.channel.interface import Channel
from service.in_force import Policies
from service.leads.announcing import Leads
from service.live import Live
from service.policies.closing import ClosingPolicy, Silence
from service.routing.assigning import Routing
from service.routing.desk import Desk
from service.routing.waiting_room import WaitingRoom
from service.settings import Settings
from service.storage.database import Database


@dataclass(frozen=True, slots=True)
class Care:
    """Who waits for an operator and who finds them one, who has fallen silent, who may say how they liked it."""

    room: WaitingRoom
    idleness: Idleness
    invitations: Invitations
    routing: Routing

    @property
    def all(self) -> tuple[WaitingRoom, Idleness, Invitations]:
        """In the order in which they have their turn."""
        return self.room, self.idleness, self.invitations

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each message to a customer: there may be something to send."""
        for who in (*self.all, self.routing):
            who.on_change(listener)


def build_care(
    database: Database,
    policies: Policies,
    live: Live,
    desk: Desk,
    leads: Leads,
    channels: Mapping[str, Channel[Any]],
) -> Care:
    """All of them, over the channels by which customers are reached."""
    room, routing = WaitingRoom(database, policies, live), Routing(database, policies, leads, live)
    desk.on_change(routing.wake)
    room.on_change(routing.wake)
    return Care(
        room,
        Idleness(database, policies, live, desk, channels),
        Invitations(database, policies, live, channels),
        routing,
    )


def initial_closing(settings: Settings) -> ClosingPolicy:
    """How conversations end until a policy is saved."""
    agent, operator = settings.idle_close_s / 60, settings.idle_operator_close_s / 60
    return ClosingPolicy(silence=Silence(agent=agent, operator=operator))
