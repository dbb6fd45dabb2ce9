"""`turnwise eval`: suites of scripted conversations against the agent of this very code."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import options
from service.cli.failing import fail, misused

if TYPE_CHECKING:
    from evals.offline.results import CaseResult
    from evals.offline.run import Plan
    from evals.offline.run_record import Run
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
    repetitions: Annotated[
        int | None, typer.Option(min=1, max=100, help="Play each case so often, in place of what the suite says.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="The seed of simulated customers, in place of the suite's.")] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="RUN", help="The run that gates compare with: a folder, an id or its start, or latest."),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Play every case, also those whose result is known.")] = False,
    json: options.Json = False,
) -> None:
    """Run suites; exit code 1 where a gate is not met.

    Each suite brings its own documents; the installation's knowledge base is not touched. The record of each run is
    kept in the folder runs/ID under TURNWISE_DATA: cases.jsonl and results.json depend on code, settings, suite and
    seed alone, run.json tells the circumstances. A case that was played before by the same code, settings and documents
    is not played again, unless --fresh; so a run that was killed goes on where it was when it is started again. Output:
    a line for each case with its turns, checks and grades, then a line with the run's summary.

    With --scripted-model the configured models are left alone: a server on this machine plays a chat model by the
    suite's script. What the script has no reply to, and a slip of the model's that the check lets stand, fail the run.
    """
    from evals.offline.cache import ResultCache
    from evals.offline.run import Plan
    from evals.offline.run_record import RunError, find, load
    from evals.offline.scripted_model import ScriptError
    from evals.offline.scripted_play import scripted_play
    from evals.offline.suite import SuiteError, load_suite
    from service.cli.loop import run
    from service.settings import Settings

    ok, runs = True, Settings().data / "runs"
    try:
        plan = Plan(
            repetitions=repetitions,
            seed=seed,
            cache=None if fresh else ResultCache(runs / "cache"),
            baseline=load(find(baseline, runs)) if baseline else None,
        )
        for suite in [load_suite(_folder(suite)) for suite in suites]:
            if scripted_model:
                with scripted_play(suite) as play:
                    ok &= run(_run(suite, plan, play, as_json=json)).ok
                    ok &= not _tell_of(play)
            else:
                ok &= run(_run(suite, plan, as_json=json)).ok
    except (SuiteError, ScriptError, RunError) as error:
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


async def _run(suite: "Suite", plan: "Plan", play: "ScriptedPlay | None" = None, *, as_json: bool) -> "Run":
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

    with counting(suite.head.name, len(suite.cases) * (plan.repetitions or suite.head.repetitions)) as advance:

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
            result = await run_suite(suite, target, judges, hear, plan)
    folder = save(result, Settings().data / "runs")
    if as_json:
        emit(result.to_json() | {"folder": str(folder)})
    else:
        _show(result)
        tell(f"The whole record: {folder}")
    return result


def _show(result: "Run") -> None:
    from service.cli.output import screen

    console = screen()
    summary = result.to_json()
    console.print(f"{result.suite}: {summary['passed']} of {summary['total']} cases passed", style="bold")
    if result.cached:
        console.print(f"  {result.cached} of {len(result.cases)} were played before (--fresh plays them again)")
    met, checked = result.expectations["met"], result.expectations["checked"]
    console.print(f"  {met} of {checked} expectations met ({met / max(1, checked):.1%})")
    if result.repetitions > 1:
        console.print("  " + ", ".join(f"{name} {value:.1%}" for name, value in result.passes.items()))
    for grader, judged in result.graders.items():
        mean = "–" if judged.mean is None else f"{judged.mean:.2f}"
        labels = ", ".join(f"{label} {count}" for label, count in judged.labels.items())
        console.print(f"  {grader:<14} mean {mean} over {judged.judged} ({labels})")
    for left_out in summary["not_evaluated"]:
        console.print(f"  – {left_out}")
    for case in result.cases:
        for failure in case.failures:
            console.print(f"  ✗ {failure}", style="red")
    for gate in result.gates:
        sign, style = {True: ("✓", "green"), False: ("✗", "red"), None: ("–", "")}[gate.met]
        console.print(f"  {sign} gate {gate.gate}: {gate.told}", style=style)
