"""`turnwise operator`, `group` and `spend`: who works here, and what it costs."""

from pathlib import Path

import pytest

from tests.service.cli.conftest import Turnwise

PASSWORD = b"correct horse\n"


def added(run: Turnwise, email: str, *options: str) -> None:
    assert run("operator", "add", email, *options, "--stdin", stdin=PASSWORD).code == 0


def test_operators_have_a_role_a_group_and_a_wage(fresh: Turnwise) -> None:
    added(fresh, "Root@example.com", "--role", "admin")
    added(fresh, "mia@example.com", "--name", "米娅")
    assert fresh("group", "create", "售后").code == 0
    assert fresh("group", "add", "售后", "mia@example.com", "--since", "2026-01-01").code == 0
    assert fresh("group", "wage", "售后", "1,060.50", "--since", "2026-01-01", "--currency", "cny").code == 0

    mia, root = fresh("operator", "list", "--json").records
    assert {key: mia[key] for key in mia if key != "id"} == {
        "email": "mia@example.com",
        "name": "米娅",
        "role": "operator",
        "group": "售后",
        "per_hour": "1060.5",
        "currency": "CNY",
    }
    assert (root["email"], root["role"], root["group"], root["per_hour"]) == ("root@example.com", "admin", None, None)

    assert fresh("operator", "wage", "mia@example.com", "85").code == 0
    assert fresh("operator", "role", "mia@example.com", "evaluator").code == 0
    (mia, _) = fresh("operator", "list", "--json").records
    assert (mia["role"], mia["per_hour"], mia["currency"]) == ("evaluator", "85", "USD")

    assert fresh("group", "remove", "mia@example.com").code == 0
    assert [one["operators"] for one in fresh("group", "list", "--json").records] == [[]]
    (was,) = fresh("group", "list", "--history", "--json").records
    assert (was["group"], was["operator"], was["since"]) == ("售后", "mia@example.com", "2026-01-01T00:00:00+00:00")
    assert was["until"] is not None


def test_what_cannot_be_is_refused_with_a_sentence(fresh: Turnwise) -> None:
    added(fresh, "root@example.com", "--role", "admin")
    assert fresh("group", "create", "Sales").code == 0
    for arguments, told in (
        (["operator", "role", "root@example.com", "operator"], "only admin"),
        (["operator", "role", "nobody@example.com", "operator"], "turnwise operator list"),
        (["operator", "wage", "root@example.com", "-5"], ""),
        (["operator", "wage", "root@example.com", "1.250,50"], "is no amount"),
        (["operator", "wage", "root@example.com", "5", "--currency", "yuan"], "three letters"),
        (["group", "create", "Sales"], "already"),
        (["group", "add", "Sales", "root@example.com", "nobody@example.com"], "no user"),
        (["group", "add", "Nowhere", "root@example.com"], "turnwise group list"),
        (["group", "remove", "root@example.com"], "in no group"),
    ):
        done = fresh(*arguments)
        assert done.code != 0, arguments
        assert told in done.err, (arguments, done.err)
    again = fresh("operator", "add", "ROOT@example.com", "--stdin", stdin=PASSWORD)
    assert (again.code, "already" in again.err) == (1, True)
    assert fresh("operator", "add", "nobody", "--stdin", stdin=PASSWORD).code == 2
    assert fresh("operator", "add", "a@example.com", "--stdin", stdin=b"short\n").code == 2
    assert [one["operators"] for one in fresh("group", "list", "--json").records] == [[]]


def test_spend_is_entered_by_hand_and_replaced(fresh: Turnwise) -> None:
    assert fresh("spend", "add", "widget", "2026-03-01", "100").code == 0
    assert fresh("spend", "add", "widget", "2026-03-01", "120.50", "--currency", "CNY").code == 0
    (one,) = fresh("spend", "list", "--json").records
    assert one == {
        "day": "2026-03-01",
        "channel": "widget",
        "account_id": None,
        "account": None,
        "amount": "120.5",
        "currency": "CNY",
    }
    assert fresh("spend", "list", "--since", "2026-03-02", "--json").records == []
    unknown = fresh("spend", "add", "tiktok", "2026-03-01", "1")
    assert (unknown.code, "telegram" in unknown.err) == (1, True)
    assert "no account" in fresh("spend", "add", "telegram", "2026-03-01", "1", "--account", "Main").err


@pytest.mark.parametrize(
    "content",
    [
        'day,channel,amount,currency\n2026-03-01,widget,100.10,CNY\n2026-03-02,widget,"1,200",\n',
        '日期,渠道,金额,币种\n2026-03-01,widget,100.10,CNY\n2026-03-02,widget,"1,200",\n',
    ],
    ids=["en", "zh"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_same_file_again_changes_nothing(fresh: Turnwise, tmp_path: Path, content: str, encoding: str) -> None:
    file = tmp_path / "spend.csv"
    file.write_bytes(content.encode(encoding))
    for _ in range(2):
        assert fresh("spend", "import", file, "--json").records == [{"stored": 2, "bad": 0}]
        found = fresh("spend", "list", "--json").records
        assert [(one["amount"], one["currency"]) for one in found] == [("100.1", "CNY"), ("1200", "USD")]


def test_bad_lines_are_told_and_stop_no_others(fresh: Turnwise, tmp_path: Path) -> None:
    file = tmp_path / "spend.csv"
    file.write_text("channel,day,amount\nwidget,2026-03-01,5\nwidget,March,5\ntiktok,2026-03-01,5\nwidget\n")
    done = fresh("spend", "import", file, "--json")
    assert (done.code, done.records) == (1, [{"stored": 1, "bad": 3}])
    assert "spend.csv, line 3" in done.err
    assert "spend.csv, line 5" in done.err
    file.write_text("channel,amount\nwidget,5\n")
    assert "lacks day" in fresh("spend", "import", file).err
