"""`turnwise webhook`: added with a secret shown once, listed without it, tried, changed and removed."""

from pathlib import Path

import orjson

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


def test_a_crm_and_a_group_are_added_and_a_mapping_is_looked_at(fresh: Turnwise, tmp_path: Path) -> None:
    body = tmp_path / "lead.json.j2"
    body.write_text('{"name": {{ lead.name | tojson }}, "key": {{ secrets.token | tojson }}}')
    where = ("webhook", "add-crm", "CRM", "https://crm.example.com/leads", "--body", str(body))
    refused = fresh(*where)
    assert refused.code == 1
    assert "token" in refused.err
    (made,) = fresh(*where, "--secret", "token=hush", "--header", "X-Key={{ secrets.token }}", "--json").records
    assert orjson.loads(fresh("webhook", "preview", made["id"]).out) == {"name": "Example", "key": "hush"}
    body.write_text('{"name": {{ lead.nmae }}}')
    wrong = fresh("webhook", "preview", made["id"], "--body", str(body))
    assert wrong.code == 1
    assert "nmae" in wrong.err
    assert fresh("webhook", "preview").code != 0
    assert fresh("webhook", "add-crm", "CRM", "https://crm.example.com", "--body", str(body), "--header", "x").code == 2

    (group,) = fresh("webhook", "add-notice", "Group", "wecombot://k3y", "--language", "zh", "--json").records
    listed = {one["id"]: (one["kind"], one["place"]) for one in fresh("webhook", "list", "--json").records}
    assert listed == {made["id"]: ("crm", "https://crm.example.com"), group["id"]: ("notice", "wecombot")}
