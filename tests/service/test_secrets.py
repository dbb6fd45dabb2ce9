"""One master secret for all processes; what it encrypted, another neither reads nor changes unnoticed."""

import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from pydantic import SecretStr

from service.secrets import KEY_FILE, Vault, WeakSecret, WrongKey

SECRET = SecretStr("correct horse battery staple correct horse")


def first_key(data_dir: Path) -> bytes:
    return Vault.load(data_dir, None).signing_key("widget")


def test_what_is_encrypted_comes_back_and_is_not_readable(tmp_path: Path) -> None:
    vault = Vault.load(tmp_path, SECRET)

    stored = vault.encrypt('{"token": "密钥"}')

    assert vault.decrypt(stored) == '{"token": "密钥"}'
    assert vault.decrypt(vault.encrypt(b"bytes")) == "bytes"
    assert "token" not in stored
    assert vault.encrypt("same") != vault.encrypt("same")


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    data_dir = tmp_path / "new" / "data"

    stored = Vault.load(data_dir, None).encrypt("x")

    assert Vault.load(data_dir, None).decrypt(stored) == "x"
    assert [path.name for path in data_dir.iterdir()] == [KEY_FILE]
    assert stat.S_IMODE((data_dir / KEY_FILE).stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("fork")) as pool:
        keys = set(pool.map(first_key, [tmp_path] * 16))

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_the_secret_of_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    Vault.load(tmp_path, None)

    assert Vault.load(tmp_path, SECRET).signing_key("widget") == Vault.load(tmp_path / "b", SECRET).signing_key(
        "widget"
    )
    assert Vault.load(tmp_path, SECRET).signing_key("widget") != Vault.load(tmp_path, None).signing_key("widget")


def test_every_purpose_has_a_key_of_its_own(tmp_path: Path) -> None:
    vault = Vault.load(tmp_path, SECRET)

    assert len({vault.signing_key("widget"), vault.signing_key("login"), vault.signing_key("")}) == 3
    assert len(vault.signing_key("widget")) == 32


def test_another_key_is_told_apart_from_damage(tmp_path: Path) -> None:
    vault = Vault.load(tmp_path, SECRET)
    stored = vault.encrypt("x")
    flipped = stored[:-5] + ("A" if stored[-5] != "A" else "B") + stored[-4:]

    with pytest.raises(WrongKey, match="TURNWISE_SECRET_KEY"):
        Vault.load(tmp_path, None).decrypt(stored)
    for damaged in (flipped, stored[:-10], stored.split(".")[0] + ".", stored.split(".")[0] + ".密"):
        with pytest.raises(WrongKey, match="damaged"):
            vault.decrypt(damaged)
    with pytest.raises(WrongKey):
        vault.decrypt("")


def test_a_short_secret_is_no_secret(tmp_path: Path) -> None:
    with pytest.raises(WeakSecret, match="TURNWISE_SECRET_KEY"):
        Vault.load(tmp_path, SecretStr("hunter2"))
    (tmp_path / KEY_FILE).write_text("")
    with pytest.raises(WeakSecret, match=KEY_FILE):
        Vault.load(tmp_path, None)
