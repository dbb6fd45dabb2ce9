"""`turnwise operator`, `group` and `spend`: who works here, and what it costs."""

from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from evals.benchmarks.server import free_port
from tests.service.cli.conftest import Turnwise

PASSWORD = b"correct horse\n"


class Taken:
    """A mail server's handler that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        self.mails.append(envelope)
        return "250 OK"


def test_an_invitation_is_printed_or_sent_by_mail(fresh: Turnwise, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = fresh("operator", "invite", "mia@example.com")
    assert (printed.code, "/console/welcome#" in printed.out) == (0, True)
    unset = fresh("operator", "link", "mia@example.com", "--mail")
    assert (unset.code, "/console/welcome#" in unset.out) == (1, True)
    assert "TURNWISE_MAIL_URL" in unset.err
    taken = Taken()
    controller = Controller(taken, hostname="127.0.0.1", port=free_port())
    controller.start()
    monkeypatch.setenv("TURNWISE_MAIL_URL", f"mailto://127.0.0.1:{controller.port}?from=turnwise@example.com")
    monkeypatch.setenv("TURNWISE_PUBLIC_URL", "https://chat.example.com")
    sent = fresh("operator", "link", "mia@example.com", "--mail", "--language", "zh")
    controller.stop()
    assert (sent.code, sent.out) == (0, "")
    (mail,) = taken.mails
    assert mail.rcpt_tos == ["mia@example.com"]
    missed = fresh("operator", "link", "mia@example.com", "--mail")
    assert (missed.code, "/console/welcome#" in missed.out) == (1, True)
    assert "could not be reached" in missed.err


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


def test_a_group_is_archived_restored_and_deleted_where_nothing_rests_on_it(fresh: Turnwise) -> None:
    added(fresh, "mia@example.com", "--role", "admin")
    for name in ("Sales", "Empty"):
        assert fresh("group", "create", name).code == 0
    assert fresh("group", "add", "Sales", "mia@example.com", "--since", "2026-01-01").code == 0
    refused = fresh("group", "delete", "Sales")
    assert (refused.code, "archive it instead" in refused.err) == (1, True)
    assert fresh("group", "archive", "Sales").code == 0
    assert [one["name"] for one in fresh("group", "list", "--json").records] == ["Empty"]
    (archived,) = fresh("group", "list", "--archived", "--json").records
    assert (archived["name"], archived["operators"]) == ("Sales", [])
    for arguments in (["add", "Sales", "mia@example.com"], ["create", "Sales"]):
        done = fresh("group", *arguments)
        assert (done.code, "archived" in done.err) == (1, True), done.err
    assert fresh("group", "wage", "Sales", "60", "--since", "2026-01-01").code == 0  # what it cost is put right
    assert fresh("group", "restore", "Sales").code == 0
    assert fresh("group", "delete", "Empty").code == 0
    assert [one["name"] for one in fresh("group", "list", "--json").records] == ["Sales"]


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
        "impressions": None,
        "clicks": None,
    }
    days = ("--since", "2026-03-01", "--until", "2026-04-01", "--json")
    (cost,) = fresh("spend", "costs", *days).records
    assert (cost["amount"], cost["clicks"], cost["leads"], cost["cost_per_lead"]) == ("120.5", None, 0, None)
    assert "120.50 CNY" in fresh("spend", "costs", *days[:4]).out
    assert fresh("spend", "sources", *days).records == []
    assert "92 days" in fresh("spend", "sources", "--since", "2025-03-01", "--until", "2026-03-01").err
    assert "utm_medium" in fresh("spend", "sources", "--by", "weather", *days).err
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


def test_a_groups_routing_is_shown_and_set_by_a_file(fresh: Turnwise, tmp_path: Path) -> None:
    assert fresh("group", "create", "Sales").code == fresh("group", "create", "Service").code == 0
    shown = fresh("group", "routing", "Sales")
    assert "strategy: manual" in shown.out
    file = tmp_path / "sales.yaml"
    file.write_text(
        "strategy: round_robin\nresponse_limit_s: 60\noverflow_to: Service\n"
        "hours: {enabled: true, time_zone: Asia/Shanghai, holidays: [2026-10-01]}\n",
        encoding="utf-8",
    )
    assert fresh("group", "routing", "Sales", "--file", str(file)).code == 0
    shown = fresh("group", "routing", "Sales")
    assert "strategy: round_robin" in shown.out
    assert "2026-10-01" in shown.out

    file.write_text("response_limit_s: 60\noverflow_to: Sales\n", encoding="utf-8")
    refused = fresh("group", "routing", "Service", "--file", str(file))
    assert (refused.code, "circle" in refused.err) == (1, True)
    file.write_text("strategy: by_shoe_size\n", encoding="utf-8")
    refused = fresh("group", "routing", "Service", "--file", str(file))
    assert (refused.code, "strategy" in refused.err) == (1, True)
