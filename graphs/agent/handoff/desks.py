"""Groups of operators as the agent sees them: which one a conversation would go to, and when somebody is there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from graphs.agent.handoff.document import Hours
from graphs.agent.handoff.hours import is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A group: the intents and languages that it is there for, and its hours where it has its own.

    `takes_rest` is for what no other group is there for.
    """

    id: str
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    takes_rest: bool = False
    hours: Hours | None = None

    def fits(self, intents: Collection[str], language: str) -> bool:
        """Whether it is there for this; who names neither intents nor languages is there for nothing in particular."""
        speaks = not self.languages or language in self.languages
        knows = not self.skills or not self.skills.isdisjoint(intents)
        return bool(self.skills or self.languages) and speaks and knows

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there by its own hours; True where it has none."""
        return self.hours is None or is_open(self.hours, at)


def desk_for(desks: Sequence[Desk], intents: Collection[str], language: str, at: datetime) -> Desk | None:
    """Of the groups that are there for it one that is open, then the one that is so for most particular reasons.

    Else one that takes the rest; None where nobody does. Of several that are equally near the first is taken.
    """
    fitting = [one for one in desks if one.fits(intents, language)] or [one for one in desks if one.takes_rest]
    order = [(not one.is_open(at), not one.skills, not one.languages) for one in fitting]
    return fitting[order.index(min(order))] if fitting else None
