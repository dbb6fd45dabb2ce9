"""The database as the benchmark of coverage gets it: turns by the product's own write path, and each grade counted."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Select, TextClause, exists, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from evals.benchmarks.turn_store import MadeTurn, Tally, TurnStore
from evals.judge import load_graders
from graphs.agent.handoff.document import HandoffPolicy
from graphs.evaluator.grader import COULD_NOT_GRADE, Stage
from prompts.replies import load_replies
from service.cli.benchmark_store import scratch_url
from service.in_force import InForce, Policies
from service.quality.rules import CurrentRules
from service.storage.accounts.accounts import widget_account
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.grading.grading import GradingPlan
from service.storage.messages.answer_rows import Answered
from service.storage.messages.receive import Incoming, Receipt, receive
from service.storage.tables import grades, processes, turns
from service.storage.turns.answers import commit_turns
from service.storage.types import new_id, now

_KEPT = "CREATE TABLE grades_written (turn_id TEXT, grader TEXT, version TEXT, stage TEXT)"
_KEEP = "INSERT INTO grades_written VALUES (NEW.turn_id, NEW.grader, NEW.version, NEW.stage);"
_SQLITE = (_KEPT, f"CREATE TRIGGER keep AFTER UPDATE ON grades WHEN NEW.state = 'done' BEGIN {_KEEP} END")
_EACH = "FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION keep()"
_POSTGRES = (
    _KEPT,
    f"CREATE FUNCTION keep() RETURNS trigger AS $$ BEGIN {_KEEP} RETURN NULL; END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER keep AFTER UPDATE ON grades {_EACH}",
)
"""Keeps in a table of its own that a grade was written, each time."""


@asynccontextmanager
async def open_turns(postgres: str, folder: Path) -> AsyncIterator[TurnStore]:
    """A scratch database: made on that PostgreSQL server and dropped afterwards, or an SQLite file in the folder."""
    async with scratch_url(postgres, folder) as url:
        database = Database(url)
        try:
            await database.migrate()
            async with database.write() as connection:
                for statement in _SQLITE if database.is_sqlite else _POSTGRES:
                    await connection.exec_driver_sql(statement)
                account = await widget_account(connection, database)
            yield SqlTurns(database, account.id, account.channel, folder)
        finally:
            await database.dispose()


class SqlTurns:
    """Implements `evals.benchmarks.turn_store.TurnStore`."""

    def __init__(self, database: Database, account_id: str, channel: str, folder: Path) -> None:
        self._database = database
        self._account = (account_id, channel)
        self._writer = new_id()
        rules = CurrentRules(Policies(InForce(handoff=HandoffPolicy()), load_replies()))
        self._plan = GradingPlan(load_graders(), rules.planned)
        self._judging = (*self._plan.graders, *rules.planned())
        url = database.url.render_as_string(hide_password=False)
        self.environment = {"TURNWISE_DATA": str(folder), "TURNWISE_DATABASE_URL": url}

    async def put(self, turns: Sequence[MadeTurn]) -> None:
        """One transaction for all. Raises RuntimeError where one was not taken."""
        at = now()
        incoming = [Incoming(new_id(), Contact(*self._account, one.customer), one.question, at) for one in turns]
        async with self._database.write() as connection:
            receipts = await receive(connection, incoming, self._writer)
            answered = [
                Answered(
                    conversation_id=receipt.message.conversation_id,
                    asked=(receipt.message,),
                    outcome=one.outcome,
                    held=False,
                    at=at,
                )
                for receipt, one in zip(receipts, turns, strict=True)
                if isinstance(receipt, Receipt)
            ]
            written = await commit_turns(connection, self._database, self._plan, self._writer, answered)
        if len([one for one in written if one]) < len(turns):
            raise RuntimeError("a turn was not written")

    async def waiting(self) -> int:
        """How many grades are still to be given."""
        async with self._database.read() as connection:
            return int((await connection.execute(_WAITING)).scalar_one())

    async def workers(self) -> int:
        """How many processes are entered."""
        async with self._database.read() as connection:
            return int((await connection.execute(select(func.count()).select_from(processes))).scalar_one())

    async def tally(self) -> Tally:
        """Count. Raises RuntimeError where the trigger has not seen every grade that is there."""
        later = turns.alias()
        followed = exists().where(
            later.c.conversation_id == turns.c.conversation_id, later.c.first_seq > turns.c.first_seq
        )
        # A made turn is answered when it is asked.
        ends = select(turns.c.asked_at, func.max(grades.c.graded_at)).join(turns, turns.c.id == grades.c.turn_id)
        async with self._database.read() as connection:
            put = await _count(connection, select(turns.c.id))
            wanted = given = 0
            for grader in self._judging:
                judged = select(turns.c.id).where(followed) if grader.stage is Stage.OUTCOME else select(turns.c.id)
                its = (grades.c.grader == grader.id, grades.c.version == grader.version, grades.c.stage == grader.stage)
                wanted += await _count(connection, judged)
                given += await _count(connection, _DONE.where(*its, grades.c.turn_id.in_(judged)))
            done = await _count(connection, _DONE)
            could_not = await _count(connection, _DONE.where(grades.c.label == COULD_NOT_GRADE))
            written = await _count(connection, text("SELECT count(*) FROM grades_written"))
            keys = "SELECT DISTINCT turn_id, grader, version, stage FROM grades_written"
            if await _count(connection, text(f"SELECT count(*) FROM ({keys}) AS keys")) != done:  # noqa: S608
                raise RuntimeError("the grades that were written are not those that are there")
            of_replies = ends.where(grades.c.stage == Stage.REPLY, grades.c.state == "done").group_by(turns.c.id)
            lags = await connection.execute(of_replies)
            lag_s = tuple((graded_at - replied_at).total_seconds() for replied_at, graded_at in lags)
        return Tally(put, wanted, given, done - given, written - done, could_not, lag_s)


# Each state by itself, so that the index of just these rows is read and not the whole table.
_WAITING = text(
    "SELECT (SELECT count(*) FROM grades WHERE state = 'pending')"
    " + (SELECT count(*) FROM grades WHERE state = 'to_judge') + (SELECT count(*) FROM grades WHERE state = 'claimed')"
)
_DONE = select(grades.c.turn_id).where(grades.c.state == "done")


async def _count(connection: AsyncConnection, rows: Select[Any] | TextClause) -> int:
    counted = rows if isinstance(rows, TextClause) else select(func.count()).select_from(rows.subquery())
    return int((await connection.execute(counted)).scalar_one())
