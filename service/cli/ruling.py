"""What `turnwise rules` does with the rules in force and their history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evals.rules.document import Rule, RuleSet
    from service.storage.database import Database


async def list_all(*, as_json: bool) -> None:
    """The rules in force and those on offer."""
    from evals.rules.packs import offered
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.quality.rules import rules_in_force

    async with opened_database() as database, database.read() as connection:
        _, document = await rules_in_force(connection)
    for rule in offered(document):
        record = _listed(rule)
        if as_json:
            emit(record)
        else:
            title = " / ".join(dict.fromkeys(filter(None, record["title"].values())))
            on = "on " if rule.active else "off"
            screen().print(f"{on} {rule.id:<34} {rule.severity:<9}{rule.takes:>3}  {rule.kind:<14}{title}")


def _listed(rule: "Rule") -> dict[str, Any]:
    from evals.rules.packs import pack_of, titles

    return {
        "rule": rule.id,
        "title": titles(rule),
        "kind": rule.kind,
        "severity": rule.severity,
        "points": rule.takes,
        "active": rule.active,
        "pack": pack_of(rule.id),
    }


async def print_document(number: int | None) -> None:
    """As YAML."""
    from evals.rules.reading import write_rules
    from service.cli.opening import opened_database
    from service.cli.output import screen
    from service.quality.rules import former_rules, rules_in_force

    async with opened_database() as database, database.read() as connection:
        document = (await rules_in_force(connection))[1] if number is None else await former_rules(connection, number)
    screen().print(write_rules(document), end="")


async def list_history(*, as_json: bool) -> None:
    """The latest first."""
    from evals.rules.document import RuleSet
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.storage.policies import PolicyKind, policy_history

    async with opened_database() as database, database.read() as connection:
        former = await policy_history(connection, PolicyKind.RULES)
    for one in former:
        document = RuleSet.model_validate(one.document)
        record = {"number": one.number, "at": one.at.isoformat(), "by": one.by}
        if as_json:
            emit(record | {"rules": len(document.rules), "packs": list(document.packs)})
        else:
            packs = ", ".join(document.packs) or "no packs"
            screen().print(
                f"{one.number:>4}  {one.at:%Y-%m-%d %H:%M}  {one.by}: {len(document.rules)} own rules, {packs}"
            )
    if not as_json:
        screen().print("   0  the starter rules")


async def roll_back(number: int, *, as_json: bool) -> None:
    """Former rules once more."""
    from service.cli.opening import opened_database
    from service.quality.rules import former_rules

    async with opened_database() as database:
        async with database.read() as connection:
            document = await former_rules(connection, number)
        await save(database, document, as_json=as_json)


async def switch_off(rules: Sequence[str], *, as_json: bool) -> None:
    """The rules in force without these."""
    from service.cli.opening import opened_database
    from service.quality.rules import rules_in_force, switched

    async with opened_database() as database:
        async with database.read() as connection:
            _, document = await rules_in_force(connection)
        await save(database, switched(document, rules, active=False), as_json=as_json)


async def save(database: "Database", document: "RuleSet", *, as_json: bool) -> None:
    """Put it in force after what is so now, and tell its number."""
    from service.cli.output import emit, tell
    from service.quality.rules import BY_COMMAND_LINE, put_in_force, rules_in_force

    async with database.read() as connection:
        based_on, _ = await rules_in_force(connection)
    number = await put_in_force(database, document, based_on, BY_COMMAND_LINE)
    if as_json:
        emit({"number": number})
    else:
        tell(f"In force as number {number}; `turnwise rules rollback {based_on}` takes it back.")
