"""Which rule calls for a person: pure functions of the document and of what is known about the turn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from pydantic import BaseModel

from graphs.agent.handoff.document import ALWAYS, HandoffPolicy, Override, Rule, Rules
from graphs.agent.handoff.loops import Returned, is_muted, said_before_return
from graphs.intents import OTHER

Part = TypeVar("Part", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffSituation:
    """What counts besides the customer's words: the document, the intent, the channel, the time, what was given back.

    `said_at` is when the customer wrote, None where that is not known.
    """

    document: HandoffPolicy
    intent: str
    channel: str
    at: datetime
    said_at: datetime | None = None
    returned: tuple[Returned, ...] = ()

    def allows(self, rule: Rule) -> bool:
        """Whether this rule may bring a person now: it is not switched off, and did not do so just before."""
        if rule is Rule.CUSTOMER_REQUEST and said_before_return(self.returned, self.said_at):
            return False
        return self._is_on(rule) and not is_muted(self.document.loops, self.returned, rule, self.at)

    def came_back_lately(self) -> bool:
        """Whether a person has had the conversation, or was waited for, so lately that the agent must try first."""
        lately = timedelta(minutes=self.document.loops.minutes)
        return any(self.at - one.at < lately for one in self.returned)

    def _is_on(self, rule: Rule) -> bool:
        on = rule in ALWAYS or rule is Rule.POLICY or getattr(rules_for(self), rule.value).enabled
        return bool(on)


def rules_for(situation: HandoffSituation) -> Rules:
    """The rules in force for this intent and channel: overrides are laid on top of each other, in their order."""
    rules = situation.document.rules
    for override in _overrides(situation):
        for name in type(override.rules).model_fields:
            change = getattr(override.rules, name)
            if change is not None:
                rules = _changed(rules, {name: _changed(getattr(rules, name), change.model_dump(exclude_none=True))})
    return rules


def rule_before_answering(
    situation: HandoffSituation, *, unsafe: bool, wants_human: bool, upset: float, amount: float, urgent: bool
) -> Rule | None:
    """Whether the customer's words alone call for a person; `amount` is the most money that they speak of."""
    rules = rules_for(situation)
    called = {
        Rule.SAFETY: unsafe,
        Rule.CUSTOMER_REQUEST: wants_human,
        Rule.POLICY: any(override.hand_off for override in _overrides(situation)),
        Rule.HIGH_VALUE: amount >= rules.high_value.amount,
        Rule.NEGATIVE_SENTIMENT: upset >= rules.negative_sentiment.threshold,
        Rule.URGENT: urgent,
    }
    return next((rule for rule, applies in called.items() if applies and situation.allows(rule)), None)


def rule_after_answering(
    situation: HandoffSituation, *, sound: bool, answered: bool, confidence: float, failures: int
) -> Rule | None:
    """Whether the drafted reply must not or should not stand: `failures` are those before this turn, in a row."""
    rules = rules_for(situation)
    foreign = situation.intent == OTHER and not answered and confidence < rules.out_of_scope.threshold
    called = {
        Rule.FAILED_CHECK: not sound,
        Rule.OUT_OF_SCOPE: foreign,
        Rule.REPEATED_FAILURE: not answered and failures + 1 >= rules.repeated_failure.failures,
        Rule.LOW_CONFIDENCE: confidence < rules.low_confidence.threshold,
    }
    return next((rule for rule, applies in called.items() if applies and situation.allows(rule)), None)


def _overrides(situation: HandoffSituation) -> Iterator[Override]:
    for override in situation.document.overrides:
        intents, channels = override.intents, override.channels
        if (not intents or situation.intent in intents) and (not channels or situation.channel in channels):
            yield override


def _changed(part: Part, values: dict[str, object]) -> Part:
    return part.model_copy(update=values)
