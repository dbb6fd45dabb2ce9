"""`turnwise webhook`: added with a secret shown once, listed without it, tried, changed and removed."""

from tests.service.cli.conftest import Turnwise


def test_a_webhook_is_added_listed_given_another_secret_and_removed(fresh: Turnwise) -> None:
    (made,) = fresh("webhook", "add", "Shop", "https://hooks.invalid/s3cr3t", "-e", "lead.created", "--json").records
    assert made["secret"].startswith("whsec_")
    (listed,) = fresh("webhook", "list", "--json").records
    assert (listed["place"], listed["events"]) == ("https://hooks.invalid", ["lead.created"])
    shown = fresh("webhook", "list").out
    assert "s3cr3t" not in shown
    assert made["secret"] not in shown
    assert fresh("webhook", "rotate", made["id"]).out.strip() not in ("", made["secret"])
    assert fresh("webhook", "off", made["id"]).code == 0
    assert fresh("webhook", "list", "--json").records[0]["active"] is False
    tried = fresh("webhook", "test", made["id"])
    assert tried.code == 1
    assert "hooks.invalid was not found" in tried.err
    assert fresh("webhook", "replay", made["id"], "--since", "2026-03-01").code == 0
    assert fresh("webhook", "remove", made["id"]).code == 0
    assert fresh("webhook", "list", "--json").records == []


def test_an_unknown_event_is_told_with_those_that_there_are(fresh: Turnwise) -> None:
    refused = fresh("webhook", "add", "Shop", "https://hooks.example.com", "-e", "lead.lost")
    assert refused.code == 1
    assert "lead.created" in refused.err


def test_a_system_is_connected_listed_given_another_secret_and_removed(fresh: Turnwise) -> None:
    (made,) = fresh("system", "add", "CRM", "--json").records
    assert made["path"] == f"/api/hooks/systems/{made['id']}"
    assert fresh("system", "add", "CRM").code == 1
    assert [one["name"] for one in fresh("system", "list", "--json").records] == ["CRM"]
    assert fresh("system", "rotate", made["id"]).out.strip() not in ("", made["secret"])
    assert fresh("system", "remove", made["id"]).code == 0
    assert fresh("system", "list", "--json").records == []
