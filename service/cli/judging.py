"""The judges of this installation, for commands; they share the budget and the memory of its servers."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphs.evaluator.grader import Grader
    from service.storage.database import Database


@dataclass(frozen=True, slots=True)
class Judging:
    """The judges as graders, none where no model is set for them; only what is `opened` may grade.

    `policies` tells when each is asked, and by which model.
    """

    graders: "tuple[Grader, ...]" = ()
    policies: str = ""
    _database: "Database | None" = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """With the installation's database, made where there is none; without judges nothing is opened."""
        if self._database is None:
            yield
            return
        try:
            await self._database.migrate()
            yield
        finally:
            await self._database.dispose()


def judges_here(named: Collection[str] = ()) -> Judging:
    """The judges; those in `named` judge every turn, the others as is set."""
    from graphs.settings import GraphSettings

    if GraphSettings().model_judge is None:
        return Judging()
    from service.quality.judging import open_judges
    from service.settings import Settings
    from service.storage.database import Database

    database = Database(Settings().resolved_database_url)
    graders = open_judges(database, named)
    return Judging(graders, "\n".join(grader.description for grader in graders), database)


def needs_judge(unknown: Collection[str]) -> str:
    """What to add where names of graders are unknown, because no model is set for judges."""
    from evals.judging.loading import load_judges

    judges = {judge.id for judge in load_judges()}
    return "; judges need a model: set TURNWISE_MODEL_JUDGE" if judges & set(unknown) else ""
