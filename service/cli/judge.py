"""`turnwise judge`: which judges there are, what they have used, and how often they gave which label."""

from typing import Annotated

import typer

from service.cli import options


def command(
    days: Annotated[int, typer.Option(min=1, max=3650, help="So many days, today included (UTC).")] = 7,
    json: options.Json = False,
) -> None:
    """Show what judges (models that grade) used of their budget, by day, and which labels each gave.

    Output lines: {"day", "tokens", "budget_tokens", "calls", "input_tokens", "output_tokens", "cached_input_tokens",
    "cost"} for each day on which one was asked, the latest first: `tokens` counts for the budget (0 is none), calls
    under way included; `cost` is a string, null where a price is not known. Then {"judge", "model", "asked", "labels"}
    for each judge: `model` is null where none is set, `asked` says about which turns, `labels` counts the live grades
    of these days, those that still wait as `pending`.
    """
    from service.cli.loop import run

    run(_show(days, as_json=json))


async def _show(days: int, *, as_json: bool) -> None:
    from dataclasses import asdict
    from datetime import timedelta

    from evals.judging.loading import load_judges
    from evals.judging.settings import JudgeSettings
    from graphs.prices import load_prices
    from graphs.settings import GraphSettings
    from service.cli.opening import opened_database
    from service.cli.output import emit, screen, tell
    from service.storage.judging import judge_days_since, judged_since
    from service.storage.types import now

    settings, own, judges = GraphSettings(), JudgeSettings(), load_judges()
    since = (now() - timedelta(days=days - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    async with opened_database() as database, database.read() as connection:
        used = await judge_days_since(connection, f"{since:%Y-%m-%d}")
        given = await judged_since(connection, [judge.id for judge in judges], since)
    asked = {judge.id: str(own.judge_policies.get(judge.id, judge.policy)) for judge in judges}
    if as_json:
        for day in used:
            cost = None if day.cost is None else str(day.cost)
            emit(asdict(day) | {"budget_tokens": own.judge_budget_tokens, "cost": cost})
        for judge, when in asked.items():
            emit({"judge": judge, "model": settings.model_judge, "asked": when, "labels": given.get(judge, {})})
        return
    currency = load_prices(settings.prices).currency
    for day in used:
        cost = "cost not known" if day.cost is None else f"{day.cost:.4f} {currency}"
        of = f" of {own.judge_budget_tokens:,}" if own.judge_budget_tokens else ""
        screen().print(f"{day.day}  {day.tokens:,}{of} tokens, {day.calls:,} requests, {cost}")
    for judge, when in asked.items():
        labels = ", ".join(f"{label} {count:,}" for label, count in sorted(given.get(judge, {}).items()))
        screen().print(f"{judge:<21} asked about {when}\n{'':<21} {labels or 'no grades'}")
    tell(f"The model is {settings.model_judge}" if settings.model_judge else "TURNWISE_MODEL_JUDGE names no model")
