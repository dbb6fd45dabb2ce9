"""What a lead is worth (0 to 100), and whether it is complete: pure functions of the policy and of what is known."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graphs.agent.leads.document import REACHING, LeadPolicy, Score

_PLAIN = ("name", "company", "city", "need", "budget", "call_time")
FULL = 100


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What is known of one person: how many details of each kind, and what their conversations are about."""

    details: Mapping[str, int]
    intents: Collection[str] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """The points by what they were given for; `total` is their sum, 100 at most."""

    parts: Mapping[str, int]

    @property
    def total(self) -> int:
        """The score."""
        return min(FULL, sum(self.parts.values()))


def score_of(score: Score, facts: LeadFacts) -> Scored:
    """The sum of the points for whatever holds:

    contact + second_contact + name + company + city + need + budget + call_time + interest + urgency, up to 100.
    """
    ways = sum(count for kind, count in facts.details.items() if kind in REACHING)
    holds = {
        "contact": ways > 0,
        "second_contact": ways > 1,
        **{kind: facts.details.get(kind, 0) > 0 for kind in _PLAIN},
        "interest": any(intent in facts.intents for intent in score.interest.intents),
        "urgency": facts.urgent,
    }
    points = {name: score.interest.points if name == "interest" else getattr(score, name) for name in holds}
    return Scored({name: points[name] for name, true in holds.items() if true and points[name]})


def is_complete(policy: LeadPolicy, details: Mapping[str, int]) -> bool:
    """Whether all that the policy requires of a lead is known."""
    known = {kind for kind, count in details.items() if count}
    return all(known & REACHING if name == "contact" else name in known for name in policy.required)
