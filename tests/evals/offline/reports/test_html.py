"""The HTML report: whole without a network, and nothing that a customer typed is markup."""

import re

from selectolax.lexbor import LexborHTMLParser

from evals.offline.compare import compare
from evals.offline.reports.html import report
from tests.evals.offline.runs import a_run


def test_it_names_nothing_that_would_have_to_be_fetched() -> None:
    page = report(a_run(), None)
    assert not re.search(r"(?:src|href|action)\s*=|url\(|@import|https?://", page)


def test_gates_cases_and_grades_are_shown() -> None:
    tree = LexborHTMLParser(report(a_run(), None))
    assert len(tree.css("ul.gates li")) == 3
    assert [case.attributes["data-state"] for case in tree.css("details")] == ["passed", "failed", "failed", "skipped"]
    assert [button.text() for button in tree.css("button")] == ["All 4", "Failed 2"]
    assert "relevance: relevant" in tree.css("details")[0].text()


def test_what_changed_is_marked() -> None:
    run, before = a_run(), a_run(passing=True)
    tree = LexborHTMLParser(report(run, compare(before.cases, run.cases)))
    assert len(tree.css("details[data-changed]")) == 2
    assert "worse than the baseline" in tree.css("details[data-changed]")[0].text()
    assert "pass_rate" in tree.text()


def test_what_customers_type_is_text() -> None:
    said = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    tree = LexborHTMLParser(report(a_run(said=said), None))
    assert len(tree.css("script")) == 1
    assert tree.css("img") == []
    assert said in tree.text()
