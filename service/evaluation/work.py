"""Evaluations carried out: each as a `turnwise eval run` in a process of its own, which gives way to everything else.

So customers' turns share neither the event loop nor the interpreter with it, and a crash of it is its own. Results of
cases are kept as they end: what is taken up again after a restart goes on where it was.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from service.errors import TurnwiseError
from service.evaluation.follow import CutOff, Follower
from service.evaluation.options import OF_AGENT, Options, command_for, environment_for
from service.evaluation.shelf import Shelf
from service.live import Live
from service.settings import Settings
from service.storage.database import Database
from service.storage.grading.evaluations import (
    Evaluation,
    SuiteDone,
    any_active,
    claim,
    end,
    give_back,
    is_held,
    progress,
)
from service.storage.processes import Process

log = logging.getLogger(__name__)

EVERY_S = 1.0
AFTER_CUT_S = 30.0

CommandFor = Callable[[Sequence[Path], Options, Mapping[str, Path], Path], list[str]]


class EvaluationWork:
    """The evaluations of this process. `shelf` finds the suites, `command` makes the command line."""

    def __init__(
        self,
        database: Database,
        process: Process,
        settings: Settings,
        shelf: Shelf,
        live: Live,
        command: CommandFor = command_for,
    ) -> None:
        self._database = database
        self._process = process
        self._settings = settings
        self._shelf = shelf
        self._live = live
        self._command = command
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Take up what waits, until cancelled; then what is not done waits again."""
        try:
            while self._settings.evaluations_at_once:
                try:
                    await self._take_up()
                except Exception:
                    log.exception("evaluations could not be looked for; it will be tried again")
                await asyncio.sleep(EVERY_S)
        finally:
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _take_up(self) -> None:
        async with self._database.read() as connection:
            if not await any_active(connection):
                return
        async with self._database.write() as connection:
            found = await claim(connection, self._process.id, self._settings.evaluations_at_once)
        if found is None:
            return
        task = asyncio.create_task(self._carry_out(found))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        self._live.changed("evaluations")

    async def _carry_out(self, evaluation: Evaluation) -> None:
        """To its end, whatever that is; only what is cut off waits to be taken up again."""
        try:
            error = await self._play(evaluation)
        except asyncio.CancelledError:
            await self._give_back(evaluation)
            raise
        except CutOff:
            try:
                # Most likely this process is told to end, too, and what is given back now would begin again at once.
                await asyncio.sleep(AFTER_CUT_S)
            finally:
                await self._give_back(evaluation)
            return
        except TurnwiseError as problem:
            error = problem.detail
        except Exception as problem:
            log.exception("an evaluation failed")
            error = f"{type(problem).__name__}: {problem}"
        async with self._database.write() as connection:
            await end(connection, evaluation.id, self._process.id, "failed" if error else "done", error)
        self._live.changed("evaluations")

    async def _give_back(self, evaluation: Evaluation) -> None:
        async with self._database.write() as connection:
            await give_back(connection, evaluation.id, self._process.id)

    async def _play(self, evaluation: Evaluation) -> str | None:
        """Run the suites that are left; what went wrong, None where nothing did."""
        options = Options.model_validate(evaluation.options)
        done = {one.suite for one in evaluation.runs}
        left = [suite for suite in evaluation.suites if suite not in done]
        if not left:  # it was cut off when all was done
            return None
        folders, before = await asyncio.to_thread(self._left, evaluation.suites, left, options)
        targets = await asyncio.to_thread(self._shelf.targets)
        if options.of not in (*OF_AGENT, *targets):
            return f"There is no target {options.of} any more."
        command = self._command(folders, options, targets, self._settings.data / "runs")

        noted = -1

        async def note(cases: int, runs: Sequence[SuiteDone]) -> bool:
            nonlocal noted
            if noted == cases + len(runs):
                async with self._database.read() as connection:
                    return await is_held(connection, evaluation.id, self._process.id)
            noted = cases + len(runs)
            async with self._database.write_behind() as connection:
                mine = await progress(
                    connection, evaluation.id, self._process.id, before + cases, (*evaluation.runs, *runs)
                )
            self._live.changed("evaluations")
            return mine

        follower = Follower(left, self._settings.evaluation_niceness, note)
        return await follower.follow(command, environment_for(self._settings))

    def _left(self, suites: Sequence[str], left: Sequence[str], options: Options) -> tuple[list[Path], int]:
        """The folders of those that are left, and how many playings the others were. Raises NotFound."""
        found = {suite_id: self._shelf.usable(suite_id) for suite_id in suites}
        played = sum(
            len(suite.cases) * (options.repetitions or suite.head.repetitions)
            for suite_id, suite in found.items()
            if suite_id not in left
        )
        return [self._shelf.find(suite_id).folder for suite_id in left], played
