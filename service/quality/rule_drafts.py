"""One rule by itself: what it is, as YAML, and all that is wrong with it, by its own fields."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.rules.document import Rule, RuleSet
from evals.rules.packs import offered
from evals.yaml_document import BadDocument, Mistake, read_document, write_plain
from graphs.evaluator.grader import Sense
from service.errors import InvalidRules, NotFound
from service.quality.rules import ensure_sound

_FILE = "rule.yaml"
_AT = "rules.0"


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """`rule` as a document and as YAML, both None where it cannot be read; `mistakes` are all that there are.

    A rule that can be read may have mistakes all the same: examples that come out otherwise than they say.
    """

    rule: dict[str, Any] | None
    yaml: str | None
    mistakes: tuple[Mistake, ...] = ()


def rule_of(document: RuleSet, rule_id: str) -> Rule:
    """A rule in force or on offer. Raises NotFound."""
    found = next((one for one in offered(document) if one.id == rule_id), None)
    if found is None:
        raise NotFound(f"There is no rule {rule_id}.")
    return found


def written(rule: Rule) -> RuleDraft:
    """The rule without what is so by default."""
    plain = rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return RuleDraft(plain, write_plain(plain))


async def drafted(yaml: str, groups: Mapping[str, tuple[str, ...]], sense: Sense | None) -> RuleDraft:
    """What a YAML text says, which is one rule, where there are these groups of operators."""
    head = write_plain({"packs": [], "groups": {name: list(members) for name, members in groups.items()}})
    head += "rules:\n-\n"
    indented = "".join(f"  {line}\n" for line in yaml.split("\n"))
    lines = head.count("\n")
    try:
        document = await asyncio.to_thread(read_document, head + indented, _FILE, RuleSet)
        if len(document.rules) != 1:
            return RuleDraft(None, None, (Mistake(_FILE, 1, "", "write one rule here"),))
        await ensure_sound(document, sense)
    except BadDocument as error:
        return RuleDraft(None, None, tuple(_own(one, lines) for one in error.mistakes))
    except InvalidRules as error:
        draft = written(document.rules[0])
        wrong = tuple(Mistake(_FILE, 0, _example(one.field), one.problem, one.code) for one in error.fields)
        return RuleDraft(draft.rule, draft.yaml, wrong)
    return written(document.rules[0])


def _own(mistake: Mistake, lines: int) -> Mistake:
    """The mistake by the rule's own lines and fields."""
    field = mistake.field.removeprefix(_AT).lstrip(".") if mistake.field.startswith(_AT) else ""
    return Mistake(_FILE, max(1, mistake.line - lines), field, mistake.problem, mistake.code)


def _example(field: str) -> str:
    """`examples.hit` of `shop.cheapest.examples.hit`: the id may hold dots."""
    return ".".join(field.split(".")[-2:])
