"""The rules: read them, check and try a set, put it in force, take it back, see what was in force when."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from evals.rules.document import RuleSet
from evals.rules.packs import offered, pack_of, titles
from evals.rules.reading import write_rules
from evals.yaml_document import BadDocument
from graphs.evaluator.grader import Sense
from service.api.policies.policy_documents import PolicyHistory, history_of
from service.api.policies.rule_documents import Draft, WrittenChange, WrittenPage, read_draft, usable
from service.api.times import Time
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.errors import InvalidPolicy, InvalidRules
from service.quality.rule_trials import try_rules
from service.quality.rules import ensure_sound, former_rules, put_in_force, rules_in_force, switched
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.policies import PolicyKind, newest_policy

router = APIRouter(prefix="/api/rules", tags=["rules"], dependencies=needs(Right.SEE, Right.MONITOR))

_FILE = "rules.yaml"
_MOST_TURNS = 20_000
"""So many are tried within a minute; `turnwise rules try` takes any number."""


class ListedRule(BaseModel):
    """A rule in force or on offer; `pack` is null for one of your own, `points` what a hit takes from 100."""

    id: str
    title: dict[str, str]
    kind: str
    severity: str
    points: int
    active: bool
    pack: str | None


class RulesPage(WrittenPage):
    """The set in force; `rules` are all of it, those of its packs and those on offer, too."""

    rules: list[ListedRule]


class Mistake(Shown):
    """What is wrong where; `line` counts from 1 in the YAML, null where there is none."""

    line: int | None
    field: str
    problem: str


class Checked(BaseModel):
    """All that is wrong with a set; nothing where it could be in force."""

    mistakes: list[Mistake]


class TrialRequest(Draft):
    """The set to try, on turns since then; `limit` takes the latest."""

    since: Time | None = None
    limit: int = Field(5_000, ge=1, le=_MOST_TURNS)
    examples: int = Field(5, ge=0, le=50)


class TriedHit(Shown):
    """A turn that would have been hit."""

    turn_id: str
    conversation_id: str
    at: datetime | None
    quote: str
    reason: str


class TriedRule(Shown):
    """How many turns a rule would have hit, with the latest of them."""

    rule: str
    hits: int
    examples: list[TriedHit]


class Tried(BaseModel):
    """What the set would have hit among so many turns."""

    turns: int
    turns_hit: int
    rules: list[TriedRule]


class Switch(BaseModel):
    """Rules to switch on or off, by id; `*` stands for all."""

    rules: list[str] = Field(min_length=1, max_length=500)
    active: bool
    based_on: int = Field(ge=0)


class Rollback(BaseModel):
    """The number to go back to, 0 for the starter set."""

    number: int = Field(ge=0, lt=2**31)
    based_on: int = Field(ge=0)


@router.get("", responses=problems(401, 403))
async def get_rules(connection: Reading) -> RulesPage:
    """The set in force."""
    return await _page(connection)


@router.put("", responses=problems(401, 403, 409, 422))
async def put_rules(change: WrittenChange, caller: CurrentCaller, resources: CurrentResources) -> RulesPage:
    """Put a set in force, for turns from now on. A mistake is told by its field, an example by its rule."""
    document = await usable(change, RuleSet, _FILE)
    await ensure_sound(document, _sense(resources))
    return await _save(resources, document, change.based_on, caller.by)


@router.post("/check", responses=problems(401, 403))
async def check_rules(draft: Draft, resources: CurrentResources) -> Checked:
    """Everything that is wrong with a set, examples that come out otherwise included."""
    try:
        await ensure_sound(await read_draft(draft, RuleSet, _FILE), _sense(resources))
    except BadDocument as error:
        return Checked(mistakes=[Mistake.model_validate(one) for one in error.mistakes])
    except (InvalidRules, InvalidPolicy) as error:
        return Checked(mistakes=[Mistake(line=None, field=one.field, problem=one.problem) for one in error.fields])
    return Checked(mistakes=[])


@router.post("/try", responses=problems(401, 403, 422))
async def try_on_past(trial: TrialRequest, resources: CurrentResources) -> Tried:
    """What a set would have hit among the latest turns; nothing is stored."""
    tried = await try_rules(
        resources.database,
        await usable(trial, RuleSet, _FILE),
        _sense(resources),
        since=trial.since,
        limit=trial.limit,
        examples=trial.examples,
    )
    rules = [TriedRule.model_validate(one) for one in tried.rules.values()]
    return Tried(turns=tried.turns, turns_hit=tried.turns_hit, rules=rules)


@router.post("/switch", responses=problems(401, 403, 404, 409))
async def switch_rules(switch: Switch, caller: CurrentCaller, resources: CurrentResources) -> RulesPage:
    """Switch rules on or off, as a set of a new number."""
    async with resources.database.read() as connection:
        _, document = await rules_in_force(connection)
    changed = switched(document, switch.rules, active=switch.active)
    return await _save(resources, changed, switch.based_on, caller.by)


@router.post("/rollback", responses=problems(401, 403, 404, 409))
async def roll_back(rollback: Rollback, caller: CurrentCaller, resources: CurrentResources) -> RulesPage:
    """Put a former set in force again, under a new number."""
    async with resources.database.read() as connection:
        document = await former_rules(connection, rollback.number)
    return await _save(resources, document, rollback.based_on, caller.by)


@router.get("/history", responses=problems(401, 403))
async def get_rules_history(connection: Reading) -> PolicyHistory:
    """What was put in force when, and by whom, the latest first."""
    return await history_of(PolicyKind.RULES, connection)


def _sense(resources: Resources) -> Sense:
    return resources.knowledge.meaning


async def _save(resources: Resources, document: RuleSet, based_on: int, by: str) -> RulesPage:
    await put_in_force(resources.database, document, based_on, by)
    resources.monitors.wake()
    resources.live.changed("policy")
    async with resources.database.read() as connection:
        return await _page(connection)


async def _page(connection: Reading) -> RulesPage:
    number, document = await rules_in_force(connection)
    saved = await newest_policy(connection, PolicyKind.RULES)
    return RulesPage(
        number=number,
        document=document.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        yaml=write_rules(document),
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        rules=[
            ListedRule(
                id=rule.id,
                title=titles(rule),
                kind=rule.kind,
                severity=rule.severity,
                points=rule.takes,
                active=rule.active,
                pack=pack_of(rule.id),
            )
            for rule in offered(document)
        ],
    )
