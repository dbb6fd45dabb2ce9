"""The shipped suites of follow-ups: balanced, and each case names only documents that there are."""

from collections import Counter
from pathlib import Path

import pytest

from evals.offline.suite import load_suite
from knowledge.files import files_under

SUITES = Path(__file__).parents[3] / "evals" / "suites"


@pytest.mark.parametrize(("name", "each"), [("follow_ups", 16), ("follow_ups_afterwards", 8)])
def test_both_languages_have_as_many_conversations_about_the_same(name: str, each: int) -> None:
    suite = load_suite(SUITES / name)
    assert Counter(case.language for case in suite.cases) == {"en": each, "zh": each}
    documents = [f"/{found}" for found, _ in files_under(suite.knowledge)]
    for case in suite.cases:
        assert len(case.turns) > 1, case.id
        for path in (path for turn in case.turns for path in turn.expect.cites or ()):
            assert path.startswith(f"{case.language}/"), (case.id, path)
            assert any(document.endswith(f"/{path}") for document in documents), (case.id, path)
