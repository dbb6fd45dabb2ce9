"""The Markdown report: what a reviewer needs, with nothing that a customer typed read as markup."""

from evals.offline.compare import compare
from evals.offline.reports.markdown import report
from tests.evals.offline.runs import a_run


def test_gates_failures_and_what_was_left_out_are_shown() -> None:
    written = report(a_run(), None)
    assert written.startswith("# small: failed\n")
    assert "1 of 3 cases passed" in written
    assert "- ❌ no case fails: failed: broken, unmet" in written
    assert "- ➖ relevance \\>= baseline: not looked at" in written
    assert "## Failures (2)" in written
    assert "needs clock" in written
    assert "baseline" not in written.split("## Failures")[1]


def test_what_changed_against_a_baseline_is_shown() -> None:
    run, before = a_run(), a_run(passing=True)
    written = report(run, compare(before.cases, run.cases))
    assert "| pass\\_rate | 1.000 | 0.333 | -0.667 |" in written
    assert "## Worse (2)\n\n- unmet: passed 100% → 0%" in written


def test_what_customers_type_is_no_markup() -> None:
    written = report(a_run(said="<script>\n| [x](http://y) `z`"), None)
    assert "\\<script\\> \\| \\[x\\](http://y) \\`z\\`" in written
