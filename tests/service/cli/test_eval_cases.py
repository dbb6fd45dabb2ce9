"""Cases come from other systems' files and from stored conversations, and go out again."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.service.cli.conftest import Turnwise

SAMPLE = '{"input": "What does express delivery to Germany cost?", "ideal": ["12.90"]}\n'
HEAD = "name: mine\ndescription: made\nlanguages: [en]\nknowledge: [facts.md]\n"


def test_a_file_becomes_a_suite_that_runs_and_goes_out_again(turnwise: Turnwise, tmp_path: Path) -> None:
    suite, samples = tmp_path / "mine", tmp_path / "samples.jsonl"
    suite.mkdir()
    samples.write_text(SAMPLE)
    (suite / "suite.yaml").write_text(HEAD)
    (suite / "facts.md").write_text("# Shipping\n\nExpress delivery to Germany costs 12.90 euros.\n")
    assert turnwise("eval", "import", samples, "--format", "openai", "--into", suite).code == 0
    assert turnwise("eval", "run", suite).code == 0
    again = turnwise("eval", "import", samples, "--format", "openai", "--into", suite)
    assert again.code == 1
    assert "these ids are there already: line-1" in again.err
    out = turnwise("eval", "export", suite, "--format", "openai").records
    assert out[0]["ideal"] == "12.90"
    assert "there is no format yaml" in turnwise("eval", "export", suite, "--format", "yaml").err
    samples.write_text("{\n")
    assert "samples.jsonl:1: Invalid JSON" in turnwise("eval", "import", samples, "--format", "openai").err


def test_a_stored_conversation_becomes_a_case(turnwise: Turnwise, data: Path) -> None:
    asked = turnwise("ask", "What does express delivery to Germany cost? I am jo@mail.example", "--store", "--json")
    assert asked.code == 0, asked.err
    (database,) = data.glob("*.db")
    with closing(sqlite3.connect(database)) as connection:
        ((conversation,),) = connection.execute("select id from conversations").fetchall()
    (case,) = turnwise("eval", "case", conversation).records
    (turn,) = case["turns"]
    assert turn["says"] == ["What does express delivery to Germany cost? I am [email]"]
    assert turn["expect"]["answered"] is True
    assert turn["expect"]["cites"] == ["kb/shipping.md"]
    unknown = turnwise("eval", "case", "nowhere")
    assert (unknown.code, unknown.err) == (1, "Error: There is no such conversation.\n")


def test_the_schema_describes_what_the_suites_have(turnwise: Turnwise) -> None:
    import jsonschema

    schema = json.loads(turnwise("eval", "schema", "case").out)
    shipped = Path(__file__).parents[3] / "evals" / "suites" / "first" / "cases.jsonl"
    for line in shipped.read_text(encoding="utf-8").splitlines():
        jsonschema.validate(json.loads(line), schema)
    simulated = json.loads(turnwise("eval", "schema", "simulated").out)
    customers = shipped.parents[1] / "customers" / "cases.jsonl"
    for line in customers.read_text(encoding="utf-8").splitlines():
        jsonschema.validate(json.loads(line), simulated)
    assert json.loads(turnwise("eval", "schema", "suite").out)["title"] == "SuiteHead"
