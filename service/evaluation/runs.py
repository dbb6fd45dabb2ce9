"""The runs that there are, whoever made them: the folders under `runs` in the data folder."""

import logging
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Self

from evals.offline.compare import Comparison, compare
from evals.offline.results import CaseResult
from evals.offline.run_record import Run, RunError, load, read_summary
from service.errors import InvalidRequest, NotFound

log = logging.getLogger(__name__)

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KEPT = 4


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run in a line of a list; `passed` of `total` playings met everything. Times are ISO 8601, in UTC."""

    id: str
    suite: str
    target: str
    started_at: str
    finished_at: str
    ok: bool
    passed: int
    total: int
    failed_gates: int
    cached: int

    @classmethod
    def of(cls, run: Run) -> Self:
        """What a list shows of a run."""
        return cls.read(run.to_json())

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """The same from the run's summary as JSON. Raises KeyError where it is not whole."""
        return cls(
            id=told["id"],
            suite=told["suite"],
            target=told["target"],
            started_at=told["started_at"],
            finished_at=told["finished_at"],
            ok=told["ok"],
            passed=told["passed"],
            total=told["total"],
            failed_gates=sum(gate["met"] is False for gate in told["gates"]),
            cached=told["cached"],
        )


class Runs:
    """Reads runs, which never change once they are there. Its methods read files: call them off the loop."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist."""
        self._folder = folder
        self._summaries: dict[str, RunSummary | None] = {}
        self._loaded: OrderedDict[str, Run] = OrderedDict()
        self._lock = Lock()

    def page(self, suite: str | None, before: str | None, limit: int) -> tuple[list[RunSummary], str | None]:
        """The newest of a suite, or of all; with the id to go on after where there are more."""
        found: list[RunSummary] = []
        for summary in self._newest_first(before):
            if suite is not None and summary.suite != suite:
                continue
            if len(found) == limit:
                return found, found[-1].id
            found.append(summary)
        return found, None

    def latest(self) -> dict[str, RunSummary]:
        """The newest run of each suite, by the suite's name."""
        found: dict[str, RunSummary] = {}
        for summary in self._newest_first(None):
            found.setdefault(summary.suite, summary)
        return found

    def load(self, run_id: str) -> Run:
        """The whole record. Raises NotFound, also for one that is damaged."""
        with self._lock:
            if run_id in self._loaded:
                self._loaded.move_to_end(run_id)
                return self._loaded[run_id]
        if not _ID.fullmatch(run_id) or not (self._folder / run_id / "run.json").is_file():
            raise NotFound("There is no such run.")
        try:
            run = load(self._folder / run_id)
        except RunError as error:
            raise NotFound(f"The record of this run cannot be read: {error}") from error
        with self._lock:
            self._loaded[run_id] = run
            while len(self._loaded) > _KEPT:
                self._loaded.popitem(last=False)
        return run

    def compare(self, a: str, b: str, least: float) -> tuple[Run, Run, Comparison]:
        """Two runs of one suite, the baseline first. Raises NotFound and InvalidRequest."""
        before, after = self.load(a), self.load(b)
        if before.suite != after.suite:
            raise InvalidRequest(f"These are runs of {before.suite} and of {after.suite}: compare runs of one suite.")
        return before, after, compare(before.cases, after.cases, least)

    def _newest_first(self, before: str | None) -> Iterator[RunSummary]:
        if not self._folder.is_dir():
            return
        names = (folder.name for folder in self._folder.iterdir() if _ID.fullmatch(folder.name))
        for name in sorted(names, reverse=True):
            if before is not None and name >= before:
                continue
            if name not in self._summaries:
                self._summaries[name] = self._summary(name)
            if (summary := self._summaries[name]) is not None:
                yield summary

    def _summary(self, name: str) -> RunSummary | None:
        try:
            return RunSummary.read(read_summary(self._folder / name))
        except (RunError, KeyError):
            log.warning("the run %s is damaged, and not shown", name)
            return None


def reworded(a: Sequence[CaseResult], b: Sequence[CaseResult]) -> list[str]:
    """The cases, by id, in which a reply has other words, or that went on longer; in their order."""
    of_a = {(case.id, case.repetition): [turn.reply for turn in case.turns] for case in a}
    changed = (
        case.id
        for case in b
        if (said := of_a.get((case.id, case.repetition))) is not None and said != [turn.reply for turn in case.turns]
    )
    return list(dict.fromkeys(changed))
