"""Which details to ask for at the end of an answer: a pure function of the policy and of what is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from graphs.agent.leads.document import REACHING, LeadField, LeadPolicy, Override, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What whoever keeps the conversation knows of asking so far.

    `answers` counts the turns that the agent answered before this one, `asks` those that asked for details, the last of
    them when there had been `asked_after` answers. `declined` holds for the customer, `asked_at` (aware) is when they
    were last asked in any conversation, `known` the kinds of details that they left in all of theirs.
    """

    answers: int = 0
    asks: int = 0
    asked_after: int = 0
    declined: bool = False
    asked_at: datetime | None = None
    known: frozenset[str] = frozenset()

    def after(self, asks: Sequence[str], *, answered: bool, declined: bool) -> "Asking":
        """The counts after a turn that asked for these details, whether it answered, and whether it was declined."""
        answers = self.answers + answered
        return replace(
            self,
            answers=answers,
            asks=self.asks + bool(asks),
            asked_after=answers if asks else self.asked_after,
            declined=self.declined or declined,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An answer that is about to be sent. `upset` is a probability, `wished` says that a need or budget was told.

    `forbidden` are the kinds of details that the channel's platform does not let a shop ask for.
    """

    intent: str
    channel: str
    language: str
    at: datetime
    upset: float
    wished: bool
    asking: Asking
    known: frozenset[str]
    forbidden: frozenset[str] = frozenset()


def is_moment(policy: LeadPolicy, moment: Moment) -> bool:
    """Whether the customer may be asked for anything now; what is known already is not looked at."""
    overrides, when = tuple(_overrides(policy, moment)), policy.when
    enabled = policy.enabled
    for override in overrides:
        enabled = enabled if override.enabled is None else override.enabled
        when = when.model_copy(update=override.when.model_dump(exclude_none=True))
    named = any(moment.intent in override.intents for override in overrides)
    asking = moment.asking
    if not enabled or asking.declined or moment.upset >= when.max_upset:
        return False
    if not (named or _concerns(when, moment)) or asking.answers + 1 < when.after_answers:
        return False
    if asking.asks:
        return asking.asks < when.times and asking.answers - asking.asked_after >= when.apart
    lately = timedelta(days=when.again_after_days)
    return asking.asked_at is None or moment.at - asking.asked_at >= lately


def fields_to_ask(policy: LeadPolicy, moment: Moment) -> tuple[LeadField, ...]:
    """The details to ask for, none where there is nothing to ask or it is not the moment.

    Ways to be reached stand for each other: they are asked for together, and not where one of them is known.
    """
    if not is_moment(policy, moment):
        return ()
    overrides = tuple(_overrides(policy, moment))
    fields, known = policy.fields, set(moment.known)
    for override in overrides:
        fields = fields if override.fields is None else override.fields
        known |= set(override.known)
    if known & REACHING:
        known |= REACHING
    wanted = [field for field in fields if field not in known and field not in moment.forbidden]
    if not wanted:
        return ()
    alike = [field for field in wanted if (field in REACHING) == (wanted[0] in REACHING)]
    return tuple(alike[: policy.at_once])


def _concerns(when: When, moment: Moment) -> bool:
    if moment.intent in when.never:
        return False
    return not when.intents or moment.intent in when.intents or (when.wishes and moment.wished)


def _overrides(policy: LeadPolicy, moment: Moment) -> Iterator[Override]:
    """Those that hold here, in their order: later ones win."""
    for override in policy.overrides:
        if (
            (not override.channels or moment.channel in override.channels)
            and (not override.languages or moment.language in override.languages)
            and (not override.intents or moment.intent in override.intents)
        ):
            yield override
