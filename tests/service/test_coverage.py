"""Every turn is graded, once, through kills of the workers that grade: the benchmark of coverage with fewer turns."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

from evals.benchmarks.coverage import run
from evals.benchmarks.turn_store import TurnStore
from service import demo
from service.cli.benchmark_turns import open_turns
from tests.e2e.forked import launch_forked
from tests.models import lend_models

TURNS, MOMENTS = 1_000, 4

pytestmark = pytest.mark.e2e


@asynccontextmanager
async def open_with_models(postgres: str, folder: Path) -> AsyncIterator[TurnStore]:
    """The same without the seconds in which the first process exports the models."""
    lend_models(folder)
    async with open_turns(postgres, folder) as store:
        yield store


@pytest.fixture(params=["sqlite", "postgres"])
def server(request: pytest.FixtureRequest) -> str:
    """The URL of a PostgreSQL server; empty for SQLite."""
    if request.param == "sqlite":
        return ""
    url: URL = request.getfixturevalue("postgres_server")
    return url.render_as_string(hide_password=False)


async def test_every_turn_is_graded_once_through_the_killing_of_workers(server: str) -> None:
    (row,) = await run(
        None,
        turns=TURNS,
        kills=MOMENTS,
        postgres=server,
        open_turns=open_with_models,
        demo_knowledge=Path(demo.__file__).parent / "knowledge",
        launch=launch_forked,
    )
    assert row.turns == TURNS
    assert row.kills >= MOMENTS
    assert (row.missing, row.unwanted, row.doubled, row.could_not_grade) == (0, 0, 0, 0)
    assert row.lag_p50_s > 0
