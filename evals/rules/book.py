"""A set of rules, ready to judge turns: their hits, each with the reply at fault and the place in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.rules import checks
from evals.rules.checks import Check
from evals.rules.document import Forbidden, Order, Required, ResponseTime, Rule, RuleSet, When
from evals.rules.matching import Matcher, sentences_of
from evals.rules.meaning import Comparing, Meanings
from evals.rules.packs import all_rules
from evals.rules.scene import Scene, scene_of, spoken_by
from graphs.evaluator.grader import GradingContext, Stage


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule broken by a turn: in reply number `reply` of it, at `start` to `end`, both 0 where something is missing.

    `points` are what it takes from a score of 100.
    """

    rule: str
    title: str
    severity: str
    points: int
    reply: int
    start: int
    end: int
    quote: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.start}-{self.end}" if self.end else "missing"
        return f"{self.rule} [reply {self.reply + 1}, {place}]" + (f": {self.quote}" if self.quote else "")


@dataclass(frozen=True, slots=True)
class _Ready:
    rule: Rule
    stage: Stage
    check: Check
    when: Matcher | None
    matchers: tuple[Matcher, ...]


class RuleBook:
    """The active rules of a document."""

    def __init__(self, document: RuleSet) -> None:
        self.document = document
        self._ready = [_ready(rule) for rule in all_rules(document) if rule.active]
        means = [matcher.means for ready in self._ready for matcher in ready.matchers if matcher.means]
        self._comparing, self._compares = Comparing(means), bool(means)

    def stages(self) -> frozenset[Stage]:
        """When there is something to judge."""
        return frozenset(ready.stage for ready in self._ready)

    async def hits(self, context: GradingContext, stage: Stage) -> tuple[Hit, ...] | None:
        """The turn's hits of a stage, at most one a rule; None where no rule is about such a turn."""
        scene = scene_of(context, self.document)
        if stage is Stage.OUTCOME and not scene.ended:
            return None  # what needs the end is judged at the end
        concerned = [one for one in self._ready if one.stage is stage and checks.concerns(one.rule.applies, scene)]
        if not concerned:
            return None
        texts = checks.texts_of(scene, back=any(map(_looks_back, concerned))) if self._compares else ()
        compared = (one for text in texts for one in sentences_of(text))
        meanings = await self._comparing.meanings(compared, context.sense)
        found = ((one.rule, self._fault(one, scene, meanings)) for one in concerned)
        return tuple(_hit(rule, fault) for rule, fault in found if fault)

    def _fault(self, ready: _Ready, scene: Scene, meanings: Meanings) -> checks.Fault | None:
        if ready.when and ready.rule.when and not _applies(ready.rule.when, ready.when, scene, meanings):
            return None
        return ready.check(scene, meanings)


def _applies(when: When, matcher: Matcher, scene: Scene, meanings: Meanings) -> bool:
    turn = scene.context.turn
    said = [*turn.asked, *turn.replies]
    if when.within == "conversation":
        said = [*turn.history, *said]
    return matcher.holds([message.text for message in said if spoken_by(message, when.by)], meanings)


def _looks_back(ready: _Ready) -> bool:
    """Whether it compares what was said before the turn by its meaning."""
    rule = ready.rule
    earlier = isinstance(rule, Order) or (isinstance(rule, Required) and rule.where == "any")
    return bool(
        (earlier and any(matcher.means for matcher in ready.matchers))
        or (rule.when and rule.when.means and rule.when.within == "conversation")
    )


def _ready(rule: Rule) -> _Ready:
    check, matchers = _check_of(rule)
    when = Matcher(rule.when) if rule.when else None
    late = isinstance(rule, Required) and rule.where in ("last", "any")
    stage = Stage.OUTCOME if late else Stage.REPLY
    return _Ready(rule, stage, check, when, tuple([*matchers, when] if when else matchers))


def _check_of(rule: Rule) -> tuple[Check, Sequence[Matcher]]:
    match rule:
        case Forbidden():
            return checks.forbidden(rule)
        case Required():
            return checks.required(rule)
        case ResponseTime():
            return checks.response_time(rule)
        case Order():
            return checks.order(rule)


def _hit(rule: Rule, fault: checks.Fault) -> Hit:
    found = fault.found
    return Hit(
        rule=rule.id,
        title=str(rule.title),
        severity=rule.severity,
        points=rule.takes,
        reply=fault.reply,
        start=found.start if found else 0,
        end=found.end if found else 0,
        quote=found.quote if found else "",
        reason=fault.reason,
    )
