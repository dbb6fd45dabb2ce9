"""The folder of judges: each found by its file name, each beside a deterministic grader with the same labels."""

from pathlib import Path
from types import ModuleType

import pytest

from evals import model_judges
from evals.judge import load_graders
from evals.judging import loading
from evals.judging.loading import load_judges
from evals.model_judge import ModelJudge, Part
from prompts import load_prompt

FILES = sorted(file.stem for file in Path(model_judges.__path__[0]).glob("*.py") if file.stem != "__init__")
EACH = pytest.mark.parametrize("judge", load_judges(), ids=lambda judge: judge.id)


def test_every_file_is_a_judge_and_its_name_the_id() -> None:
    assert [judge.id for judge in load_judges()] == FILES


@EACH
def test_a_judge_answers_the_question_of_a_deterministic_grader_by_its_labels(judge: ModelJudge) -> None:
    beside = {grader.id: grader for grader in load_graders()}[judge.beside]
    assert judge.id == f"{judge.beside}_judge"
    assert (set(judge.scores), judge.stage) == (set(beside.labels), beside.stage)
    assert all(0 <= score <= 1 for score in judge.scores.values())
    assert [label for label in judge.scores if f"`{label}`" not in judge.description] == []


@EACH
def test_the_model_is_told_what_each_label_means(judge: ModelJudge) -> None:
    prompt = load_prompt(f"judge/{judge.beside}").render()
    assert [label for label in (*judge.scores, "not_applicable") if f"- `{label}`:" not in prompt] == []


@EACH
def test_what_a_judge_needs_it_is_shown(judge: ModelJudge) -> None:
    assert all(group <= set(judge.reads) for group in judge.needs)
    assert Part.QUESTION in judge.reads


@pytest.mark.parametrize("missing", ["judge", "__doc__", "name"])
def test_a_module_without_an_export_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "careless" if missing == "name" else "careless_judge"
    module = ModuleType(f"evals.model_judges.{name}", "Is it so? Labels: `passed`.")
    vars(module).update(judge=load_judges()[0])
    monkeypatch.setattr(loading.importlib, "import_module", lambda _: module)
    if missing != "name":
        assert loading._judge(name).id == name
        setattr(module, missing, None)
    with pytest.raises(TypeError, match="careless"):
        loading._judge(name)
