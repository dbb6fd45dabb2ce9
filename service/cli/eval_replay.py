"""`turnwise eval replay`: stored conversations asked again of a candidate, to predict what it would change."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options
from service.cli.failing import fail, misused
from service.cli.kpi import utc
from service.cli.replay_target import Base, changes_of, document_named, open_side

if TYPE_CHECKING:
    from evals.offline.replay import Prediction
    from evals.offline.run_record import Run
    from evals.offline.suite import Suite
    from graphs.settings import GraphSettings
    from knowledge.document import Document
    from service.cli.opening import Opened


CURRENT, CANDIDATE = "as it is", "the candidate"


def replay(
    since: Annotated[
        datetime,
        typer.Option(parser=options.read_time, metavar=options.TIME, help="Conversations started from then on (UTC)."),
    ],
    until: Annotated[
        datetime | None,
        typer.Option(parser=options.read_time, metavar=options.TIME, help="Conversations started before then."),
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="NAME=VALUE",
            help="A setting of the candidate, as in TURNWISE_NAME: answer_threshold=0.5, prompts=./new.",
        ),
    ] = None,
    knowledge: Annotated[
        int | None, typer.Option(metavar="VERSION", help="The candidate's knowledge base: as it was after that change.")
    ] = None,
    draft: Annotated[
        str | None,
        typer.Option(metavar="DOCUMENT", help="The candidate: the document's newest version, as if it were published."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many conversations, the latest.")] = 200,
    most: Annotated[int, typer.Option(min=0, help="Show so many conversations side by side.")] = 10,
    least: options.Least = 0.01,
    report: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Write a report: .md, .xml (JUnit) or .html."),
    ] = None,
    json: options.Json = False,
) -> None:
    """Ask stored conversations again, of the agent as it is and of a candidate; exit code 1 where a measure would fall.

    Nothing is stored but the two runs, and no tool of the installation's own is called. Contact details are replaced by
    made-up ones. The customers say what they said, whatever is replied now. Output: one line with "green", "rates"
    (resolution, transfer, lead capture: a, b, difference, low, high), "measures" and "most_changed", side by side.
    """
    from evals.offline.report import ReportError, check_suffix, write_report
    from service.cli.loop import run
    from service.cli.output import emit, tell

    if not change and knowledge is None and draft is None:
        misused("name a candidate: --with NAME=VALUE, --knowledge VERSION or --draft DOCUMENT")
    if knowledge is not None and draft is not None:
        misused("--knowledge and --draft are two knowledge bases: choose one")
    try:
        for file in report or ():
            check_suffix(file)
        changes = changes_of(change or ())
        before, after, prediction = run(_replay(_utc(since), utc(until), limit, most, least, knowledge, draft, changes))
        for file in report or ():
            write_report(file, after, prediction.comparison)
            tell(f"Written: {file}")
    except ReportError as error:
        fail(str(error))
    if json:
        emit({"a": before.id, "b": after.id} | prediction.to_json())
    else:
        show_prediction(prediction)
    if not prediction.is_green:
        raise typer.Exit(1)


async def _replay(
    since: datetime,
    until: datetime | None,
    limit: int,
    most: int,
    least: float,
    knowledge: int | None,
    draft: str | None,
    changes: dict[str, Any],
) -> "tuple[Run, Run, Prediction]":
    from evals.offline.replay import predict, replay_suite
    from graphs.settings import GraphSettings
    from service.cli.opening import opened
    from service.quality.replaying import stored_conversations

    async with opened() as installation:
        stored = await stored_conversations(installation.database, since, until, limit)
        try:
            suite = replay_suite(f"replay since {since:%Y-%m-%d}", stored)
        except ValueError as error:
            fail(str(error))
        settings = GraphSettings()
        # As it is now: a version that is uploaded while this runs has not been replayed.
        base = Base(knowledge, await document_named(installation, draft) if draft else None)
        before = await _run(installation, suite, settings, Base(), CURRENT, {})
        after = await _run(installation, suite, settings, base, CANDIDATE, changes)
        prediction = predict(before, after, most, least)
        if base.draft and not changes:  # with other settings it says nothing of the version alone
            await _record(installation, base.draft, prediction, after)
    return before, after, prediction


async def _record(installation: "Opened", draft: "Document", prediction: "Prediction", after: "Run") -> None:
    """Write the outcome down with the version that it is about; publishing may ask for it."""
    from service.cli.curating import actor

    worse = ", ".join(prediction.comparison.worse)
    detail = f"run {after.id}, {prediction.n} conversations" + (f", worse: {worse}" if worse else "")
    await installation.knowledge.lifecycle.replayed(
        draft.id, draft.latest_version, green=prediction.is_green, detail=detail, actor=actor()
    )


async def _run(
    installation: "Opened",
    suite: "Suite",
    settings: "GraphSettings",
    base: Base,
    name: str,
    changes: dict[str, Any],
) -> "Run":
    from evals.judge import load_graders
    from evals.offline.cache import ResultCache
    from evals.offline.play import Judges
    from evals.offline.run import Plan, run_suite
    from evals.offline.run_record import save
    from graphs.evaluator.graph import build_evaluator
    from service.cli.progress import counting

    runs = installation.settings.data / "runs"
    async with open_side(installation, settings, base, name, changes) as target:
        judges = Judges(evaluator=build_evaluator(load_graders()), embed=target.embed, sense=target.sense)
        with counting(f"{suite.head.name}, {name}", len(suite.cases)) as advance:
            plan = Plan(cache=ResultCache(runs / "cache"))
            result = await run_suite(suite, target, judges, lambda _: advance(), plan)
    save(result, runs)
    return result


def show_prediction(prediction: "Prediction") -> None:
    """The rates, then what else moved, then the conversations that change most."""
    from service.cli.evaluating import show_comparison
    from service.cli.output import screen

    console = screen()
    console.print(f"{prediction.changed} of {prediction.n} conversations would get other words", style="bold")
    show_comparison(replace(prediction.comparison, changes=()))
    for one in prediction.most:
        console.print(f"\n{one.id}", style="bold")
        for turn in one.turns:
            console.print(f"  Customer: {' / '.join(turn.said)}")
            console.print(f"  - {turn.before or '(no reply)'}", style="red")
            console.print(f"  + {turn.after or '(no reply)'}", style="green")
    worse = ", ".join(prediction.comparison.worse)
    console.print(
        f"\n✗ would get worse: {worse}"
        if worse
        else "\n✓ nothing would get worse beyond chance and by enough to matter"
    )


def _utc(moment: datetime) -> datetime:
    known = utc(moment)
    assert known is not None  # noqa: S101 - a moment goes in, so one comes out
    return known
