"""`turnwise eval`: suites of scripted conversations against the agent of this very code."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import options
from service.cli.failing import fail, misused

if TYPE_CHECKING:
    from evals.offline.run_record import CaseResult, Run
    from evals.offline.scripted_play import ScriptedPlay
    from evals.offline.suite import Suite

app = typer.Typer(name="eval", help="Offline evaluation, by the graders and rates of production.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Offline evaluation, by the graders and rates of production."""


@app.command("run")
def run_suites(
    suites: Annotated[list[str], typer.Argument(metavar="SUITE", help="A folder, or the name of a shipped suite.")],
    scripted_model: Annotated[
        bool,
        typer.Option("--scripted-model", help="Answer by the chat model that the suite scripts, over HTTP."),
    ] = False,
    json: options.Json = False,
) -> None:
    """Run suites; exit code 1 where an expectation or a gate is not met.

    Each suite brings its own documents; the installation's knowledge base is not touched. The record of each run is
    kept as runs/ID.json under TURNWISE_DATA. Output: a line for each case with its turns, checks and grades, then a
    line with the run's summary.

    With --scripted-model the configured models are left alone: a server on this machine plays a chat model by the
    suite's script. What the script has no reply to, and a slip of the model's that the check lets stand, fail the run.
    """
    from evals.offline.scripted_model import ScriptError
    from evals.offline.scripted_play import scripted_play
    from evals.offline.suite import SuiteError, load_suite
    from service.cli.loop import run

    ok = True
    try:
        for suite in [load_suite(_folder(suite)) for suite in suites]:
            if scripted_model:
                with scripted_play(suite) as play:
                    ok &= run(_run(suite, play, as_json=json)).ok
                    ok &= not _tell_of(play)
            else:
                ok &= run(_run(suite, as_json=json)).ok
    except (SuiteError, ScriptError) as error:
        fail(str(error))
    if not ok:
        raise typer.Exit(1)


def _tell_of(play: "ScriptedPlay") -> list[str]:
    """What the model was asked and did, and what went wrong with its script."""
    from service.cli.output import tell

    counts, failures = play.counts, play.failures
    tell(
        f"The scripted model was asked in {counts.asked} of {counts.turns} turns, by {counts.requests} requests: "
        f"{counts.rewrites} to rewrite a question; it made {counts.searches} searches, {counts.calls} other calls "
        f"and {counts.slips} slips."
    )
    for failure in failures:
        tell(f"✗ {failure}")
    return failures


def _folder(named: str) -> Path:
    import evals

    if Path(named).is_dir():
        return Path(named)
    shipped = Path(evals.__path__[0]) / "suites"
    if named.isidentifier() and (shipped / named).is_dir():
        return shipped / named
    there_are = ", ".join(sorted(folder.name for folder in shipped.iterdir() if (folder / "suite.yaml").exists()))
    return misused(f"{named} is neither a folder nor a shipped suite ({there_are})")


async def _run(suite: "Suite", play: "ScriptedPlay | None" = None, *, as_json: bool) -> "Run":
    from evals.judge import load_graders
    from evals.offline.play import Judges
    from evals.offline.run import run_suite
    from evals.offline.run_record import save
    from evals.offline.target import open_agent
    from graphs.evaluator.graph import build_evaluator
    from graphs.settings import GraphSettings
    from knowledge.settings import KnowledgeSettings
    from service.cli.output import emit, tell
    from service.cli.progress import counting
    from service.settings import Settings

    with counting(suite.head.name, len(suite.cases)) as advance:

        def hear(case: "CaseResult") -> None:
            if as_json:
                emit({"run": suite.head.name, "case": case.to_json()})
            advance()

        settings = GraphSettings()
        if suite.policy:
            settings = settings.model_copy(update={"policy": suite.policy})
        if play is not None:
            settings = play.settings(settings)
        async with open_agent(suite.knowledge, KnowledgeSettings(), settings, suite.tools) as target:
            judges = Judges(evaluator=build_evaluator(load_graders()), embed=target.embed, sense=target.sense)
            result = await run_suite(suite, target, judges, hear)
    file = save(result, Settings().data / "runs")
    if as_json:
        emit({key: value for key, value in result.to_json().items() if key != "cases"} | {"file": str(file)})
    else:
        _show(result)
        tell(f"The whole record: {file}")
    return result


def _show(result: "Run") -> None:
    from service.cli.output import screen

    console = screen()
    summary = result.to_json()
    console.print(f"{result.suite}: {summary['passed']} of {summary['total']} cases passed", style="bold")
    met, checked = result.expectations["met"], result.expectations["checked"]
    console.print(f"  {met} of {checked} expectations met ({met / max(1, checked):.1%})")
    for grader, judged in result.graders.items():
        mean = "–" if judged.mean is None else f"{judged.mean:.2f}"
        labels = ", ".join(f"{label} {count}" for label, count in judged.labels.items())
        console.print(f"  {grader:<14} mean {mean} over {judged.judged} ({labels})")
    for left_out in summary["not_evaluated"]:
        console.print(f"  – {left_out}")
    for failure in result.failures:
        console.print(f"  ✗ {failure}", style="red")
