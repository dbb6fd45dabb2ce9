"""Passwords, log-ins and the first admin."""

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import VerifyMismatchError
from pydantic import SecretStr
from sqlalchemy import select

from service.errors import WrongPassword
from service.storage.database import Database
from service.storage.tables import logins, users
from service.users import auth
from service.users.auth import Logins, Passwords

EMAIL = "admin@example.com"


async def test_the_first_admin_gets_a_password_that_works_and_is_told_once(database: Database) -> None:
    service = Logins(database)

    password = await service.ensure_admin("Admin@Example.com", None)

    assert password is not None
    assert (await service.log_in(EMAIL, password)).user.email == EMAIL
    assert await service.ensure_admin(EMAIL, None) is None


async def test_neither_password_nor_token_is_stored_as_it_is(database: Database) -> None:
    service = Logins(database)
    await service.ensure_admin(EMAIL, SecretStr("correct horse"))
    login = await service.log_in(EMAIL, "correct horse")

    async with database.read() as connection:
        (user,), (entered,) = (
            (await connection.execute(select(users))).all(),
            (await connection.execute(select(logins))).all(),
        )

    assert user.password_hash.startswith("$argon2id$")
    assert "correct horse" not in str(user)
    assert login.token not in str(entered)
    found = await service.user_of(login.token)
    assert found is not None
    assert found.email == EMAIL
    assert await service.user_of(entered.token_hash) is None


async def test_a_password_that_is_set_takes_the_place_of_the_old_one_and_ends_its_log_ins(database: Database) -> None:
    service = Logins(database)
    await service.ensure_admin(EMAIL, SecretStr("old password"))
    old = await service.log_in(EMAIL, "old password")

    await service.ensure_admin(EMAIL, SecretStr("new password"))

    assert await service.user_of(old.token) is None
    with pytest.raises(WrongPassword):
        await service.log_in(EMAIL, "old password")
    new = await service.log_in(EMAIL, "new password")
    await service.ensure_admin(EMAIL, SecretStr("new password"))
    assert await service.user_of(new.token) is not None


async def test_an_unknown_address_costs_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords, checked = Passwords(), []
    original = passwords._hasher.verify

    def counting(password_hash: str, password: str) -> bool:
        with pytest.raises(VerifyMismatchError) as worked:  # not InvalidHashError, which comes at once
            original(password_hash, password)
        checked.append(extract_parameters(password_hash))
        raise worked.value

    monkeypatch.setattr(passwords, "_hasher", type("Hasher", (), {"verify": staticmethod(counting)})())

    known = await Passwords().hash("correct horse")
    assert not await passwords.verify(None, "guess")
    assert not await passwords.verify(known, "guess")
    assert checked == [extract_parameters(known)] * 2


async def test_a_password_is_hashed_at_the_cost_that_the_standard_recommends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "PasswordHasher", PasswordHasher)  # tests have a cheaper one (tests/passwords.py)

    hashed = extract_parameters(await Passwords().hash("correct horse"))

    # RFC 9106, 4: the second recommended option, for where memory is scarce.
    assert hashed.type is Type.ID
    assert hashed.time_cost >= 3
    assert hashed.memory_cost >= 64 * 1024


async def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not await Passwords().verify("not a hash", "guess")
