"""`turnwise channel`: an account is set up, tried out, silenced, moved and taken away."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.service.cli.conftest import Turnwise

SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"
CREDENTIALS = ["--set", f"secret={SECRET}", "--set", "callback_url=https://127.0.0.1:9/replies"]


@pytest.fixture
def account(fresh: Turnwise) -> str:
    """The id of a webhook account."""
    (added,) = fresh("channel", "add", "webhook", "--name", "Relay", *CREDENTIALS, "--json").records
    return str(added["id"])


def shown(fresh: Turnwise, account: str) -> dict[str, Any]:
    (record,) = fresh("channel", "show", account, "--json").records
    return dict(record)


def test_settings_are_changed_one_by_one_and_a_mistake_changes_nothing(
    fresh: Turnwise, account: str, tmp_path: Path
) -> None:
    hours = tmp_path / "hours.json"
    hours.write_bytes(orjson.dumps({"enabled": True, "time_zone": "Asia/Shanghai"}))
    assert fresh("group", "create", "Sales").code == 0
    assert fresh("channel", "set", account, "--greeting-zh", "欢迎光临", "--language", "zh").code == 0
    assert fresh("channel", "set", account, "--hours", hours, "--group", "Sales", "--name", "Fair").code == 0
    refused = fresh("channel", "set", account, "--language", "fr", "--source", "fair")

    record = shown(fresh, account)
    assert (refused.code, "language" in refused.err) == (1, True)
    assert (record["name"], record["group"], record["state"]) == ("Fair", "Sales", "silent")
    assert record["settings"]["greeting"]["zh"] == "欢迎光临"
    assert record["settings"]["hours"]["time_zone"] == "Asia/Shanghai"
    assert (record["settings"]["language"], record["settings"]["source"]) == ("zh", "")

    assert fresh("channel", "set", account, "--hours", "", "--group", "").code == 0
    record = shown(fresh, account)
    assert (record["settings"]["hours"], record["group"]) == (None, None)


def test_secrets_are_never_shown_and_one_credential_is_replaced_alone(fresh: Turnwise, account: str) -> None:
    assert fresh("channel", "set", account, "--set", "callback_url=https://127.0.0.1:9/other").code == 0
    bad = fresh("channel", "set", account, "--set", "secret=short")

    done = fresh("channel", "show", account)
    assert bad.code == 1
    assert "https://127.0.0.1:9/other" in done.out
    assert SECRET not in done.out + shown(fresh, account).__repr__() + bad.err
    assert {"key": "secret", "secret": True, "given": True, "value": None} in shown(fresh, account)["credentials"]


def test_an_account_is_disabled_enabled_moved_and_tried_out(fresh: Turnwise, account: str) -> None:
    before = shown(fresh, account)["hook"]
    assert fresh("channel", "disable", account).code == 0
    assert shown(fresh, account)["state"] == "disabled"
    assert fresh("channel", "enable", account).code == 0
    assert fresh("channel", "rotate", account, "--overlap-hours", "2").code == 0
    assert shown(fresh, account)["hook"] != before

    tried = fresh("channel", "test", account)
    assert (tried.code, "none yet" in tried.out) == (0, True)
    assert fresh("channel", "test", account, "--send-to", "nobody").code == 1


@pytest.mark.parametrize("command", ["show", "test", "disable", "rotate", "remove"])
def test_an_account_that_is_not_there_is_told_in_a_line(fresh: Turnwise, command: str) -> None:
    done = fresh("channel", command, "nobody")
    assert (done.code, done.err.count("\n")) == (1, 1)
