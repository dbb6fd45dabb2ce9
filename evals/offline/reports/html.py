"""HTML in one file that needs no network: figures with intervals, what changed, every conversation with its grades."""

from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.offline.compare import Comparison
from evals.offline.results import CaseResult
from evals.offline.run_record import GraderSummary, Run

SUFFIX = ".html"
_TEMPLATE = "report.html"
_GOOD, _BAD = 0.7, 0.4
_RATES = {
    "Resolved (assumed)": ("resolution", "assumed"),
    "Resolved (confirmed)": ("resolution", "confirmed"),
    "Handed over": ("transfer",),
    "Lead captured": ("lead_capture",),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A share in [0, 1] with its interval, as a bar; all in percent of the width."""

    name: str
    value: float
    low: float
    high: float
    told: str


@dataclass(frozen=True, slots=True)
class Share:
    """A label: how often it was given, its share in percent, and how it looks."""

    label: str
    count: int
    percent: float
    tone: str


@dataclass(frozen=True, slots=True)
class Forest:
    """A difference with its interval on an axis from -1 to 1, in percent of the width; None where there is none."""

    name: str
    at: float
    low: float | None
    high: float | None
    told: str
    style: str


def report(run: Run, comparison: Comparison | None) -> str:
    """The whole run in a page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    changed = {change.id: change for change in comparison.changes} if comparison else {}
    return environment.get_template(_TEMPLATE).render(
        run=run,
        results=run.results(),
        rates=_rates(run),
        graders=[(name, summary, _shares(name, summary, run)) for name, summary in run.graders.items()],
        comparison=comparison,
        forest=_forest(comparison) if comparison else [],
        changed=changed,
        state=_state,
        tone=_tone,
    )


def _rates(run: Run) -> list[Bar]:
    bars = []
    for name, path in _RATES.items():
        rate = run.rates
        for step in path:
            rate = rate[step]
        if rate["value"] is not None:
            told = f"{rate['value']:.1%} of {rate['n']} [{rate['low']:.1%}, {rate['high']:.1%}]"
            bars.append(Bar(name, rate["value"] * 100, rate["low"] * 100, rate["high"] * 100, told))
    return bars


def _shares(grader: str, summary: GraderSummary, run: Run) -> list[Share]:
    """The grader's labels, the best first, what is no judgement last."""
    grades = [grade for case in run.cases for turn in case.turns for grade in turn.grades if grade.grader == grader]
    total = len(grades) or 1
    found = []
    for label, count in summary.labels.items():
        scores = [grade.score for grade in grades if grade.label == label and grade.score is not None]
        score = fmean(scores) if scores else None
        found.append((score, Share(label, count, count / total * 100, _tone(score))))
    return [one for _, one in sorted(found, key=lambda pair: -1 if pair[0] is None else pair[0], reverse=True)]


def _forest(comparison: Comparison) -> list[Forest]:
    rows = []
    for name, one in comparison.measures.items():
        style = {"worse": "bad", "better": "good"}.get(comparison.verdict(name), "")
        told = f"{one.a:.3f} → {one.b:.3f} ({one.difference:+.3f}, {one.changed} of {one.n} cases changed)"
        rows.append(Forest(name, _on_axis(one.difference), _on_axis(one.low), _on_axis(one.high), told, style))
    return rows


def _on_axis(value: float | None) -> float:
    """-1 is at 0 %, 0 in the middle, 1 at 100 %; where there is no interval, its ends are in the middle."""
    return 50 + 50 * max(-1.0, min(1.0, value or 0.0))


def _state(case: CaseResult) -> str:
    if case.missing:
        return "skipped"
    return "passed" if case.passed else "failed"


def _tone(score: float | None) -> str:
    """How a grade looks: by its score, neutral where it is no judgement."""
    if score is None:
        return "none"
    return "good" if score >= _GOOD else "bad" if score < _BAD else "middling"
