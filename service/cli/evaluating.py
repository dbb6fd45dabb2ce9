"""Running suites for `turnwise eval`: the agent opened as a suite says, its cases played, the record kept and shown."""

import asyncio
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
    from service.cli.eval_asked import Agents, Asked

_SAID = {
    "worse": ", beyond chance",
    "better": ", beyond chance",
    "moved": ", beyond chance",
    "slight": ", beyond chance and less than {least:g}",
    "unclear": "",
}


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
    """The folder of a suite by its path, or by its name where it is the installation's own or shipped."""
    from service.evaluation.shelf import shipped
    from service.settings import Settings

    if Path(named).is_dir():
        return Path(named)
    roots = (Settings().own_suites, shipped())
    if all(part.replace("-", "_").isidentifier() for part in named.split("/")):
        for root in roots:
            if (root / named).is_dir():
                return root / named
    there_are = ", ".join(sorted(folder.name for root in roots for folder in root.glob("*/") if folder.is_dir()))
    return misused(f"{named} is neither a folder nor a suite by its name ({there_are})")


def suite_folders(named: str) -> list[Path]:
    """As above; a folder that is no suite itself stands for the suites in it, by their names."""
    folder = suite_folder(named)
    within = [] if (folder / "suite.yaml").exists() else sorted(file.parent for file in folder.glob("*/suite.yaml"))
    return within or [folder]


async def run_each(suites: "Sequence[Suite]", plan: "Plan", asked: "Asked", *, as_json: bool) -> "list[Run]":
    """Run suites one after the other; those over the same documents share the agent, whose opening takes longest."""
    from service.cli.eval_asked import Agents

    async with Agents.opened(asked) as agents:
        return [await run_one(suite, plan, agents, as_json=as_json) for suite in suites]


async def run_scripted(suite: "Suite", plan: "Plan", play: "ScriptedPlay", *, as_json: bool) -> "Run":
    """Run one suite, answered by its own model; the agent is of this run alone."""
    from service.cli.eval_asked import Agents, Asked

    async with Agents.opened(Asked()) as agents:
        return await run_one(suite, plan, agents, play, as_json=as_json)


async def run_one(
    suite: "Suite", plan: "Plan", agents: "Agents", play: "ScriptedPlay | None" = None, *, as_json: bool
) -> "Run":
    """Run a suite by the plan and keep the record; with `play`, answered by the suite's own model."""
    from evals.judge import load_graders
    from evals.offline.gates import Gate
    from evals.offline.play import Judges
    from evals.offline.run import run_suite
    from evals.offline.run_record import save
    from graphs.evaluator.graph import build_evaluator
    from graphs.settings import GraphSettings
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
        async with judging.opened(), agents.agent(suite, settings) as agent, agents.target(agent) as target:
            if settings.model_simulate:
                model = agent.context.models.chain("simulate")[0]
                plan = replace(plan, simulator=model, prompt=load_prompt("customer", settings.prompts))
            judges = Judges(
                evaluator=build_evaluator((*load_graders(), *judging.graders)),
                embed=agent.embed,
                sense=agent.sense,
                fingerprint=judging.policies,
            )
            result = await run_suite(suite, target, judges, hear, plan)
    folder = save(result, Settings().data / "runs")
    await _send_events(result)
    if as_json:
        emit(result.to_json() | {"folder": str(folder)})
    else:
        show_run(result)
        tell(f"The whole record: {folder}")
    return result


async def _send_events(result: "Run") -> None:
    """The run's grades as OpenTelemetry events, where those are on."""
    from evals.interop.evaluated import evaluated_in
    from evals.interop.evaluation_events import opened_events

    async with opened_events() as events:
        if events is not None:
            await asyncio.to_thread(events.emit_all, evaluated_in(result))


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
        verdict = comparison.verdict(name)
        style = {"worse": "red", "better": "green"}.get(verdict, "")
        told = f"p {one.adjusted:.3f}{_SAID[verdict].format(least=comparison.least)}"
        figures = f"{one.a:.3f} → {one.b:.3f}  {one.difference:+.3f}{interval}"
        console.print(f"  {name:<18} {figures}  ({one.changed} of {one.n} cases changed, {told})", style=style)
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
