"""A chat model by a script: how the script is read, and what it makes of a request."""

from pathlib import Path
from typing import Any

import pytest

from evals.offline.case import Case
from evals.offline.scripted_model import ScriptError, load_script
from evals.offline.scripted_replies import REWRITES, Said, ScriptedModel

CASES = [
    Case.model_validate({"id": "lamp", "language": "en", "turns": [{"says": "How tall is it?"}, {"says": "And red?"}]}),
    Case.model_validate(
        {"id": "table", "language": "en", "turns": [{"says": ["Hi", "How wide?"]}, {"says": "And red?"}]}
    ),
]
SCRIPT = """
lamp:
  - - calls: [{name: order_status, arguments: {order: TW-1}}]
    - slip: It is 1 m tall {Lamp}.
    - say: It is 152 cm tall {Lamp; 152 cm}.
      search: [height of the lamp]
  - rewrite: Is there a red lamp?
    say: Yes.
table:
  - It is 80 cm wide.
  - null
"""


@pytest.fixture
def model(tmp_path: Path) -> ScriptedModel:
    return ScriptedModel(load_script(write(tmp_path, SCRIPT), CASES), CASES)


def write(folder: Path, text: str) -> Path:
    file = folder / "model.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def user(text: str) -> dict[str, Any]:
    return {"role": "user", "content": text}


def said(text: str) -> dict[str, Any]:
    return {"role": "assistant", "content": text}


def called(name: str, arguments: str, result: str) -> list[dict[str, Any]]:
    call = {"id": "1", "type": "function", "function": {"name": name, "arguments": arguments}}
    return [
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "1", "content": result},
    ]


SEARCHED = called("search_knowledge", '{"query": "How tall is it?"}', "[1] Table\n80 cm wide\n\n[2] Lamp\nIt is red.")
STATUS = called("order_status", '{"order": "TW-1"}', "[3] Order\nshipped")
HEIGHT = called("search_knowledge", '{"query": "height of the lamp"}', "[4] Lamp › Size\n152 cm")
ASKED = [user("How tall is it?"), *SEARCHED]


def reply(model: ScriptedModel, *messages: dict[str, Any], name: str = "scripted") -> Said:
    return model.reply({"model": name, "messages": [{"role": "system", "content": "Answer."}, *messages]})


def test_a_model_calls_then_slips_then_is_corrected_and_searches_for_what_it_was_not_shown(
    model: ScriptedModel,
) -> None:
    first = reply(model, *ASKED)
    assert [(call.name, call.arguments) for call in first.calls] == [("order_status", {"order": "TW-1"})]
    slip = reply(model, *ASKED, *STATUS)
    assert (slip.text, slip.step) == ("It is 1 m tall [2].", 1)
    sent_back = [*ASKED, *STATUS, said(slip.text), user("This is the check: no source says 1 m.")]
    search = reply(model, *sent_back)
    assert [call.arguments for call in search.calls] == [{"query": "height of the lamp"}]
    assert reply(model, *sent_back, *HEIGHT).text == "It is 152 cm tall [4]."


def test_what_no_result_shows_it_does_not_know(model: ScriptedModel) -> None:
    nothing = called("search_knowledge", '{"query": "height of the lamp"}', "Nothing was found.")
    before = [*ASKED, *STATUS, said("It is 1 m tall [2]."), user("The check."), *nothing]
    assert reply(model, *before).text == "I'm sorry, I do not know that."


def test_what_was_said_before_tells_between_turns_alike(model: ScriptedModel) -> None:
    assert reply(model, user("How tall is it?"), said("152 cm."), user("And red?")).text == "Yes."
    with pytest.raises(LookupError, match="table, turn 2: the model has nothing to say"):
        reply(model, user("Hi"), user("How wide?"), said("80 cm."), user("And red?"))
    with pytest.raises(LookupError, match="no case has a turn"):
        reply(model, user("And red?"))


def test_messages_at_once_are_one_turn(model: ScriptedModel) -> None:
    assert reply(model, user("Hi\nHow wide?"), *SEARCHED).text == "It is 80 cm wide."


def test_a_script_that_is_at_its_end_says_so(model: ScriptedModel) -> None:
    with pytest.raises(LookupError, match="table, turn 1: the script is at its end"):
        reply(model, user("Hi\nHow wide?"), *SEARCHED, said("It is 80 cm wide."), user("The check."))


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("Customer: How tall is it?\nAssistant: 152 cm.\nMessage to rewrite: And red?", "Is there a red lamp?"),
        ("Message to rewrite: How tall is it?", "How tall is it?"),
    ],
)
def test_questions_are_rewritten_or_stand_alone(model: ScriptedModel, asked: str, line: str) -> None:
    assert reply(model, user(asked), name=REWRITES).text == line


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("lamp: [", "not a YAML file"),
        ("lamp: [Yes., No.]", "table: 0 turns for the 2"),
        ("lamp: [Yes.]\ntable: [a, b]", "lamp: 1 turns for the 2"),
        (f"{SCRIPT}\nchair: [Yes.]", "there is no case chair"),
        ("lamp: [{say: a, slip: b}, c]\ntable: [a, b]", "either `say`, `slip` or `calls`"),
        ("lamp: [{sya: a}, c]\ntable: [a, b]", "lamp.0.steps.0.sya"),
    ],
)
def test_what_is_wrong_with_a_script_is_told_with_its_place(tmp_path: Path, script: str, told: str) -> None:
    with pytest.raises(ScriptError) as error:
        load_script(write(tmp_path, script), CASES)
    assert str(tmp_path / "model.yaml") in str(error.value)
    assert told in str(error.value)
