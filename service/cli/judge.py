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

    from service.cli.opening import opened_database
    from service.cli.output import emit, screen, tell
    from service.quality.judge_use import judge_use

    async with opened_database() as database, database.read() as connection:
        use = await judge_use(connection, days)
    if as_json:
        for day in use.days:
            cost = None if day.cost is None else str(day.cost)
            emit(asdict(day) | {"budget_tokens": use.budget_tokens, "cost": cost})
        for one in use.judges:
            emit({"judge": one.judge, "model": use.model, "asked": str(one.policy), "labels": one.labels})
        return
    for day in use.days:
        cost = "cost not known" if day.cost is None else f"{day.cost:.4f} {use.currency}"
        of = f" of {use.budget_tokens:,}" if use.budget_tokens else ""
        screen().print(f"{day.day}  {day.tokens:,}{of} tokens, {day.calls:,} requests, {cost}")
    for one in use.judges:
        labels = ", ".join(f"{label} {count:,}" for label, count in sorted(one.labels.items()))
        screen().print(f"{one.judge:<21} asked about {one.policy}\n{'':<21} {labels or 'no grades'}")
    tell(f"The model is {use.model}" if use.model else "TURNWISE_MODEL_JUDGE names no model")
