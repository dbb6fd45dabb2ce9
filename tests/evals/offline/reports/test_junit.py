"""JUnit XML: well-formed whatever customers type, and counted as build servers count."""

from xml.etree import ElementTree as ET

from evals.offline.reports.junit import report
from tests.evals.offline.runs import a_run


def test_cases_and_gates_are_tests() -> None:
    root = ET.fromstring(report(a_run(), None))
    cases, gates = root
    assert cases.attrib | {"timestamp": ""} == {
        "name": "small",
        "tests": "4",
        "failures": "1",
        "errors": "1",
        "skipped": "1",
        "time": "0.500",
        "timestamp": "",
    }
    assert (gates.get("tests"), gates.get("failures"), gates.get("skipped")) == ("3", "1", "1")


def test_markup_and_control_characters_stay_text() -> None:
    written = report(a_run(said="<b>&\x00\x1b]]>"), None)
    failure = ET.fromstring(written).find(".//failure")
    assert failure is not None
    assert "<b>&\ufffd\ufffd]]>" in failure.attrib["message"]
