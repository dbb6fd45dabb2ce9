"""A real browser for tests that use the product as people do."""

import asyncio
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Response, expect

from evals.benchmarks.browser import chromium as started
from evals.benchmarks.browser import find_chromium
from tests.e2e.shop import shared_shop

# A machine that also runs everything else may need long for what takes a moment elsewhere. What has to come within a
# second is timed by its own test.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On a busy machine a click may still miss what has just been drawn: such a test is run once more.

    What fails twice has a cause. The first failure is printed (tests/conftest.py).
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest_asyncio.fixture
async def browser(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Browser]:
    """Headless Chromium as the system has it; what goes wrong on its pages stands in the report of a failure.

    Its pages are asked for less motion: where frames come slowly, a bubble that grows is clicked beside its button.
    """
    if find_chromium() is None:
        pytest.skip("no Chromium is installed")
    async with started() as chromium:
        open_context = chromium.new_context

        async def watched(**options: Any) -> BrowserContext:
            context = await open_context(**{"reduced_motion": "reduce", **options})
            context.on("response", _tell_refused)
            context.on("requestfailed", lambda request: print("FAILED", request.method, request.url, request.failure))
            context.on("weberror", lambda error: print("PAGE ERROR", error.error))
            return context

        monkeypatch.setattr(chromium, "new_context", watched)
        yield chromium


def _tell_refused(response: Response) -> None:
    if response.status >= HTTPStatus.BAD_REQUEST:
        print(response.status, response.request.method, response.url)


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demo shop, for `open_shop`."""
    return asyncio.run(shared_shop(tmp_path_factory))
