"""The demo shop, its documents read once for all tests, in servers that are up in a few seconds."""

import fcntl
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from evals.benchmarks.server import Server, free_port, scratch_environment, served
from tests.e2e.forked import launch_forked
from tests.models import lend_models

LOG_TAIL = 4_000


async def shared_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a demo server that was started once: the first test process makes it."""
    here = tmp_path_factory.getbasetemp()
    common = here.parent if here.name.startswith("popen-") else here
    shop = common / "shop"
    with (common / "shop.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shop.exists():
            await _open_once(made := common / "shop.making")
            made.rename(shop)
    return shop


async def _open_once(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    lend_models(folder)
    server = Server(folder, free_port(), scratch_environment(folder), launch_forked)
    await server.start("--demo")
    server.stop()


@asynccontextmanager
async def open_shop(shop: Path, environment: Mapping[str, str] | None = None) -> AsyncIterator[Server]:
    """A server with a copy of that shop, in which nobody has said anything; its log is told where a test fails."""
    async with served(environment=environment, like=shop, launch=launch_forked) as server:
        try:
            yield server
        except BaseException:
            print((server.data / "server.log").read_text()[-LOG_TAIL:])
            raise
