"""Rows of figures as tables for people: rows of one kind that follow each other share a table."""

from collections.abc import Sequence
from dataclasses import fields
from itertools import groupby
from typing import Any


def show(rows: Sequence[Any]) -> None:
    """Print dataclasses; a kind that stands alone is printed as a list of its fields."""
    from service.cli.output import screen

    for kind, group in groupby(rows, type):
        alike = list(group)
        names = [field.name for field in fields(kind)]
        if len(alike) == 1:
            for name in names:
                screen().print(f"{name.replace('_', ' '):<24} {shown(getattr(alike[0], name))}")
        else:
            _table(names, [[shown(getattr(row, name)) for name in names] for row in alike])
        screen().print("")


def _table(names: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from service.cli.output import screen

    heads = [name.replace("_", " ") for name in names]
    widths = [max(len(row[at]) for row in (heads, *cells)) for at in range(len(heads))]
    for row in (heads, ["-" * width for width in widths], *cells):
        line = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        screen().print("  ".join(line).rstrip())


def shown(value: Any) -> str:
    """A figure as a person reads it; an estimate with its interval."""
    match value:
        case None:
            return "-"
        case float():
            return f"{value:.4g}"
        case dict():
            return ", ".join(f"{name}={shown(one)}" for name, one in value.items())
        case str() | int():
            return str(value)
        case _ if hasattr(value, "low") and hasattr(value, "high"):
            return _interval(value.value, value.low, value.high)
        case _:
            return str(value)


def _interval(value: float | None, low: float | None, high: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if low is None or high is None else f"{value:.3f} [{low:.3f}, {high:.3f}]"
