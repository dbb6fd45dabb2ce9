"""The smaller commands, and what holds for all."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.service.cli.conftest import Turnwise

COMMANDS = ["serve", "worker", "ingest", "search", "ask", "chat", "grade", "eval", "kpi", "bench", "channel", "prompt"]


@pytest.mark.parametrize("command", [*COMMANDS, "judge", "setup", "password"])
def test_every_command_explains_itself(turnwise: Turnwise, command: str) -> None:
    done = turnwise(command, "--help")
    assert done.code == 0
    assert "Usage: turnwise" in done.out


@pytest.mark.parametrize(("command", "shape"), [("ask", '"context": [texts]'), ("grade", '"messages": [up to')])
def test_help_shows_what_a_line_holds_brackets_included(turnwise: Turnwise, command: str, shape: str) -> None:
    assert shape in " ".join(turnwise(command, "--help").out.split())


def test_help_loads_nothing_that_is_slow() -> None:
    heavy = "{'torch', 'langgraph', 'fastapi', 'sqlalchemy', 'pydantic', 'numpy', 'uvicorn'}"
    code = f"import sys, service.cli; service.cli.build(); sys.exit(str({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert shown.stderr.strip() == "set()"


def test_an_empty_installation_has_rates_without_values(fresh: Turnwise) -> None:
    done = fresh("kpi", "--json")
    assert done.code == 0
    (rates,) = done.records
    assert list(rates) == ["since", "until", "groups"]
    (group,) = rates["groups"]
    assert (group["key"], group["kpis"]["started"], group["kpis"]["transfer"]["value"]) == ({}, 0, None)
    assert set(group["kpis"]["resolution"]) == {"confirmed", "assumed", "durable"}
    assert fresh("kpi").code == 0


def test_times_without_a_zone_are_utc_and_wrong_ones_are_usage_errors(fresh: Turnwise) -> None:
    (rates,) = fresh("kpi", "--since", "2026-01-02", "--json").records
    assert rates["since"] == "2026-01-02T00:00:00+00:00"
    wrong = fresh("kpi", "--since", "yesterday")
    assert (wrong.code, "Value error" in wrong.err) == (2, False)
    assert "'yesterday' is no time: write it like 2026-03-01" in " ".join(wrong.err.split())
    assert fresh("kpi", "--by", "weather").code == 2


def test_a_chat_keeps_its_history_and_falls_silent_after_a_hand_off(turnwise: Turnwise) -> None:
    said = "What does express delivery to Germany cost?\nI want a human\nhello?\n/new\nhello\n"
    done = turnwise("chat", stdin=said.encode())
    assert done.code == 0
    assert "12.90 euros" in done.out
    assert "customer_request" in done.out
    assert done.out.count("No reply: the conversation waits for a person") == 1


def test_a_suite_that_is_not_there_or_broken_is_told_in_a_line(turnwise: Turnwise, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "suite.yaml").write_text("name: [")
    assert turnwise("eval", "run", "nonsense").code == 2
    done = turnwise("eval", "run", tmp_path / "broken")
    assert (done.code, "Traceback" in done.err) == (1, False)


def test_a_channel_account_is_added_listed_and_removed_and_its_secrets_are_not_shown(fresh: Turnwise) -> None:
    secrets = ["--set", "token=123456:ABC-DEF", "--set", "secret_token=hush-hush"]
    (added,) = fresh("channel", "add", "telegram", "--name", "Bot", *secrets, "--json").records
    assert added["hook"].startswith("/api/hooks/telegram/")
    listed = fresh("channel", "list", "--json")
    assert listed.records == [added]
    assert "hush" not in listed.out
    assert fresh("channel", "remove", added["id"]).code == 0
    assert fresh("channel", "list", "--json").records == []
    assert fresh("channel", "remove", added["id"]).code == 1


def test_adding_an_account_tells_how_its_platform_is_set_up(fresh: Turnwise) -> None:
    done = fresh("channel", "add", "telegram", "--name", "Bot", "--set", "token=1:A", "--set", "secret_token=s")
    assert "setWebhook" in done.out


def test_an_account_without_its_secrets_is_refused_in_a_line(fresh: Turnwise) -> None:
    done = fresh("channel", "add", "telegram", "--name", "Bot")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "secret_token" in done.err
    assert fresh("channel", "add", "pigeon", "--name", "Post").code == 1


def test_a_password_needs_eight_characters(fresh: Turnwise) -> None:
    assert fresh("password", "ann@example.com", "--stdin", stdin=b"short\n").code == 2
    assert fresh("password", "ann@example.com", "--stdin", stdin=b"long-enough\n").code == 0


def test_a_wrong_setting_is_told_by_its_name(fresh: Turnwise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNWISE_PORT", "many")
    done = fresh("kpi")
    assert done.code == 1
    assert done.err.startswith("Error: TURNWISE_PORT: ")


def test_the_benchmarks_are_listed_and_one_without_its_data_is_a_usage_error(fresh: Turnwise) -> None:
    assert "serving" in fresh("bench", "--list").out
    assert fresh("bench", "retrieval").code == 2
    assert fresh("bench", "beauty").code == 2
