"""The benchmark of rates, with some days of few conversations."""

from itertools import islice

import pytest
from sqlalchemy import URL

from evals.benchmarks import kpi, made_year
from evals.benchmarks.kpi import QUESTIONS, Added, Answered, run
from service.cli.benchmark_rates import open_rates


@pytest.fixture(params=["sqlite", "postgres"])
def server(request: pytest.FixtureRequest) -> str:
    """The URL of a PostgreSQL server; empty for SQLite."""
    if request.param == "sqlite":
        return ""
    url: URL = request.getfixturevalue("postgres_server")
    return url.render_as_string(hide_password=False)


async def test_conversations_are_added_and_every_question_is_answered(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_year, "DAYS", 10)
    monkeypatch.setattr(kpi, "ASKED", 2)
    size, *answers = await run(None, open_rates=open_rates, conversations=120, postgres=server)
    assert isinstance(size, Added)
    assert (size.conversations, size.database) == (120, "PostgreSQL" if server else "SQLite")
    assert size.cells > 10
    found = {answer.question: answer for answer in answers if isinstance(answer, Answered)}
    assert list(found) == [question.name for question in QUESTIONS]
    assert (found["the year"].found, found["by month"].found, found["by day"].found) == (1, 1, 10)
    assert found["conversations handed over"].found > 0
    assert all(0 < answer.median_ms <= answer.worst_ms for answer in found.values())


def test_a_year_is_the_same_for_the_same_seed_and_as_long_as_it_says() -> None:
    days = list(islice(made_year.made_year(5_000, 3), 40))
    assert days == list(islice(made_year.made_year(5_000, 3), 40))
    ids = [one.record.id for day in days for one in day]
    assert len(set(ids)) == len(ids)
    assert 300 < len(ids) < 700
