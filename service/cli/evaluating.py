"""Running suites for `turnwise eval`: the agent opened as a suite says, its cases played, the record kept and shown."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from service.cli.failing import misused

if TYPE_CHECKING:
    from evals.offline.compare import Comparison
    from evals.offline.results import CaseResult
    from evals.offline.run import Plan
    from evals.offline.run_record import Run
    from evals.offline.scripted_play import ScriptedPlay
    from evals.offline.suite import Suite
    from evals.offline.targets.shared import SharedAgents


def tell_of(play: "ScriptedPlay") -> list[str]:
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


def suite_folder(named: str) -> Path:
    """The folder of a suite, or of a shipped one by its name; anything else is told."""
    import evals

    if Path(named).is_dir():
        return Path(named)
    shipped = Path(evals.__path__[0]) / "suites"
    if all(part.isidentifier() for part in named.split("/")) and (shipped / named).is_dir():
        return shipped / named
    there_are = ", ".join(sorted(folder.name for folder in shipped.iterdir() if folder.is_dir()))
    return misused(f"{named} is neither a folder nor a shipped suite ({there_are})")


def suite_folders(named: str) -> list[Path]:
    """As above; a folder that is no suite itself stands for the suites in it, by their names."""
    folder = suite_folder(named)
    within = [] if (folder / "suite.yaml").exists() else sorted(file.parent for file in folder.glob("*/suite.yaml"))
    return within or [folder]


async def run_each(
    suites: "Sequence[Suite]", plan: "Plan", target: Path | None = None, *, as_json: bool
) -> "list[Run]":
    """Run suites one after the other; those over the same documents share the agent, whose opening takes longest."""
    from evals.offline.targets.shared import SharedAgents

    async with SharedAgents.opened() as agents:
        return [await run_one(suite, plan, target=target, agents=agents, as_json=as_json) for suite in suites]


async def run_one(
    suite: "Suite",
    plan: "Plan",
    play: "ScriptedPlay | None" = None,
    target: Path | None = None,
    agents: "SharedAgents | None" = None,
    *,
    as_json: bool,
) -> "Run":
    """Run a suite by the plan and keep the record; with `play`, answered by the suite's own model.

    `target` is a file that describes what else to talk to; `agents` opens what suites share.
    """
    from evals.judge import load_graders
    from evals.offline.gates import Gate
    from evals.offline.play import Judges
    from evals.offline.run import run_suite
    from evals.offline.run_record import save
    from evals.offline.targets import read_target
    from evals.offline.targets.agent import open_agent
    from graphs.agent.declared.load import known_environment
    from graphs.evaluator.graph import build_evaluator
    from graphs.settings import GraphSettings
    from knowledge.settings import KnowledgeSettings
    from prompts import load_prompt
    from service.cli.judging import Judging, judges_here
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
        named = (*(suite.head.graders or ()), *(Gate.parse(gate).measure for gate in suite.head.gates))
        judging = judges_here(named) if play is None else Judging()
        if play is not None:
            settings = play.settings(settings)
        # The agent is opened for another target, too: graders search meanings by its model, and it may play customers.
        async with (
            judging.opened(),
            (agents.open if agents else open_agent)(
                suite.knowledge, KnowledgeSettings(), settings, suite.tools
            ) as agent,
        ):
            if settings.model_simulate:
                model = agent.context.models.chain("simulate")[0]
                plan = replace(plan, simulator=model, prompt=load_prompt("customer", settings.prompts))
            judges = Judges(
                evaluator=build_evaluator((*load_graders(), *judging.graders)),
                embed=agent.embed,
                sense=agent.sense,
                fingerprint=judging.policies,
            )
            if target is None:
                result = await run_suite(suite, agent, judges, hear, plan)
            else:
                async with read_target(target, known_environment()) as other:
                    result = await run_suite(suite, other, judges, hear, plan)
    folder = save(result, Settings().data / "runs")
    if as_json:
        emit(result.to_json() | {"folder": str(folder)})
    else:
        show_run(result)
        tell(f"The whole record: {folder}")
    return result


def show_run(result: "Run") -> None:
    """The figures, then each failure, then the gates."""
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


def show_comparison(comparison: "Comparison") -> None:
    """A line for each measure, then the cases that changed."""
    from service.cli.output import screen

    console = screen()
    for name, one in comparison.measures.items():
        interval = "" if one.low is None else f" [{one.low:+.3f}, {one.high:+.3f}]"
        style = "" if not one.is_shown else "red" if name in comparison.worse else "green"
        verdict = f"p {one.adjusted:.3f}" + (", beyond chance" if one.is_shown else "")
        figures = f"{one.a:.3f} → {one.b:.3f}  {one.difference:+.3f}{interval}"
        console.print(f"  {name:<18} {figures}  ({one.changed} of {one.n} cases changed, {verdict})", style=style)
    for title, changes in (("Worse", comparison.regressions), ("Better", comparison.improvements)):
        for change in changes:
            moved = ", ".join(f"{grader} {a:.2f} → {b:.2f}" for grader, (a, b) in change.graders.items())
            passed = f"passed {change.passed[0]:.0%} → {change.passed[1]:.0%}; " if len(set(change.passed)) > 1 else ""
            console.print(f"  {title}: {change.id}: {passed}{moved}")
            for failure in change.failures:
                console.print(f"    ✗ {failure}", style="red")
    for where, cases in (("first", comparison.only_a), ("second", comparison.only_b)):
        if cases:
            console.print(f"  Only in the {where} run: {', '.join(cases)}")
