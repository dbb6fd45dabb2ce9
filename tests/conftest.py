"""What holds for every test."""

import gc
import os
import sys
from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import pytest

from knowledge import embed
from tests.models import loaded_once
from tests.tls import READ_BY, trusted_once

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
def read_once() -> Iterator[None]:
    """The packaged models, which hold no state, are loaded once a process, and so are the certificates to trust.

    Every command would load the ones anew, and every client the others.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embed, "_packaged", loaded_once(embed._packaged))
        patch.setattr(READ_BY, trusted_once)
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
