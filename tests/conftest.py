"""What holds for every test."""

import gc
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from knowledge import embed
from knowledge.encoder import Encoder

REQUIRE_SERVICES = os.environ.get("TURNWISE_REQUIRE_SERVICES") == "1"


ALLOWS_NO_SKIPS = "TURNWISE_REQUIRE_SERVICES=1 allows no skips: install and start what is missing."

# What collecting the tests imports and makes, a million objects, stays to the end: looking through them again and
# again for garbage would take a tenth of the time of all tests.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on garbage is collected again, of what comes from now on."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.fixture(scope="session", autouse=True)
def models_loaded_once() -> Iterator[None]:
    """The packaged models, which hold no state, are loaded once a process: every command would load them anew."""
    with pytest.MonkeyPatch.context() as patch:
        load, loaded = embed._packaged, dict[int, list[Encoder]]()

        def once(folder: Path, threads: int) -> list[Encoder]:
            if threads not in loaded:
                loaded[threads] = load(folder, threads)
            return loaded[threads]

        patch.setattr(embed, "_packaged", once)
        yield


def pytest_make_parametrize_id(val: Any, argname: str) -> str | None:
    """Cases of bytes are numbered: an archive holds the time of its making, and each worker must name it alike."""
    return argname if isinstance(val, bytes) else None


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Why a test is run once more (tests/e2e/conftest.py) is told even where it passes then."""
    if report.outcome == "rerun":  # type: ignore[comparison-overlap]  # pytest-rerunfailures' own
        sys.__stdout__.write(f"\nonce more: {report.nodeid}\n{report.longreprtext}\n{report.capstdout}\n")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test is a failed one where services are required: what is missing may not hide behind a skip."""
    report = yield
    return report if hasattr(report, "wasxfail") else refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for whole modules that skip themselves."""
    return refuse_skip((yield))


def refuse_skip(report: Report) -> Report:
    if REQUIRE_SERVICES and report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\n{ALLOWS_NO_SKIPS}"
    return report
