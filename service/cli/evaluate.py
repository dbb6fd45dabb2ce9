"""`turnwise eval`: suites of scripted conversations against the agent of this very code."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli import eval_cases, eval_replay, options
from service.cli.evaluating import run_each, run_scripted, show_comparison, suite_folders, tell_of
from service.cli.failing import fail, misused

if TYPE_CHECKING:
    from evals.offline.run_record import Run

app = typer.Typer(name="eval", help="Offline evaluation, by the graders and rates of production.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Offline evaluation, by the graders and rates of production."""


app.command("import")(eval_cases.import_cases)
app.command("export")(eval_cases.export_cases)
app.command("case")(eval_cases.make_case)
app.command("schema")(eval_cases.show_schema)
app.command("replay")(eval_replay.replay)


@app.command("run")
def run_suites(
    suites: Annotated[list[str], typer.Argument(metavar="SUITE", help="A folder, or the name of a shipped suite.")],
    scripted_model: Annotated[
        bool,
        typer.Option("--scripted-model", help="Answer by the chat model that the suite scripts, over HTTP."),
    ] = False,
    target: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Talk to what this YAML file describes, in place of the agent of this code."),
    ] = None,
    installed: Annotated[
        bool,
        typer.Option("--installed", help="Ask this installation's agent over its own knowledge base and policies."),
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
    report: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Write a report: .md, .xml (JUnit) or .html says which. May be repeated."),
    ] = None,
    json: options.Json = False,
) -> None:
    """Run suites; exit code 1 where a gate is not met. A folder of suites stands for all of them.

    Each suite brings its own documents, and the installation's knowledge base is not touched; with --installed that
    knowledge base answers in the documents' place, by the policies that are saved. The record of each run is kept in
    the folder runs/ID under TURNWISE_DATA: cases.jsonl and results.json depend on code, settings, suite and
    seed alone, run.json tells the circumstances. A case that was played before by the same code, settings and documents
    is not played again, unless --fresh; so a run that was killed goes on where it was when it is started again. Output:
    a line for each case with its turns, checks and grades, then a line with the run's summary.

    With --scripted-model the configured models are left alone: a server on this machine plays a chat model by the
    suite's script. What the script has no reply to, and a slip of the model's that the check lets stand, fail the run.
    With --target another bot is asked the same (kind: openai, http; docs/evaluation.md): what it does not tell, such as
    its sources, is not evaluated. Simulated customers are played by a seeded machine, or by the model of
    TURNWISE_MODEL_SIMULATE where it is set.
    """
    from evals.offline.cache import ResultCache
    from evals.offline.compare import compare
    from evals.offline.report import ReportError, check_suffix, write_report
    from evals.offline.run import Plan
    from evals.offline.run_record import RunError, find, load
    from evals.offline.scripted_model import ScriptError
    from evals.offline.scripted_play import scripted_play
    from evals.offline.simulation.persona import PersonaError
    from evals.offline.suite import SuiteError, load_suite
    from evals.offline.target import TargetError
    from service.cli.eval_asked import Asked
    from service.cli.loop import run
    from service.settings import Settings

    if (target or installed) and scripted_model:
        misused("--scripted-model answers in place of the agent's own model: it cannot go with another target")
    if target and installed:
        misused("--target and --installed are two agents: choose one")
    ok, runs = True, Settings().data / "runs"
    try:
        for file in report or ():
            check_suffix(file)
        plan = Plan(
            repetitions=repetitions,
            seed=seed,
            cache=None if fresh else ResultCache(runs / "cache"),
            baseline=load(find(baseline, runs)) if baseline else None,
        )
        loaded = [load_suite(folder) for named in suites for folder in suite_folders(named)]
        results = [] if scripted_model else run(run_each(loaded, plan, Asked(target, installed), as_json=json))
        for suite in loaded if scripted_model else ():
            with scripted_play(suite) as play:
                results.append(run(run_scripted(suite, plan, play, as_json=json)))
                ok &= not tell_of(play)
        for suite, result in zip(loaded, results, strict=True):
            ok &= result.ok
            changes = compare(plan.baseline.cases, result.cases) if plan.baseline else None
            for file in report or ():
                write_report(_of_suite(file, suite.head.name, len(loaded)), result, changes)
    except (SuiteError, ScriptError, RunError, ReportError, PersonaError, TargetError) as error:
        fail(str(error))
    if not ok:
        raise typer.Exit(1)


def _of_suite(file: Path, suite: str, suites: int) -> Path:
    """The file, with the suite's name in its own where there are several."""
    return file if suites == 1 else file.with_stem(f"{file.stem}-{suite}")


Named = Annotated[str, typer.Argument(metavar="RUN", help="A folder, an id or its start, or latest.")]


@app.command("compare")
def compare_runs(a: Named, b: Named, least: options.Least = 0.01, json: options.Json = False) -> None:
    """Compare two runs, the baseline first; exit code 1 where a measure got worse, beyond chance and by --least.

    Cases are paired by id; a case's repetitions count as one value. Differences come with 95 % intervals by resampling
    cases; p-values (McNemar's for yes or no, else by flipped signs) are adjusted for the number of measures, so that
    two equal agents are told apart in at most one comparison of twenty. Output: one line with "worse", "better",
    "measures" (each with its "verdict": worse, better, moved, slight, unclear), "regressions" and "improvements".
    """
    from evals.offline.compare import compare
    from evals.offline.run_record import RunError
    from service.cli.output import emit

    try:
        before, after = _read(a), _read(b)
    except RunError as error:
        fail(str(error))
    _check_same_suite(before, after)
    found = compare(before.cases, after.cases, least)
    if json:
        emit({"a": before.id, "b": after.id} | found.to_json())
    else:
        show_comparison(found)
    if found.worse:
        raise typer.Exit(1)


@app.command("report")
def write_reports(
    run: Named,
    output: Annotated[
        list[Path],
        typer.Option("--output", "-o", metavar="FILE", help="Where to: .md, .xml (JUnit) or .html."),
    ],
    baseline: Annotated[str | None, typer.Option(metavar="RUN", help="Show what changed against this run.")] = None,
) -> None:
    """Write reports of a run: Markdown, JUnit XML, or HTML that needs no network; the ends of the names say which."""
    from evals.offline.compare import compare
    from evals.offline.report import ReportError, check_suffix, write_report
    from evals.offline.run_record import RunError
    from service.cli.output import tell

    try:
        found = _read(run)
        before = _read(baseline) if baseline else None
        if before:
            _check_same_suite(before, found)
        comparison = compare(before.cases, found.cases) if before else None
        for file in output:
            check_suffix(file)
        for file in output:
            write_report(file, found, comparison)
            tell(f"Written: {file}")
    except (RunError, ReportError) as error:
        fail(str(error))


def _check_same_suite(a: "Run", b: "Run") -> None:
    if a.suite != b.suite:
        fail(f"{a.id} is a run of {a.suite}, {b.id} one of {b.suite}: compare runs of one suite")


def _read(named: str) -> "Run":
    from evals.offline.run_record import find, load
    from service.settings import Settings

    return load(find(named, Settings().data / "runs"))
