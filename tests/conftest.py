"""What holds for every test."""

import os
from collections.abc import Generator

import pytest

REQUIRE_SERVICES = os.environ.get("TURNWISE_REQUIRE_SERVICES") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With TURNWISE_REQUIRE_SERVICES=1 a skipped test is a failed one: a missing service may not hide behind a skip."""
    report = yield
    if REQUIRE_SERVICES and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"{reason}\nTURNWISE_REQUIRE_SERVICES=1 allows no skips: install and start what is missing."
    return report
