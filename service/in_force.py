"""The policies in force: what was saved last in any process, else what the installation starts with.

To add a kind: its document as a field of `InForce`, the field's name in `PolicyKind`, and an endpoint in `service/api`.
"""

import logging
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.alerts.document import AlertRules, starter_rules
from evals.rules.document import RuleSet
from graphs.agent.context import Context
from graphs.agent.handoff.document import HandoffPolicy, Hours
from graphs.agent.leads.document import LeadPolicy
from graphs.agent.style.document import Style
from graphs.agent.style.greeting import greeting
from graphs.agent.styling import with_style
from graphs.intent_document import IntentList
from knowledge.own_words import OwnWords
from prompts.replies import Replies
from prompts.tones import toned
from service.policies.closing import ClosingPolicy
from service.policies.desk import DeskPolicy
from service.policies.retention import RetentionPolicy
from service.policies.routing import RoutingPolicy
from service.storage.database import Database
from service.storage.policies import PolicyKind, newest_numbers, newest_policy

log = logging.getLogger(__name__)

_DEFAULT_LEADS, _DEFAULT_STYLE, _DEFAULT_CLOSING = LeadPolicy(), Style(), ClosingPolicy()
_DEFAULT_RETENTION, _DEFAULT_ROUTING, _NO_WORDS = RetentionPolicy(), RoutingPolicy(), OwnWords()


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """One document of each kind, under the kind's name."""

    handoff: HandoffPolicy
    leads: LeadPolicy = _DEFAULT_LEADS
    intents: IntentList = field(default_factory=IntentList)
    style: Style = _DEFAULT_STYLE
    rules: RuleSet = field(default_factory=RuleSet)
    alerts: AlertRules = field(default_factory=starter_rules)
    closing: ClosingPolicy = _DEFAULT_CLOSING
    desk: DeskPolicy = field(default_factory=DeskPolicy)
    retention: RetentionPolicy = _DEFAULT_RETENTION
    words: OwnWords = _NO_WORDS
    routing: RoutingPolicy = _DEFAULT_ROUTING

    def handoff_in(self, group_id: str | None, hours: Hours | None) -> HandoffPolicy:
        """The hand-off policy by the hours of this group or else the account's, where one of them has its own."""
        return self.handoff.within(self.routing.of(group_id).hours or hours)


class Policies:
    """`initial` are those of settings and files. Who takes up a turn looks first: another process may have saved.

    `fixed` are the replies of the agent's own, as their files have them.
    """

    def __init__(self, initial: InForce, fixed: Replies) -> None:
        self.initial = initial
        self._fixed = fixed
        self._numbers: dict[str, int] = {}
        self._in_force = initial

    @property
    def in_force(self) -> InForce:
        """The policies as of the last look."""
        return self._in_force

    def number(self, kind: PolicyKind) -> int:
        """The number of the policy in force, as of the last look; 0 where none was ever saved."""
        return self._numbers.get(kind, 0)

    @property
    def replies(self) -> Replies:
        """The fixed replies in the tone of the style in force."""
        return toned(self._fixed, self._in_force.style.tone)

    def greeting(self, language: str) -> str:
        """How customers are greeted."""
        return greeting(self._in_force.style, language, self.replies)

    def quick_questions(self, language: str) -> tuple[str, ...]:
        """What customers may ask by a tap below the greeting."""
        return self._in_force.style.persona.questions.in_language(language)

    async def look(self, connection: AsyncConnection) -> InForce:
        """The policies in force now: one short query, and the documents only where there are other ones."""
        numbers = await newest_numbers(connection)
        if numbers == self._numbers:
            return self._in_force
        changed: dict[str, Any] = {}
        for kind in PolicyKind:
            if numbers.get(kind, 0) != self._numbers.get(kind, 0):
                stored = await newest_policy(connection, kind)
                changed[kind] = self._read(kind, stored.document) if stored else getattr(self.initial, kind)
        self._in_force, self._numbers = replace(self._in_force, **changed), numbers
        return self._in_force

    def _read(self, kind: PolicyKind, document: object) -> BaseModel:
        """A policy that this version cannot read must not stop customers from being answered."""
        initial: BaseModel = getattr(self.initial, kind)
        try:
            return type(initial).model_validate(document)
        except ValidationError:
            log.exception("the saved %s policy cannot be read; the one of the settings is in force until then", kind)
            return initial


def initial_policies(context: Context) -> InForce:
    """What is in force until something is saved."""
    return InForce(
        handoff=context.handoff_policy,
        leads=context.lead_policy,
        intents=context.recogniser.document,
        style=context.style,
    )


async def with_saved_policies(context: Context, database: Database) -> Context:
    """The same with the policies that are in force now, for who answers without a running service."""
    async with database.read() as connection:
        saved = await Policies(initial_policies(context), context.prompts.fixed).look(connection)
    recogniser = context.recogniser.with_list(saved.intents)
    changed = replace(context, handoff_policy=saved.handoff, lead_policy=saved.leads, recogniser=recogniser)
    return with_style(changed, saved.style)
