"""The rates on the screen, as JSON, or as a table in a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evals.kpi import Group, Kpis
    from evals.kpi_comparison import Compared, Difference
    from evals.rates.amounts import Durations
    from service.cli.kpi import FileFormat
    from service.rates.rates import Period
    from service.storage.rates.measuring import Wanted


async def show_rates(
    asked: "Wanted",
    earlier: "Period | None",
    as_format: "FileFormat | None",
    output: Path | None,
    *,
    anew: bool,
    as_json: bool,
) -> None:
    """Measure and show; beside the earlier period, where one is given."""
    from service.cli.kpi_file import rates_of, save
    from service.cli.opening import opened_database
    from service.cli.output import emit
    from service.rates.tables import group_table

    async with opened_database() as database:
        groups = (await (await rates_of(database, anew=anew)).measured(asked, earlier)).groups
    if as_format is not None:
        save(group_table(groups), as_format, output)
    elif as_json:
        emit(_json(asked, earlier, groups))
    else:
        for group in groups:
            _show(group)


def _json(asked: "Wanted", earlier: "Period | None", groups: "Sequence[Group | Compared]") -> dict[str, Any]:
    from evals.kpi_json import group_json

    compared = {"compared_with": _period(earlier)} if earlier else {}
    return {**_period(asked), **compared, "groups": [group_json(group) for group in groups]}


def _period(period: "Period | Wanted") -> dict[str, str | None]:
    ends = {"since": period.since, "until": period.until}
    return {name: end.isoformat() if end else None for name, end in ends.items()}


def _show(group: "Group | Compared") -> None:
    from service.cli.output import screen

    differences = getattr(group, "differences", None)
    title = ", ".join(f"{cut} {value}" for cut, value in group.key.items()) or "All conversations"
    _shares(group.kpis, title, differences)
    _times(group.kpis, differences)
    for line in _lines(group.kpis):
        screen().print(line)


def _shares(kpis: "Kpis", title: str, differences: "dict[str, Difference] | None") -> None:
    rates = (
        ("opening", "opening", kpis.opening),
        ("resolution, confirmed", "resolution.confirmed", kpis.confirmed.all),
        ("resolution, assumed", "resolution.assumed", kpis.assumed.all),
        ("resolution, durable", "resolution.durable", kpis.durable.all),
        ("first-contact resolution", "fcr", kpis.fcr.all),
        ("transfer", "transfer", kpis.transfer),
        ("lead capture", "lead_capture", kpis.lead_capture),
        ("compliant capture", "compliant_capture", kpis.compliant_capture),
        ("complaints", "complaint", kpis.complaint),
        ("script compliance", "script_compliance", kpis.script_compliance),
        ("sensitive information kept", "sensitive_compliance", kpis.sensitive_compliance),
        ("warnings that came true", "warning.precision", kpis.warning_precision),
        ("escalations warned of", "warning.recall", kpis.warning_recall),
        ("knowledge coverage", "knowledge_coverage", kpis.knowledge_coverage),
        ("satisfied, rated 4 or 5", "csat.satisfied", kpis.csat.satisfied),
        ("rated, of those closed", "csat.response", kpis.csat.response),
        ("graded", "grading_coverage", kpis.grading_coverage),
    )
    heads = ("", "rate", "95 % interval", "n")
    _table(
        heads, [(name, *_share(rate), _change(place, differences, 100, " pp")) for name, place, rate in rates], title
    )


def _times(kpis: "Kpis", differences: "dict[str, Difference] | None") -> None:
    times = (
        ("first response", "frt", kpis.frt),
        ("first response of operators", "operator_frt", kpis.operator_frt),
        ("response", "response", kpis.response),
        ("response of operators", "operator_response", kpis.operator_response),
        ("handling by operators", "aht", kpis.aht),
        ("grading after the reply", "grading_lag", kpis.grading_lag),
    )
    known = [one for one in times if one[2].n]
    if known:
        rows = [(name, *_time(time), _change(f"{place}.p50_s", differences, 1, " s")) for name, place, time in known]
        _table(("", "median", "95 % interval", "p90", "mean", "n"), rows, "Seconds")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    """The last cell of each row is the change; there is a column for it where there is any."""
    from rich.table import Table

    from service.cli.output import screen

    changed = any(row[-1] for row in rows)
    table = Table(*heads, *(["change (95 % interval)"] if changed else []), title=title, title_justify="left")
    for row in rows:
        table.add_row(*(row if changed else row[:-1]))
    screen().print(table)


def _lines(kpis: "Kpis") -> Sequence[str]:
    from service.cli.options import currency

    grading, load, own, online = kpis.grading, kpis.concurrency, kpis.operator_concurrency, kpis.operators_online
    lines: list[str] = []
    if kpis.csat.mean is not None:
        lines.append(f"customers' rating: mean {kpis.csat.mean:.2f} of 5 (n={kpis.csat.n})")
    if load.max is not None:
        lines.append(f"open at a time: at most {load.max}, mean {load.mean:.2f}")
    if own.max is not None:
        lines.append(f"with one operator at a time: at most {own.max}, mean {own.mean:.2f} ({own.operators} operators)")
    if online is not None and online.max is not None:
        lines.append(f"operators online: at most {online.max}, mean {online.mean:.2f}")
    for name, cost in (("of models", kpis.cost), ("of models and operators", kpis.conversation_cost)):
        if cost.mean is not None:
            unknown = f", of {cost.unknown} others unknown" if cost.unknown else ""
            lines.append(f"cost {name} per conversation: {cost.mean:.6f} {currency(None)} (n={cost.n}{unknown})")
    if kpis.lead_cost.mean is not None:
        lines.append(f"cost per lead: {kpis.lead_cost.mean:.2f} {kpis.lead_cost.currency} (n={kpis.lead_cost.n})")
    for grader, one in kpis.reviewed.items():
        powered = one.powered.rate
        corrected = _share(powered)[:2] if powered.n else ("–", "no turn drawn by chance was reviewed")
        lines.append(
            f"{grader}: {one.label} in {_share(one.machine)[0]} of turns; by {one.reviews} reviews,"
            f" of which {powered.n} drawn by chance: {corrected[0]} ({corrected[1]})"
        )
    lines.append(
        f"conversations: {kpis.started} started, {kpis.opened} opened, {kpis.closed} closed; turns: {grading.turns},"
        f" graded {grading.graded}, pending {grading.pending}, could not grade {grading.could_not_grade}"
    )
    return lines


def _share(rate: Any) -> tuple[str, str, str]:
    if rate.value is None or rate.low is None or rate.high is None:
        return ("–", "–", str(rate.n))
    return (f"{rate.value:.1%}", f"{rate.low:.1%} – {rate.high:.1%}", str(rate.n))


def _time(one: "Durations") -> tuple[str, str, str, str, str]:
    ends = one.p50_interval_s
    interval = f"{ends[0]:.2f} – {ends[1]:.2f}" if ends else "–"
    p50, p90, mean = ("–" if value is None else f"{value:.2f}" for value in (one.p50_s, one.p90_s, one.mean_s))
    return p50, interval, p90, mean, str(one.n)


def _change(place: str, differences: "dict[str, Difference] | None", scale: float, unit: str) -> str:
    one = (differences or {}).get(place)
    if one is None or one.value is None:
        return ""
    interval = "" if one.low is None or one.high is None else f" ({one.low * scale:+.2f} – {one.high * scale:+.2f})"
    return f"{one.value * scale:+.2f}{unit}{interval}"
