"""What a report is: a text of a run and of what changed since a baseline; its file's suffix names the kind."""

import importlib
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from evals.offline import reports
from evals.offline.compare import Comparison
from evals.offline.run_record import Run


class WriteReport(Protocol):
    """The function `report` of every module in `evals/offline/reports/`."""

    def __call__(self, run: Run, comparison: Comparison | None) -> str: ...


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of report: its id, the suffix of its files, and what writes it."""

    id: str
    suffix: str
    write: WriteReport


class ReportError(Exception):
    """A report cannot be written; the message says why."""


def load_reports() -> dict[str, Report]:
    """All kinds, by suffix. Raises TypeError with the module's name where one does not export what it must."""
    found = {}
    for module in sorted(pkgutil.iter_modules(reports.__path__), key=lambda one: one.name):
        kind = importlib.import_module(f"{reports.__name__}.{module.name}")
        if not isinstance(getattr(kind, "SUFFIX", None), str) or not callable(getattr(kind, "report", None)):
            raise TypeError(f"{kind.__name__} must export SUFFIX and a function named report")
        found[kind.SUFFIX] = Report(module.name, kind.SUFFIX, kind.report)
    return found


def check_suffix(file: Path) -> Report:
    """The kind of report that the file is to be. Raises ReportError with those that there are."""
    kinds = load_reports()
    if file.suffix not in kinds:
        there_are = ", ".join(f"{kind.suffix} ({kind.id})" for kind in kinds.values())
        raise ReportError(f"{file}: there is no report of that kind; end it with one of {there_are}")
    return kinds[file.suffix]


def write_report(file: Path, run: Run, comparison: Comparison | None = None) -> None:
    """Write the report of the file's kind, whole or not at all. Raises ReportError where no kind has the suffix."""
    kind = check_suffix(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.write_text(kind.write(run, comparison), encoding="utf-8")
    unfinished.replace(file)
