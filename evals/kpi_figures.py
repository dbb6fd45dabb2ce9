"""Single numbers of the rates by their place in the JSON, with n and the 95 % interval: for series and reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from evals.kpi import Kpis, kpis
from evals.kpi_comparison import figures
from evals.kpi_json import to_json

_COUNTS = ("started", "opened", "closed")
_ONLINE = ("operators_online.max", "operators_online.mean")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NumberAt:
    """`n` is what it rests on: conversations, turns, times; minutes of a load. None where nothing is known."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


@cache
def places() -> tuple[str, ...]:
    """Every number that there is, as in `transfer`, `frt.p50_s`, `csat.mean`."""
    return (*_COUNTS, *figures(kpis([], now=_ANY_TIME)), *_ONLINE)


def numbers_at(kpis: Kpis, wanted: Mapping[str, object] | tuple[str, ...]) -> dict[str, NumberAt]:
    """The numbers at these places. Raises KeyError for one that there is not."""
    found, shown = figures(kpis), to_json(kpis)
    return {place: _number(place, found, shown) for place in wanted}


def _number(place: str, found: Mapping[str, Any], shown: Mapping[str, Any]) -> NumberAt:
    if place in _COUNTS:
        return NumberAt(shown[place], shown[place])
    if place in _ONLINE:
        online = shown["operators_online"] or {"minutes": 0}
        return NumberAt(online.get(place.rpartition(".")[2]), online["minutes"])
    figure = found[place]
    low, high = figure.interval or (None, None)
    return NumberAt(figure.value, _n(place, shown), low, high)


def _n(place: str, shown: Mapping[str, Any]) -> int:
    """That of the number itself, or of what it is a part of: of a mean those whose mean it is."""
    node: Any = shown
    n: Any = 0
    for part in place.split("."):
        node = node.get(part) if isinstance(node, dict) else None
        if isinstance(node, dict):
            n = node.get("n", node.get("minutes", n))
    return int(n)
