"""The packs of rules that come with the product, one file of `starter/` each, and what a document makes of them."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import get_args

from evals.rules.document import Match, Pack, Rule, RuleSet
from evals.rules.reading import read_rules

PACKS: tuple[Pack, ...] = get_args(Pack)
_FOLDER = Path(__file__).parent / "starter"


@cache
def pack_rules(pack: Pack) -> tuple[Rule, ...]:
    """The rules of a pack."""
    path = _FOLDER / f"{pack}.yaml"
    return read_rules(path.read_text(encoding="utf-8"), path.name).rules


def all_rules(document: RuleSet) -> tuple[Rule, ...]:
    """The rules of the packs that are used and those of the document, switched off as it says."""
    own = {rule.id: rule for rule in document.rules}
    packed = [rule for pack in document.packs for rule in pack_rules(pack)]
    merged = {rule.id: own.get(rule.id, rule) for rule in packed} | own
    return tuple(_switched(rule, document) for rule in merged.values())


def offered(document: RuleSet) -> tuple[Rule, ...]:
    """All of these, and switched off, the rules of the packs that are not used."""
    used = all_rules(document)
    known = {rule.id for rule in used}
    others = [rule for pack in PACKS if pack not in document.packs for rule in pack_rules(pack)]
    return (*used, *(rule.model_copy(update={"active": False}) for rule in others if rule.id not in known))


def pack_of(rule_id: str) -> Pack | None:
    """Which pack a rule's id comes from."""
    return next((pack for pack in PACKS if any(rule.id == rule_id for rule in pack_rules(pack))), None)


def titles(rule: Rule) -> dict[str, str]:
    """What the rule is called, by language; one that has a single title has it in both."""
    title = rule.title
    return {"en": title, "zh": title} if isinstance(title, str) else {"en": title.en, "zh": title.zh}


def compares_meanings(rules: Iterable[Rule]) -> bool:
    """Whether judging by these takes an embedding model."""
    return any(one.means for rule in rules for one in _matches(rule))


def _matches(rule: Rule) -> list[Match]:
    found = [getattr(rule, name, None) for name in ("match", "before", "when")]
    return [one for one in found if isinstance(one, Match)]


def _switched(rule: Rule, document: RuleSet) -> Rule:
    off = rule.id in document.inactive or "*" in document.inactive
    return rule.model_copy(update={"active": False}) if off else rule
