"""`turnwise customer`: what is remembered, and its deletion."""

import sqlite3
from pathlib import Path

from tests.service.cli.conftest import Turnwise

MARK = "zebra-4711"


def customer_in(data: Path) -> str:
    with sqlite3.connect(data / "turnwise.db") as database:
        (found,) = database.execute("SELECT id FROM customers").fetchall()
        database.execute(
            "INSERT INTO customer_facts (id, customer_id, conversation_id, turn_id, type, value, at)"
            " VALUES ('f', ?, 'c', 't', 'owns', ?, '2026-03-01 09:00:00')",
            (found[0], MARK),
        )
    database.close()
    return str(found[0])


def test_what_is_remembered_is_shown_and_deleted(turnwise: Turnwise, data: Path) -> None:
    assert turnwise("ask", f"I bought a {MARK}, is there a warranty?", "--store").code == 0
    customer = customer_in(data)
    assert turnwise("customer", "show", customer, "--json").records[0]["value"] == MARK
    unasked = turnwise("customer", "forget", customer)
    assert (unasked.code, "--yes" in unasked.err) == (2, True)
    (deleted,) = turnwise("customer", "forget", customer, "--yes", "--json").records
    assert (deleted["conversations"], deleted["messages"]) == (1, 2)
    assert "Nothing is remembered" in turnwise("customer", "show", customer).out
    assert not [file for file in data.glob("turnwise.db*") if MARK.encode() in file.read_bytes()]
    for nobody in (turnwise("customer", "forget", "nobody", "--yes"), turnwise("customer", "show", "nobody")):
        assert (nobody.code, "no such customer" in nobody.err) == (1, True)


def test_customers_are_joined_and_parted(turnwise: Turnwise, data: Path) -> None:
    for text in ("Is there a warranty?", "Do you ship to France?"):
        assert turnwise("ask", text, "--store").code == 0
    with sqlite3.connect(data / "turnwise.db") as database:
        one, other = [row[0] for row in database.execute("SELECT id FROM customers ORDER BY id")]
    database.close()
    assert "one person now" in turnwise("customer", "join", one, other).err
    assert "already" in turnwise("customer", "join", other, one).err
    known = turnwise("customer", "person", other, "--json").records
    assert [(record["customer_id"], record["channel"]) for record in known] == [(other, "cli"), (one, "cli")]
    assert "their own now" in turnwise("customer", "part", one).err
    assert len(turnwise("customer", "person", other, "--json").records) == 1
    nobody = turnwise("customer", "join", one, "nobody")
    assert (nobody.code, "no such customer" in nobody.err) == (1, True)
