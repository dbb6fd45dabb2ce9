"""What each kind of rule finds in a turn: the reply at fault, and the place in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from evals.rules.document import Forbidden, Order, Required, ResponseTime, Scope
from evals.rules.matching import Found, Matcher
from evals.rules.meaning import Meanings
from evals.rules.scene import Scene, spoken_by


@dataclass(frozen=True, slots=True)
class Fault:
    """Reply number `reply` of the turn is at fault, `found` being the place in it; None where something is missing."""

    reply: int
    found: Found | None
    reason: str


Check = Callable[[Scene, Meanings], Fault | None]


def forbidden(rule: Forbidden) -> tuple[Check, list[Matcher]]:
    """The first reply that holds what none may hold."""
    match = Matcher(rule.match)

    def check(scene: Scene, meanings: Meanings) -> Fault | None:
        for number, message in scene.replies(rule.applies):
            if found := match.first(message.text, meanings):
                return Fault(number, found, "says what is forbidden")
        return None

    return check, [match]


def required(rule: Required) -> tuple[Check, list[Matcher]]:
    """The reply in which the words should have been at the latest."""
    match = Matcher(rule.match)

    def check(scene: Scene, meanings: Meanings) -> Fault | None:
        replies = list(scene.replies(rule.applies))
        before = scene.replied_before(rule.applies)
        if not replies or (rule.where == "first" and before) or (rule.where in ("last", "any") and not scene.ended):
            return None
        looked_at = {
            "first": [replies[0][1]],
            "last": [replies[-1][1]],
            "any": [*before, *(message for _, message in replies)],
            "turn": [message for _, message in replies],
        }[rule.where]
        if match.holds([message.text for message in looked_at], meanings):
            return None
        at_fault = replies[0] if rule.where == "first" else replies[-1]
        return Fault(at_fault[0], None, _MISSING[rule.where])

    return check, [match]


_MISSING = {
    "first": "the first reply does not say what it must",
    "last": "the last reply does not say what it must",
    "any": "no reply of the conversation says what one must",
    "turn": "no reply of this turn says what one must",
}


def response_time(rule: ResponseTime) -> tuple[Check, list[Matcher]]:
    """The reply that came too late after the customer's first message of the turn; not where a time is not known."""

    def check(scene: Scene, _meanings: Meanings) -> Fault | None:
        number, reply = next(scene.replies(rule.applies), (0, None))
        asked_at = scene.asked[0].at if scene.asked else None
        if reply is None or reply.at is None or asked_at is None:
            return None
        if rule.reply == "first" and scene.replied_before(rule.applies):
            return None
        waited = reply.at - asked_at
        if waited <= timedelta(seconds=rule.within_s):
            return None
        return Fault(number, None, f"came after {waited.total_seconds():.0f} s, not within {rule.within_s:g} s")

    return check, []


def order(rule: Order) -> tuple[Check, list[Matcher]]:
    """The first reply that holds what something else must come before, and before which it did not come."""
    match, first = Matcher(rule.match), Matcher(rule.before)

    def check(scene: Scene, meanings: Meanings) -> Fault | None:
        for number, message in scene.replies(rule.applies):
            found = match.first(message.text, meanings)
            if found and not _came_before(scene, number, found, meanings):
                return Fault(number, found, "comes before what must have been said first")
        return None

    def _came_before(scene: Scene, number: int, found: Found, meanings: Meanings) -> bool:
        turn = scene.context.turn
        earlier = [*turn.history, *turn.asked, *turn.replies[:number]]
        if first.holds([one.text for one in earlier if spoken_by(one, rule.before.by)], meanings):
            return True
        message = turn.replies[number]
        if rule.before.same_message == "no" or not spoken_by(message, rule.before.by):
            return False
        own = first.first(message.text, meanings)
        return own is not None and (own.start < found.start or rule.before.same_message == "anywhere")

    return check, [match, first]


def texts_of(scene: Scene, *, back: bool) -> Iterator[str]:
    """What the checks may look at: the turn, and with `back` what was said before it."""
    turn = scene.context.turn
    before = turn.history if back else ()
    yield from (message.text for message in (*before, *turn.asked, *turn.replies))


def concerns(scope: Scope, scene: Scene) -> bool:
    """Whether the turn has a reply that the scope covers, where the scope is."""
    return scene.is_in(scope) and next(scene.replies(scope), None) is not None
