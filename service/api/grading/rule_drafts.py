"""One rule at a time: read it, and check one that is being written, as a form or as YAML."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from evals.yaml_document import write_plain
from service.deps import CurrentResources, Reading, needs
from service.errors import InvalidRules, Misplaced
from service.quality.rule_drafts import drafted, rule_of, written
from service.quality.rules import rules_in_force
from service.rest.shown import Shown, problems
from service.roles import Right

router = APIRouter(prefix="/api/rules/written", tags=["rules"], dependencies=needs(Right.SEE, Right.MONITOR))

_LONGEST = 200_000


class RuleText(BaseModel):
    """A rule as YAML or as a document, one of the two."""

    yaml: str | None = Field(None, max_length=_LONGEST)
    rule: dict[str, Any] | None = None


class RuleMistake(Shown):
    """What is wrong with the rule's own field; `line` counts from 1 in the YAML, 0 where it is the examples."""

    line: int
    field: str
    problem: str
    code: str


class WrittenRule(Shown):
    """The rule as a document and as YAML, and all that is wrong with it.

    A document is null where it cannot be read; so is YAML, unless the rule came as a document.
    """

    rule: dict[str, Any] | None
    yaml: str | None
    mistakes: list[RuleMistake]


@router.get("/{rule_id}", responses=problems(401, 403, 404))
async def get_rule(rule_id: str, connection: Reading) -> WrittenRule:
    """A rule in force or on offer."""
    _, document = await rules_in_force(connection)
    return WrittenRule.model_validate(written(rule_of(document, rule_id)))


@router.post("", responses=problems(401, 403, 422))
async def check_rule(text: RuleText, connection: Reading, resources: CurrentResources) -> WrittenRule:
    """The rule both ways, with every mistake by its field; its examples are tried. Nothing is stored."""
    if (text.yaml is None) == (text.rule is None):
        raise InvalidRules([Misplaced("yaml", "one_of", "give either yaml or rule")])
    _, document = await rules_in_force(connection)
    yaml = text.yaml if text.yaml is not None else write_plain(text.rule or {})
    draft = await drafted(yaml, document.groups, resources.knowledge.meaning)
    shown = draft if draft.yaml is not None or text.rule is None else replace(draft, yaml=yaml)
    return WrittenRule.model_validate(shown)
