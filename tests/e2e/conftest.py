"""A real browser for tests that use the product as people do."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from evals.benchmarks.browser import chromium as started
from evals.benchmarks.browser import find_chromium
from tests.e2e.shop import shared_shop

# A machine that also runs everything else may need long for what takes a moment elsewhere. What has to come within a
# second is timed by its own test.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with the browser, which is started once, share its event loop."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Headless Chromium as the system has it, for all tests of a process."""
    if find_chromium() is None:
        pytest.skip("no Chromium is installed")
    async with started() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def browser(chromium: Browser) -> AsyncIterator[Browser]:
    """The same without windows, cookies or pages of other tests: what a test opens is closed after it."""
    yield chromium
    for context in chromium.contexts:
        await context.close()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demo shop, for `open_shop`."""
    return asyncio.run(shared_shop(tmp_path_factory))
