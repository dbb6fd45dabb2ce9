"""The last admin who can log in stays one; two who try to remove each other cannot both succeed."""

import asyncio

import pytest

from service.errors import InvalidRequest, LinkGone, WrongPassword
from service.roles import Role
from service.storage.database import Database
from service.users.auth import Logins
from service.users.members import Change, Members

PASSWORD = "a long sentence"


async def admin(database: Database, email: str) -> str:
    """The id of an admin who has accepted the invitation."""
    user, link = await Members(database).invite(email, "", Role.ADMIN, "test")
    await Logins(database).set_password(link.token, PASSWORD)
    return user.id


@pytest.mark.parametrize("change", [Change(role=Role.OPERATOR), Change(disabled=True)])
async def test_the_only_admin_who_can_log_in_stays_one(database: Database, change: Change) -> None:
    members = Members(database)
    only = await admin(database, "only@example.com")
    await members.invite("never-came@example.com", "", Role.ADMIN, "test")
    gone = await admin(database, "gone@example.com")
    await members.change(gone, Change(disabled=True))

    with pytest.raises(InvalidRequest, match="only admin"):
        await members.change(only, change)
    await members.change(gone, Change(disabled=False))
    await members.change(only, change)


async def test_of_two_admins_who_demote_each_other_at_once_one_stays(database: Database) -> None:
    members = Members(database)
    both = [await admin(database, f"{name}@example.com") for name in ("a", "b")]

    done = await asyncio.gather(
        *(members.change(one, Change(role=Role.READER)) for one in both), return_exceptions=True
    )

    assert sorted(isinstance(one, InvalidRequest) for one in done) == [False, True]
    assert [user.role for user in await members.list()].count(Role.ADMIN) == 1


async def test_a_link_used_by_two_at_once_lets_one_in(database: Database) -> None:
    members, logins = Members(database), Logins(database)
    _, link = await members.invite("mia@example.com", "", Role.OPERATOR, "test")

    done = await asyncio.gather(
        *(logins.set_password(link.token, f"{PASSWORD} {number}") for number in range(2)), return_exceptions=True
    )

    assert sorted(isinstance(one, LinkGone) for one in done) == [False, True]


async def test_who_has_set_no_password_or_is_disabled_is_told_what_a_stranger_is(database: Database) -> None:
    members, logins = Members(database), Logins(database)
    await members.invite("new@example.com", "", Role.OPERATOR, "test")
    out = await admin(database, "out@example.com")
    await admin(database, "other@example.com")
    await members.change(out, Change(disabled=True))

    for email, password in (("new@example.com", ""), ("out@example.com", PASSWORD), ("nobody@example.com", "x")):
        with pytest.raises(WrongPassword):
            await logins.log_in(email, password)
