"""The shipped suite `conversations`: it loads, is balanced, and names only documents that there are."""

from collections import Counter
from pathlib import Path

from evals.offline.suite import load_suite
from knowledge.files import files_under

SUITE = load_suite(Path(__file__).parents[3] / "evals" / "suites" / "conversations")


def test_there_are_thirty_cases_in_each_language_of_two_to_six_turns() -> None:
    assert Counter(case.language for case in SUITE.cases) == {"en": 30, "zh": 30}
    assert all(2 <= len(case.turns) <= 6 for case in SUITE.cases)
    assert all(case.id.startswith(f"{case.language}-") and case.about for case in SUITE.cases)


def test_both_languages_have_the_same_themes() -> None:
    themes = {
        language: {case.id.removeprefix(f"{language}-") for case in SUITE.cases if case.language == language}
        for language in ("en", "zh")
    }
    # Each language asks for facts of its own; the themes are the same.
    own = {
        language: {theme for theme in found if not theme.startswith("answer-")} for language, found in themes.items()
    }
    assert own["en"] == own["zh"]


def test_every_document_that_a_case_cites_exists_in_its_language() -> None:
    documents = [f"/{name}" for name, _ in files_under(SUITE.knowledge)]
    for case in SUITE.cases:
        for turn in case.turns:
            for path in turn.expect.cites or ():
                assert any(document.endswith(f"/{path}") for document in documents), (case.id, path)
                assert path.startswith(f"{case.language}/"), (case.id, path)


def test_a_dialogue_has_more_than_ten_expectations_in_the_mean() -> None:
    expectations = 0
    for turn in (turn for case in SUITE.cases for turn in case.turns):
        expect = turn.expect
        single = (expect.answered, expect.refused, expect.silent, expect.handed_off, expect.cites, expect.language)
        expectations += sum(one is not None for one in single)
        expectations += sum(len(many) for many in (expect.contains, expect.avoids, expect.lead) if many)
    assert expectations > 10 * len(SUITE.cases)
