"""The folder of graders: each found by its file name, each keeping the contract."""

from pathlib import Path
from types import ModuleType

import pytest

from evals import graders
from evals.judge import as_grader, load_graders
from graphs.evaluator.evaluate import evaluate
from graphs.evaluator.grader import Ending, Grade, GradingContext, Stage
from graphs.evaluator.graph import build_evaluator
from graphs.turn import Message, Turn

FILES = sorted(file.stem for file in Path(graders.__path__[0]).glob("*.py") if file.stem != "__init__")
TESTS = Path(__file__).parent / "graders"


def test_every_file_is_a_grader_and_its_name_the_id() -> None:
    assert [grader.id for grader in load_graders()] == FILES


@pytest.mark.parametrize("grader", load_graders(), ids=lambda grader: grader.id)
def test_each_lists_its_labels_in_its_docstring_and_has_a_test(grader: object) -> None:
    found = next(item for item in load_graders() if item is grader or item == grader)
    assert [label for label in found.labels if f"`{label}`" not in found.description] == []
    assert (TESTS / f"test_{found.id}.py").is_file()


@pytest.mark.parametrize("missing", ["VERSION", "STAGE", "LABELS", "grader", "__doc__"])
def test_a_module_without_an_export_is_named(missing: str) -> None:
    async def grade(context: GradingContext) -> Grade:
        return Grade.passed()

    module = ModuleType("evals.graders.careless", "Is it so? Labels: `passed`.")
    vars(module).update(VERSION="1", STAGE=Stage.REPLY, LABELS=("passed",), grader=grade)
    assert as_grader("careless", module).id == "careless"
    setattr(module, missing, None)
    with pytest.raises(TypeError, match="careless"):
        as_grader("careless", module)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "😀😀😀",
        "؟متى يصل طلبي",
        "a" * 20_000,
        "问" * 20_000,
        "1" * 20_000,
        "lamp " * 4_000,
        " " * 20_000 + "x",
        "<script>alert(1)</script>",
        "((((" * 500,
    ],
)
async def test_odd_texts_are_graded_in_time_and_without_errors(stage: Stage, text: str) -> None:
    turn = Turn(
        id="t",
        conversation_id="c",
        asked=(Message("customer", text),),
        replies=(Message("agent", text),),
        passages=(),
        contacts=(),
        handed_off=False,
    )
    context = GradingContext(turn=turn, following=(Message("customer", text),), ending=Ending("idle"))
    graded = await evaluate(build_evaluator(load_graders()), context, stage)
    assert [one for one in graded if one.grade.label == "could_not_grade"] == []
    assert max(one.latency_ms for one in graded) < 2000
