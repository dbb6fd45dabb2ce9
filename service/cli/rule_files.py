"""What `turnwise rules` does with a file of rules: check it, try it on past turns, put it in force."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.cli.failing import fail

if TYPE_CHECKING:
    from evals.rules.document import Rule, RuleSet
    from graphs.evaluator.grader import Sense
    from service.quality.rule_trials import Trial


async def check_file(file: Path, *, as_json: bool) -> None:
    """Tell every mistake, else that there is none."""
    from evals.yaml_document import BadDocument
    from service.cli.output import emit, tell
    from service.errors import InvalidRules
    from service.quality.rules import ensure_sound

    problems: list[dict[str, Any]] = []
    try:
        document = read(file)
        async with sensing(document.rules) as sense:
            await ensure_sound(document, sense)
    except BadDocument as error:
        problems = [asdict(mistake) for mistake in error.mistakes]
    except InvalidRules as error:
        problems = [
            {"file": file.name, "line": None, "field": one.field, "problem": one.problem} for one in error.fields
        ]
    for one in problems:
        if as_json:
            emit(one)
        else:
            place = f"{one['file']}:{one['line']}" if one["line"] else one["file"]
            tell(": ".join(part for part in (place, one["field"], one["problem"]) if part))
    if problems:
        fail(f"{file}: {len(problems)} problems")
    if not as_json:
        tell(f"{file}: sound")


async def try_on_past(file: Path, since: datetime | None, limit: int, show: int, *, as_json: bool) -> None:
    """Tell what it would have hit."""
    from evals.rules.packs import all_rules
    from service.cli.opening import opened_database
    from service.cli.output import emit
    from service.quality.rule_trials import try_rules

    document = sound(file)
    active = [rule for rule in all_rules(document) if rule.active]
    async with opened_database() as database, sensing(active) as sense:
        trial = await try_rules(database, document, sense, since=since, limit=limit, examples=show)
    if not as_json:
        _show(trial)
        return
    for tried in trial.rules.values():
        examples = [asdict(one) | {"at": one.at.isoformat() if one.at else None} for one in tried.examples]
        emit({"rule": tried.rule, "hits": tried.hits, "turns": trial.turns, "examples": examples})
    emit({"turns": trial.turns, "turns_hit": trial.turns_hit})


async def activate_file(file: Path, *, as_json: bool) -> None:
    """Put it in force where it is sound."""
    from service.cli.opening import opened_database
    from service.cli.ruling import save
    from service.quality.rules import ensure_sound

    document = sound(file)
    async with sensing(document.rules) as sense:
        await ensure_sound(document, sense)
    async with opened_database() as database:
        await save(database, document, as_json=as_json)


def read(file: Path) -> "RuleSet":
    """The document in a file. Raises BadDocument, also for what is no UTF-8."""
    from evals.rules.reading import read_rules
    from evals.yaml_document import BadDocument, Mistake

    try:
        return read_rules(file.read_text(encoding="utf-8"), file.name)
    except UnicodeDecodeError as error:
        raise BadDocument([Mistake(file.name, 1, "", "this is no text in UTF-8: save it as such")]) from error


@asynccontextmanager
async def sensing(rules: "Iterable[Rule]") -> "AsyncIterator[Sense | None]":
    """What compares meanings, loaded only where a rule does."""
    from evals.rules.packs import compares_meanings
    from knowledge.embed import Embedder
    from knowledge.settings import KnowledgeSettings

    if not compares_meanings(rules):
        yield None
        return
    embedder = await Embedder.open(KnowledgeSettings())
    try:
        yield embedder.meaning
    finally:
        await embedder.close()


def sound(file: Path) -> "RuleSet":
    """The document in a file; its mistakes end the command."""
    from evals.yaml_document import BadDocument

    try:
        return read(file)
    except BadDocument as error:
        fail(str(error))


def _show(trial: "Trial") -> None:
    from service.cli.output import screen

    console = screen()
    for tried in trial.rules.values():
        console.print(f"{tried.rule} would have hit {tried.hits:,} of {trial.turns:,} turns")
        for one in tried.examples:
            at = f"{one.at:%Y-%m-%d %H:%M}" if one.at else ""
            console.print(f"    {at}  conversation {one.conversation_id}: {one.quote} ({one.reason})")
    console.print(f"In all {trial.turns_hit:,} of {trial.turns:,} turns would have been hit.")
