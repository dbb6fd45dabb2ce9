"""JUnit XML, as build servers read it: a test for each case and each gate.

The form is the one that Jenkins, GitLab and GitHub's reporters share: `testsuites` of `testsuite` of `testcase`, which
may hold `failure`, `error` or `skipped`.
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evals.offline.compare import Comparison
from evals.offline.gates import GateResult
from evals.offline.results import CaseResult
from evals.offline.run_record import Run

SUFFIX = ".xml"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(run: Run, comparison: Comparison | None) -> str:
    """The run's cases as one suite of tests, its gates as another; a comparison decides gates, nothing else is said."""
    root = Element("testsuites", name="turnwise")
    cases = _suite(root, run.suite, [_case(run.suite, case) for case in run.cases])
    cases.set("timestamp", run.started_at.isoformat(timespec="seconds"))
    _suite(root, f"{run.suite} gates", [_gate(run.suite, gate) for gate in run.gates])
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, name: str, tests: list[Element]) -> Element:
    counts = {kind: sum(test.find(kind) is not None for test in tests) for kind in ("failure", "error", "skipped")}
    suite = SubElement(
        root,
        "testsuite",
        name=name,
        tests=str(len(tests)),
        failures=str(counts["failure"]),
        errors=str(counts["error"]),
        skipped=str(counts["skipped"]),
        time=f"{sum(float(test.get('time', '0')) for test in tests):.3f}",
    )
    suite.extend(tests)
    return suite


def _case(suite: str, case: CaseResult) -> Element:
    test = Element("testcase", classname=suite, name=_text(case.name), time=f"{sum(case.latencies_ms) / 1000:.3f}")
    if case.not_evaluated:
        SubElement(test, "skipped", message=_text(case.not_evaluated))
    elif case.error:
        SubElement(test, "error", message=_text(case.error)).text = _text("\n".join(case.failures))
    elif case.failures:
        SubElement(test, "failure", message=_text(case.failures[0])).text = _text("\n".join(case.failures))
    return test


def _gate(suite: str, gate: GateResult) -> Element:
    test = Element("testcase", classname=f"{suite}.gates", name=_text(gate.gate), time="0.000")
    if gate.met is None:
        SubElement(test, "skipped", message=_text(gate.told))
    elif not gate.met:
        SubElement(test, "failure", message=_text(gate.told))
    return test


def _text(text: str) -> str:
    """Without the characters that XML 1.0 does not have: a customer may type any."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
