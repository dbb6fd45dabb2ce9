"""What the console's endpoints do about evaluations; files are read off the event loop."""

import asyncio
from collections.abc import Sequence

from evals.offline.format import case_line
from evals.offline.suite import SuiteError, SuiteHead, add_cases
from service.errors import InvalidRequest, NotAllowedNow
from service.evaluation.options import OF_AGENT, Options
from service.evaluation.promotion import case_of
from service.evaluation.runs import Runs
from service.evaluation.shelf import Shelf
from service.settings import Settings
from service.storage.database import Database
from service.storage.grading.evaluations import Evaluation, active_same, ask_for


class Evaluations:
    """The suites and the runs of this installation."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._database = database
        self.shelf = Shelf(settings.own_suites)
        self.runs = Runs(settings.data / "runs")

    async def start(self, suites: Sequence[str], options: Options, by: str) -> Evaluation:
        """Have suites run, as soon as it is their turn; a second click on the same gives what the first one started.

        Raises NotFound, InvalidRequest and NotAllowedNow.
        """
        total = await asyncio.to_thread(self._playings, suites, options)
        wanted = options.model_dump()
        async with self._database.write() as connection:
            started = await active_same(connection, suites, wanted, by)
            return started or await ask_for(connection, suites, wanted, total, by)

    async def add_suite(self, head: SuiteHead) -> str:
        """A new suite; gives its id. Raises NotAllowedNow where the name is taken."""
        return await asyncio.to_thread(self.shelf.add, head)

    async def promote(self, conversation_id: str, suite_id: str, *, blank: bool) -> str:
        """Make a stored conversation a case of an own suite; gives the case's id.

        Raises NotFound, InvalidRequest, and NotAllowedNow where the suite has it already.
        """
        async with self._database.read() as connection:
            case = await case_of(connection, conversation_id, blank=blank)
        folder = await asyncio.to_thread(self.shelf.own_folder, suite_id)
        try:
            await asyncio.to_thread(add_cases, folder, {case.id: case_line(case)})
        except SuiteError as error:
            raise NotAllowedNow(str(error).replace(f"{folder}/", "")) from error
        return case.id

    def _playings(self, suites: Sequence[str], options: Options) -> int:
        """How many cases will be played, each repetition counted; everything that is named is there."""
        targets = self.shelf.targets()
        if options.of not in (*OF_AGENT, *targets):
            there_are = ", ".join((*OF_AGENT, *targets))
            raise InvalidRequest(f"There is no target {options.of}: choose from {there_are}.")
        found = [self.shelf.usable(suite_id) for suite_id in suites]
        if options.baseline is not None:
            baseline = self.runs.load(options.baseline)
            if others := sorted({suite.head.name for suite in found} - {baseline.suite}):
                raise InvalidRequest(f"The baseline is a run of {baseline.suite}, not of {', '.join(others)}.")
        return sum(len(suite.cases) * (options.repetitions or suite.head.repetitions) for suite in found)
