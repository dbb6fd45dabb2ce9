"""Users and their log-ins."""

from datetime import timedelta

from service.storage.database import Database
from service.storage.types import now
from service.storage.users.users import (
    add_login,
    add_user,
    any_user,
    change_password,
    find_user,
    remove_login,
    user_of_login,
)


async def entered(database: Database) -> str:
    async with database.write() as connection:
        assert await add_user(connection, database, "mia@example.com", "Mia", "hash", now())
        secret = await find_user(connection, "mia@example.com")
    assert secret is not None
    return secret.user.id


async def test_an_address_is_entered_once(database: Database) -> None:
    async with database.read() as connection:
        assert not await any_user(connection)
    await entered(database)

    async with database.write() as connection:
        assert await any_user(connection)
        assert not await add_user(connection, database, "mia@example.com", "Other", "other", now())
        secret = await find_user(connection, "mia@example.com")
    assert secret is not None
    assert (secret.user.name, secret.password_hash) == ("Mia", "hash")


async def test_a_log_in_is_good_until_it_expires_or_is_removed(database: Database) -> None:
    user_id, moment = await entered(database), now()
    async with database.write() as connection:
        await add_login(connection, user_id, "a" * 64, moment, moment + timedelta(days=1))
        await add_login(connection, user_id, "b" * 64, moment, moment + timedelta(days=1))

        found = await user_of_login(connection, "a" * 64, moment)
        assert found is not None
        assert found.email == "mia@example.com"
        assert await user_of_login(connection, "a" * 64, moment + timedelta(days=1)) is None
        await remove_login(connection, "a" * 64)
        assert await user_of_login(connection, "a" * 64, moment) is None
        assert await user_of_login(connection, "b" * 64, moment) is not None


async def test_a_changed_password_ends_all_log_ins(database: Database) -> None:
    user_id, moment = await entered(database), now()
    async with database.write() as connection:
        await add_login(connection, user_id, "a" * 64, moment, moment + timedelta(days=1))

        await change_password(connection, user_id, "new", log_out=True)

        assert await user_of_login(connection, "a" * 64, moment) is None
