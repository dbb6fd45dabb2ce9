"""What `turnwise knowledge usage` tells: how often documents are cited, and how the turns that cite them went."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from service.cli.curating import find_document
from service.cli.opening import opened_database
from service.cli.output import emit, screen
from service.storage.knowledge.document_uses import Aspect, Part, Use
from service.storage.knowledge.knowledge import SqlStore
from service.storage.knowledge.usage_counts import Counts, citing_turns, count_uses, usage_of
from service.storage.messages.asked import AskedTurn
from service.storage.types import now

_NEVER = Counts(0, 0, 0, None)


async def show_all(days: int, *, as_json: bool) -> None:
    """Every document, the most cited first."""
    async with opened_database() as database:
        documents = await SqlStore(database).documents()
        async with database.read() as connection:
            used = await count_uses(connection, now() - timedelta(days=days))
    counted = [(document, used.counts.get(document.id, _NEVER)) for document in documents]
    for document, counts in sorted(counted, key=lambda pair: (-pair[1].cited, pair[0].name)):
        if as_json:
            emit({"document": document.name, "document_id": document.id, **asdict(counts)})
        else:
            screen().print(_line(document.name, counts))
    _tell_behind(used.behind, as_json=as_json)


async def show_one(name: str, days: int, *, as_json: bool) -> None:
    """One document, with the respects in which its turns were graded."""
    async with opened_database() as database:
        document = await find_document(database, name)
        async with database.read() as connection:
            used = await usage_of(connection, document.id, now() - timedelta(days=days))
    if as_json:
        aspects = {aspect: {"good": good, "bad": bad} for aspect, (good, bad) in used.aspects.items()}
        emit({"document": name, "document_id": document.id, **asdict(used.counts), "aspects": aspects})
    else:
        screen().print(_line(name, used.counts))
        for aspect, (good, bad) in used.aspects.items():
            screen().print(f"  {aspect:<10} {good:>6} good {bad:>6} bad")
    _tell_behind(used.behind, as_json=as_json)


async def show_turns(name: str, days: int, part: Part, aspect: Aspect | None, limit: int, *, as_json: bool) -> None:
    """The turns behind a document's number, the latest first."""
    async with opened_database() as database:
        document = await find_document(database, name)
        async with database.read() as connection:
            since = now() - timedelta(days=days)
            page = await citing_turns(connection, document.id, since, (part, aspect), None, limit)
    _print_turns(page.turns, as_json=as_json)


def _print_turns(turns: Sequence[tuple[Use, AskedTurn | None]], *, as_json: bool) -> None:
    for use, asked in turns:
        text = asked.asked if asked else ""
        if as_json:
            emit(
                {
                    "turn_id": use.turn_id,
                    "conversation_id": use.conversation_id,
                    "asked_at": use.asked_at,
                    "asked": text,
                    "grounded": use.grounded,
                    "relevant": use.relevant,
                    "resolved": use.resolved,
                    "rating": use.rating,
                }
            )
        else:
            screen().print(f"{_at(use.asked_at)}  {use.turn_id}  {' '.join(text.split())}")


def _line(name: str, counts: Counts) -> str:
    last = f"last on {_at(counts.last_cited_at)}" if counts.last_cited_at else "never cited"
    return f"{counts.cited:>6} cited {counts.well:>6} well {counts.badly:>6} badly  {name}  {last}"


def _tell_behind(behind: int, *, as_json: bool) -> None:
    """Not to the reader of JSON Lines, whose numbers are those of documents."""
    if behind and not as_json:
        screen().print(f"{behind} conversations are not counted yet.", style="dim")


def _at(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
