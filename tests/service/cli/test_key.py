"""`turnwise key`: made, shown once, listed by its start, revoked."""

from tests.service.cli.conftest import Turnwise


def test_a_key_is_made_listed_and_revoked(fresh: Turnwise) -> None:
    (made,) = fresh("key", "create", "CRM", "--json").records
    assert made["secret"].startswith("tw-")
    (listed,) = fresh("key", "list", "--json").records
    assert (listed["id"], listed["name"], listed["used_at"]) == (made["id"], "CRM", None)
    assert made["secret"] not in fresh("key", "list").out
    assert fresh("key", "revoke", made["id"]).code == 0
    assert fresh("key", "list", "--json").records[0]["revoked_at"]
    again = fresh("key", "revoke", made["id"])
    assert again.code == 1
    assert "no key with this id" in again.err


def test_without_json_the_secret_alone_is_on_stdout(fresh: Turnwise) -> None:
    assert fresh("key", "create", "CRM").out.strip().startswith("tw-")


def test_a_key_needs_a_name(fresh: Turnwise) -> None:
    assert fresh("key", "create", " ").code == 2
