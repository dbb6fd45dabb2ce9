"""Markdown, as a pull request shows it: gates, figures, what changed, and each failure."""

from collections.abc import Iterable, Sequence

from evals.offline.compare import CaseChange, Comparison
from evals.offline.paired import Difference
from evals.offline.run_record import Run

SUFFIX = ".md"
_MOST = 50
"""A list longer than this is cut: a comment has room for some 65,000 characters."""


def report(run: Run, comparison: Comparison | None) -> str:
    """The whole run in a page."""
    parts = [f"# {run.suite}: {'passed' if run.ok else 'failed'}", _head(run), _gates(run), _graders(run)]
    if comparison is not None:
        parts += [_differences(comparison), _changes("Worse", comparison.regressions)]
        parts.append(_changes("Better", comparison.improvements))
    parts.append(_list("Failures", [failure for case in run.cases for failure in case.failures]))
    parts.append(_list("Not evaluated", [case.not_evaluated for case in run.cases if case.not_evaluated]))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(run: Run) -> str:
    results = run.results()
    met = run.expectations
    lines = [
        f"{results['passed']} of {results['total']} cases passed, {met['met']} of {met['checked']} expectations met.",
        f"Target: {run.target}. Seed {run.seed}, {run.repetitions} repetition(s).",
    ]
    lines += [f"{name} {value:.1%}" for name, value in run.passes.items() if run.repetitions > 1]
    versions = ", ".join(f"{name} `{version}`" for name, version in run.versions.items() if version)
    return "  \n".join([*lines, versions] if versions else lines)


def _gates(run: Run) -> str:
    signs = {True: "✅", False: "❌", None: "➖"}
    return "\n".join(f"- {signs[gate.met]} {_cell(gate.gate)}: {_cell(gate.told)}" for gate in run.gates)


def _graders(run: Run) -> str:
    rows = []
    for grader, summary in run.graders.items():
        labels = ", ".join(f"{label} {count}" for label, count in summary.labels.items())
        rows.append((grader, "–" if summary.mean is None else f"{summary.mean:.3f}", str(summary.judged), labels))
    return _table(("grader", "mean", "judged", "labels"), rows)


def _differences(comparison: Comparison) -> str:
    rows = [
        (
            name,
            f"{one.a:.3f}",
            f"{one.b:.3f}",
            f"{one.difference:+.3f}",
            _interval(one),
            str(one.n),
            _told(comparison, name),
        )
        for name, one in comparison.measures.items()
    ]
    heads = ("measure", "baseline", "now", "difference", "95 % interval", "cases", "verdict")
    return f"## Against the baseline\n\n{_table(heads, rows)}"


def _interval(one: Difference) -> str:
    return "–" if one.low is None or one.high is None else f"[{one.low:+.3f}, {one.high:+.3f}]"


def _told(comparison: Comparison, name: str) -> str:
    words = {"slight": f"below {comparison.least:g}", "unclear": "may be chance"}
    verdict = comparison.verdict(name)
    return f"{words.get(verdict, verdict)} (p {comparison.measures[name].adjusted:.3f})"


def _changes(title: str, changes: Sequence[CaseChange]) -> str:
    lines = []
    for change in changes:
        moved = ", ".join(f"{grader} {a:.2f} → {b:.2f}" for grader, (a, b) in change.graders.items())
        passed = (
            f"passed {change.passed[0]:.0%} → {change.passed[1]:.0%}" if change.passed[0] != change.passed[1] else ""
        )
        lines.append(f"{change.id}: {', '.join(part for part in (passed, moved) if part)}")
    return _list(title, lines)


def _list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    shown = [f"- {_cell(line)}" for line in lines[:_MOST]]
    rest = [f"- and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return "\n".join([f"## {title} ({len(lines)})", "", *shown, *rest])


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """On one line, and no markup: what a customer typed is shown as they typed it."""
    plain = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in plain)
