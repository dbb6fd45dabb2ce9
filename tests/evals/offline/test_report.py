"""Reports: the suffix chooses the kind, and every kind has its test."""

from pathlib import Path

import pytest

from evals.offline.report import ReportError, load_reports, write_report
from tests.evals.offline.runs import a_run


def test_every_kind_has_a_test_and_writes(tmp_path: Path) -> None:
    for suffix, kind in load_reports().items():
        assert (Path(__file__).parent / "reports" / f"test_{kind.id}.py").is_file()
        file = tmp_path / "deep" / f"report{suffix}"
        write_report(file, a_run())
        assert "small" in file.read_text(encoding="utf-8")


def test_another_suffix_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"\.md \(markdown\)"):
        write_report(tmp_path / "report.pdf", a_run())
