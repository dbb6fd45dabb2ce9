"""A pytest plug-in: with `--turnwise` every `suite.yaml` is a file of tests, each case and each gate a test.

    pytest --turnwise suites/ -k returns --junitxml report.xml

pytest finds it by its entry point. The agent of this code answers, and the graders of production grade, with judges
where TURNWISE_MODEL_JUDGE names a model for them; a seeded machine plays simulated customers, or the model of
TURNWISE_MODEL_SIMULATE. A suite's selected cases are played together when its first test runs, and results that are
known are not made anew.
"""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from evals.offline.run_record import Run
    from evals.offline.suite import Suite

_PLAYED = pytest.StashKey["Run"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that turns it on: nobody else's `suite.yaml` is touched without it."""
    group = parser.getgroup("turnwise", "Turnwise suites")
    group.addoption("--turnwise", action="store_true", help="Run suites of Turnwise (suite.yaml) as tests.")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A suite's folder as a file of tests."""
    if file_path.name == "suite.yaml" and parent.config.getoption("--turnwise"):
        return SuiteFile.from_parent(parent, path=file_path)
    return None


class SuiteFile(pytest.File):
    """A suite. Its cases are the tests, its gates more of them where every case is selected."""

    suite: "Suite"

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each case and each gate. What is wrong with the suite fails its collection, in words."""
        from evals.offline.suite import SuiteError, load_suite

        try:
            self.suite = load_suite(self.path.parent)
        except SuiteError as error:
            raise self.CollectError(str(error)) from error
        for case in self.suite.cases:
            yield CaseTest.from_parent(self, name=case.id)
        for gate in self.suite.head.gates:
            yield GateTest.from_parent(self, name=f"gate: {gate}")

    def run(self, selected: Sequence[pytest.Item]) -> "Run":
        """The run of the selected cases; played once."""
        if _PLAYED not in self.stash:
            chosen = {item.name for item in selected if isinstance(item, CaseTest) and item.parent is self}
            cases = tuple(case for case in self.suite.cases if case.id in chosen) or self.suite.cases
            self.stash[_PLAYED] = asyncio.run(_play(self.suite.model_copy(update={"cases": cases})))
        return self.stash[_PLAYED]


class CaseTest(pytest.Item):
    """One case: passes where every expectation is met in every repetition."""

    parent: SuiteFile

    def runtest(self) -> None:
        """Fail with every expectation that was not met; skip what the target does not offer."""
        played = [case for case in self.parent.run(self.session.items).cases if case.id == self.name]
        if left_out := next((case.not_evaluated for case in played if case.not_evaluated), None):
            pytest.skip(left_out)
        if failures := [failure for case in played for failure in case.failures]:
            raise UnmetError("\n".join(failures))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The expectations alone: a traceback through this file would say nothing."""
        return str(excinfo.value) if isinstance(excinfo.value, UnmetError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the case stands."""
        return self.path.parent / "cases.jsonl", None, f"{self.parent.path.parent.name}: {self.name}"


class GateTest(CaseTest):
    """One gate of the suite; it is about all cases, so it is skipped where some are left out."""

    def runtest(self) -> None:
        """Fail where the gate is not met."""
        run = self.parent.run(self.session.items)
        if {case.id for case in run.cases} != {case.id for case in self.parent.suite.cases}:
            pytest.skip("a gate is about all cases of its suite")
        gate = next(gate for gate in run.gates if self.name == f"gate: {gate.gate}")
        if gate.met is None:
            pytest.skip(gate.told)
        if not gate.met:
            raise UnmetError(gate.told)


class UnmetError(Exception):
    """Expectations or a gate were not met."""


async def _play(suite: "Suite") -> "Run":
    from dataclasses import replace

    from evals.interop.bench import opened
    from evals.offline.cache import ResultCache
    from evals.offline.run import run_suite
    from graphs.settings import GraphSettings

    async with opened(suite) as bench:
        cache = ResultCache(GraphSettings().data / "runs" / "cache")
        return await run_suite(suite, bench.target, bench.judges, plan=replace(bench.plan, cache=cache))
