"""What `turnwise rules` does with hits: list them, appeal, resolve, and score."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from service.storage.grading.rule_hits import Resolution, StoredHit


async def list_hits(
    wanted: Mapping[str, str | None], since: datetime | None, until: datetime | None, limit: int, *, as_json: bool
) -> None:
    """The latest first."""
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen
    from service.storage.grading.rule_hits import HitFilters
    from service.storage.grading.rule_hits import list_hits as read

    filters = HitFilters(since=since, until=until, **cast(Any, wanted))
    async with opened_database() as database, database.read() as connection:
        hits = await read(connection, filters, limit)
    for hit in hits:
        if as_json:
            emit(hit_json(hit))
        else:
            who, quote = hit.operator or "agent", f": {hit.quote}" if hit.quote else ""
            screen().print(
                f"{hit.id}  {hit.at:%Y-%m-%d %H:%M}  {hit.severity:<9}{hit.state:<10}{who}  {hit.rule}{quote}"
            )


def hit_json(hit: "StoredHit") -> dict[str, Any]:
    """A hit as a line."""
    names = ("id", "rule", "title", "severity", "points", "operator", "conversation_id", "turn_id", "reply")
    record = {name: getattr(hit, name) for name in (*names, "start", "end", "quote", "reason")}
    return record | {
        "at": hit.at.isoformat(),
        "state": hit.state,
        "version": hit.version,
        "appeal": _word(hit.appealed_by, hit.appealed_at, hit.appeal_note),
        "resolution": _word(hit.resolved_by, hit.resolved_at, hit.resolution_note),
    }


async def appeal_hit(hit_id: str, note: str) -> None:
    """By whoever has the command line."""
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.quality.rules import BY_COMMAND_LINE
    from service.storage.grading.rule_hits import appeal
    from service.storage.types import now

    async with opened_database() as database, database.write() as connection:
        await appeal(connection, hit_id, note, BY_COMMAND_LINE, now())
    tell("Appealed: it counts until it is withdrawn.")


async def resolve_hit(hit_id: str, resolution: "Resolution", note: str) -> None:
    """By whoever has the command line."""
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.quality.rules import BY_COMMAND_LINE
    from service.storage.grading.rule_hits import resolve
    from service.storage.types import now

    async with opened_database() as database, database.write() as connection:
        await resolve(connection, hit_id, resolution, note, BY_COMMAND_LINE, now())
    tell(f"The hit is {resolution}.")


async def show_scores(
    by: Literal["operator", "conversation"],
    since: datetime | None,
    until: datetime | None,
    limit: int,
    *,
    as_json: bool,
) -> None:
    """One line a card, and a word where there are more."""
    from evals.kpi_json import rate_json
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen, tell
    from service.storage.grading.rule_scores import score_cards

    async with opened_database() as database, database.read() as connection:
        found = await score_cards(connection, by, since, until, limit)
    for card in found.cards:
        if as_json:
            emit(asdict(card) | {"score": round(card.score, 2), "compliance": rate_json(card.compliance)})
        else:
            told = f"{card.hits} hits in {card.n} turns of {card.conversations} conversations"
            screen().print(f"{card.score:6.1f}  {card.key or 'agent'}  {told}")
    if found.total > limit:
        tell(f"These are the lowest {limit:,} of {found.total:,}: --limit shows more.")


def _word(by: str | None, at: datetime | None, note: str | None) -> dict[str, Any] | None:
    return None if at is None else {"by": by, "at": at.isoformat(), "note": note or ""}
