"""A turn as rules look at it: who said what, in which order, and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from evals.rules.document import By, RuleSet, Scope
from evals.spoken import asked_in
from graphs.evaluator.grader import GradingContext, Place
from graphs.turn import Message

_NOWHERE = Place()
_ROLES: dict[By, frozenset[str]] = {
    "customer": frozenset({"customer"}),
    "agent": frozenset({"agent"}),
    "operator": frozenset({"operator"}),
    "reply": frozenset({"agent", "operator"}),
    "anyone": frozenset({"customer", "agent", "operator"}),
}


def spoken_by(message: Message, by: By) -> bool:
    """Whether it was one of those."""
    return message.role in _ROLES[by]


@dataclass(frozen=True, slots=True)
class Scene:
    """A turn with what a rule needs to know about it. `ended`: nothing was said after it, nor will be."""

    context: GradingContext
    groups: dict[str, tuple[str, ...]]

    @property
    def history(self) -> tuple[Message, ...]:
        """What was said before this turn."""
        return self.context.turn.history

    @property
    def asked(self) -> tuple[Message, ...]:
        """The customer's messages of this turn."""
        return self.context.turn.asked

    @property
    def ended(self) -> bool:
        """The conversation ended with this turn."""
        return self.context.ending is not None and not self.context.following

    def replies(self, scope: Scope) -> Iterator[tuple[int, Message]]:
        """This turn's replies that the scope covers, with their numbers."""
        for number, message in enumerate(self.context.turn.replies):
            if covers(scope, message) and (not scope.groups or self._in_group(scope, number)):
                yield number, message

    def replied_before(self, scope: Scope) -> list[Message]:
        """Earlier replies by those whom the scope is for, whichever group they are of."""
        return [message for message in self.history if covers(scope, message)]

    def is_in(self, scope: Scope) -> bool:
        """Whether the turn is where the scope is; what is not known is not there."""
        place = self.context.place or _NOWHERE
        return (
            (not scope.channels or place.channel in scope.channels)
            and (not scope.accounts or place.account in scope.accounts)
            and (not scope.languages or self._language in scope.languages)
        )

    @property
    def _language(self) -> str:
        return self.context.turn.language or asked_in(self.context.turn)

    def _in_group(self, scope: Scope, number: int) -> bool:
        operators = (self.context.place or _NOWHERE).operators
        operator = operators[number] if number < len(operators) else None
        return any(operator in self.groups.get(group, ()) for group in scope.groups)


def scene_of(context: GradingContext, rules: RuleSet) -> Scene:
    """The turn, with the groups of the rules."""
    return Scene(context, dict(rules.groups))


def covers(scope: Scope, message: Message) -> bool:
    """Whether the scope is for what this one says."""
    return message.role == scope.to or (scope.to == "both" and message.role in _ROLES["reply"])
