"""The rules in force as graders, and what a document must be to be put in force."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.rules.book import RuleBook
from evals.rules.document import RuleSet
from evals.rules.examples import wrong_examples
from evals.rules.grade import rule_graders
from evals.rules.packs import offered
from graphs.evaluator.grader import Grader, Sense
from service.errors import InvalidRules, Misplaced, NotFound
from service.in_force import Policies
from service.storage.database import Database
from service.storage.policies import PolicyKind, newest_policy, numbered_policy, save_policy
from service.storage.types import now

BY_COMMAND_LINE = "command line"


class CurrentRules:
    """The graders of the rules in force, made anew when somebody has put others in force."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._document: RuleSet | None = None
        self._book = RuleBook(policies.in_force.rules)
        self._made: tuple[Grader, ...] = ()

    async def look(self, connection: AsyncConnection) -> Sequence[Grader]:
        """The graders in force now."""
        await self._policies.look(connection)
        return self.graders()

    def graders(self) -> Sequence[Grader]:
        """One for each stage, as of the last look at the policies."""
        document = self._policies.in_force.rules
        if document is not self._document:
            self._document, self._book = document, RuleBook(document)
            self._made = rule_graders(self._book, self._policies.number(PolicyKind.RULES))
        return self._made

    def planned(self) -> Sequence[Grader]:
        """Those that have anything to judge."""
        return [grader for grader in self.graders() if grader.stage in self._book.stages()]


async def rules_in_force(connection: AsyncConnection) -> tuple[int, RuleSet]:
    """The number and the document; number 0 is that of the starter rules, in force until others are saved."""
    stored = await newest_policy(connection, PolicyKind.RULES)
    return (stored.number, RuleSet.model_validate(stored.document)) if stored else (0, RuleSet())


async def ensure_sound(document: RuleSet, sense: Sense | None) -> None:
    """Raises InvalidRules where an example comes out otherwise than it says, or a rule is named that is not there."""
    known = {rule.id for rule in offered(document)} | {"*"}
    problems = [
        Misplaced("inactive", "unknown_rule", f"there is no rule {name}")
        for name in document.inactive
        if name not in known
    ]
    problems += [
        Misplaced(f"{wrong.rule}.examples.{wrong.wanted}", "wrong_example", str(wrong))
        for wrong in await wrong_examples(document, sense)
    ]
    if problems:
        raise InvalidRules(problems)


async def put_in_force(database: Database, document: RuleSet, based_on: int, by: str) -> int:
    """Turns are graded by these from now on; returns their number. Raises NotAllowedNow where others came between."""
    async with database.write() as connection:
        return await save_policy(connection, database, PolicyKind.RULES, document, based_on, by, now())


async def former_rules(connection: AsyncConnection, number: int) -> RuleSet:
    """The rules that were saved under this number, 0 for the starter rules. Raises NotFound."""
    if number == 0:
        return RuleSet()
    stored = await numbered_policy(connection, PolicyKind.RULES, number)
    if stored is None:
        raise NotFound(f"There are no rules number {number}: see the history.")
    return RuleSet.model_validate(stored.document)


def switched(document: RuleSet, rule_ids: Sequence[str], *, active: bool) -> RuleSet:
    """The document with these rules switched on or off; `*` stands for all. Raises NotFound."""
    known = {rule.id for rule in offered(document)} | {"*"}
    if unknown := [rule_id for rule_id in rule_ids if rule_id not in known]:
        raise NotFound(f"There is no rule {', '.join(unknown)}.")
    if not active:
        return document.model_copy(update={"inactive": tuple(dict.fromkeys((*document.inactive, *rule_ids)))})
    if "*" in rule_ids:
        return document.model_copy(update={"inactive": ()})
    return _switched_on(document, rule_ids)


def _switched_on(document: RuleSet, rule_ids: Sequence[str]) -> RuleSet:
    """A rule that is off by itself becomes one of the document's own, switched on."""
    others = tuple(rule_id for rule_id in document.inactive if rule_id not in rule_ids)
    changed = document.model_copy(update={"inactive": others})
    still_off = {rule.id: rule for rule in offered(changed) if rule.id in rule_ids and not rule.active}
    if "*" in others and still_off:
        raise NotFound("All rules are switched off: switch `*` on first.")
    own = {rule.id: rule for rule in document.rules}
    own |= {rule_id: rule.model_copy(update={"active": True}) for rule_id, rule in still_off.items()}
    return changed.model_copy(update={"rules": tuple(own.values())})
