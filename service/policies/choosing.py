"""Who is given a conversation: pure functions of who is there and what they have.

Whatever the strategy, nobody is chosen who is not there, is full, does not speak the customer's language, or has just
let this conversation wait. Of several who are equally near the one is taken who was given something longest ago.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from service.policies.routing import Strategy

VALUABLE_FROM = 60
"""From this value on (0 to 200) a customer goes to who has most experience, where value decides."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An operator as routing sees them.

    `held` conversations are theirs now, of `capacity` at most. `given_at` is when routing last gave them one, `handled`
    how many they have had of late. Empty `skills` or `languages` set no limit. `there`: the console is open, and they
    have not said that they are away.
    """

    id: str
    there: bool = True
    held: int = 0
    capacity: int
    given_at: datetime | None = None
    handled: int = 0
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiter:
    """A conversation that waits. `last_operator` had the customer last; `missed_by` did not answer it in time, and
    `resting` are those of them who did so just now.
    """

    intents: frozenset[str] = frozenset()
    language: str | None = None
    last_operator: str | None = None
    missed_by: frozenset[str] = frozenset()
    resting: frozenset[str] = frozenset()
    value: int = 0


def choose(candidates: Iterable[Candidate], waiter: Waiter, strategy: Strategy) -> Candidate | None:
    """The operator who is to have it; None where it has to wait, or where operators take conversations themselves."""
    able = [one for one in candidates if _may_have(one, waiter)]
    if strategy == "manual" or not able:
        return None
    return min(able, key=lambda one: (one.id in waiter.missed_by, *_rank(one, waiter, strategy)))


def value_of(score: int, stage: str | None) -> int:
    """What a customer is worth, 0 to 200: the lead's score, and 100 more for who has bought before; 0 who is lost."""
    if stage == "lost":
        return 0
    return score + (100 if stage == "won" else 0)


def _may_have(one: Candidate, waiter: Waiter) -> bool:
    speaks = not one.languages or waiter.language is None or waiter.language in one.languages
    return one.there and one.held < one.capacity and speaks and one.id not in waiter.resting


def _rank(one: Candidate, waiter: Waiter, strategy: Strategy) -> tuple[object, ...]:
    foreign = bool(one.skills and waiter.intents) and not one.skills & waiter.intents
    turn = (one.given_at or _NEVER, one.id)
    free = (one.held / one.capacity, *turn)
    match strategy:
        case "round_robin":
            return (foreign, *turn)
        case "last_operator":
            return (one.id != waiter.last_operator, foreign, *free)
        case "customer_value" if waiter.value >= VALUABLE_FROM:
            return (foreign, -one.handled, *free)
        case _:
            return (foreign, *free)
