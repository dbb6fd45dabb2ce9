"""No loops: what brought a person does not do so again at once after the conversation came back to the agent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from graphs.agent.handoff.document import ALWAYS, Loops, Rule

BY_CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Returned:
    """A conversation came back to the agent at this moment (aware): `rule` had brought a person.

    `by` is `operator`, `customer` (who chose the agent) or `policy` (nobody came).
    """

    rule: str
    by: str
    at: datetime


def is_muted(loops: Loops, returned: Sequence[Returned], rule: Rule, at: datetime) -> bool:
    """Whether this rule must not bring a person again yet."""
    if rule in ALWAYS:
        return False
    lately = [one for one in returned if at - one.at < timedelta(minutes=loops.minutes)]
    if any(one.by == BY_CUSTOMER for one in lately):
        return True
    return rule.value in loops.rules and any(one.rule == rule.value for one in lately)


def said_before_return(returned: Sequence[Returned], said_at: datetime | None) -> bool:
    """Whether the message is older than the return: whoever gave the conversation back has read it."""
    return said_at is not None and any(said_at <= one.at for one in returned)
