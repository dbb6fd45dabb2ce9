"""Policies: each change is kept, the newest is in force, and nobody overwrites another's change unseen."""

from typing import Any

import pytest
from sqlalchemy import insert

from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.style.document import Style
from prompts.replies import load_replies
from service.errors import NotAllowedNow
from service.in_force import InForce, Policies
from service.storage.database import Database
from service.storage.policies import PolicyKind, newest_numbers, newest_policy, policy_history, save_policy
from service.storage.tables import policies
from service.storage.types import now

HANDOFF = PolicyKind.HANDOFF


def starting() -> InForce:
    return InForce(handoff=patient(0.5), style=Style())


def patient(threshold: float) -> HandoffPolicy:
    return HandoffPolicy.model_validate({"rules": {"negative_sentiment": {"threshold": threshold}}})


async def save(database: Database, threshold: float, based_on: int) -> int:
    async with database.write() as connection:
        return await save_policy(connection, database, HANDOFF, patient(threshold), based_on, "mia@example.com", now())


async def test_each_change_is_kept_and_the_newest_is_in_force(database: Database) -> None:
    async with database.read() as connection:
        assert await newest_policy(connection, HANDOFF) is None
        assert await newest_numbers(connection) == {}

    assert [await save(database, 0.7, 0), await save(database, 0.9, 1)] == [1, 2]

    async with database.read() as connection:
        newest, history = await newest_policy(connection, HANDOFF), await policy_history(connection, HANDOFF)
    assert newest is not None
    assert HandoffPolicy.model_validate(newest.document) == patient(0.9)
    assert [(one.number, one.by) for one in history] == [(2, "mia@example.com"), (1, "mia@example.com")]


async def test_a_change_of_what_another_has_changed_meanwhile_is_refused(database: Database) -> None:
    await save(database, 0.7, 0)
    with pytest.raises(NotAllowedNow):
        await save(database, 0.8, 0)
    with pytest.raises(NotAllowedNow):
        await save(database, 0.8, 7)


async def test_every_process_sees_a_change_when_it_next_looks(database: Database) -> None:
    here, there = Policies(starting(), load_replies()), Policies(starting(), load_replies())
    async with database.read() as connection:
        assert await there.look(connection) == starting()
    await save(database, 0.7, 0)
    async with database.read() as connection:
        assert (await here.look(connection)).handoff == (await there.look(connection)).handoff == patient(0.7)
    assert there.in_force.handoff == patient(0.7)


async def test_a_saved_policy_that_cannot_be_read_leaves_that_of_the_settings_in_force(
    database: Database, caplog: Any
) -> None:
    async with database.write() as connection:
        await connection.execute(
            insert(policies).values(
                kind=HANDOFF, number=1, document={"rules": {"gone": {}}}, at=now(), by="mia@example.com"
            )
        )
    async with database.read() as connection:
        assert await Policies(starting(), load_replies()).look(connection) == starting()
    assert "cannot be read" in caplog.text
