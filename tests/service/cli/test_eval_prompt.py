"""A prompt that breaks the agent is caught by a suite's gates, with a chat model over HTTP that does what it reads."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.offline.case import Case
from evals.offline.scripted_model import ModelTurn, Step
from evals.offline.scripted_replies import Said, ScriptedModel
from evals.offline.scripted_server import ScriptedServer, serving
from tests.service.cli.conftest import Turnwise

CITIES = ["Aarhus", "Basel", "Bremen", "Cork", "Ghent", "Graz", "Krakow", "Leeds", "Lyon", "Malmö", "Porto", "Turin"]
FEES = {city: fee for fee, city in enumerate(CITIES, 11)}
HEAD = "name: mine\ndescription: fees\nlanguages: [en]\nknowledge: [fees.md]\n"
GATES = "gates: [no case fails, nothing is worse than baseline]\n"
NUMBERED = "Number the results that a sentence rests on, in brackets."


class Obedient(ScriptedModel):
    """Names its sources where the system prompt asks for them, and leaves them out where it does not."""

    def reply(self, request: Mapping[str, Any]) -> Said:
        said = super().reply(request)
        asked_to = NUMBERED in request["messages"][0]["content"]
        return said if asked_to else replace(said, text=re.sub(r" \[\d+\]", "", said.text))


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Questions about one document, each with its answer and its source."""
    folder = tmp_path / "mine"
    folder.mkdir()
    rows = "\n\n".join(f"## {city}\n\nDelivery to {city} costs {fee} euros." for city, fee in FEES.items())
    (folder / "fees.md").write_text(f"# Delivery fees\n\n{rows}\n", encoding="utf-8")
    (folder / "suite.yaml").write_text(HEAD + GATES)
    (folder / "cases.jsonl").write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in cases()))
    return folder


def cases() -> list[dict[str, Any]]:
    return [
        {
            "id": city,
            "language": "en",
            "turns": [
                {
                    "says": f"What does delivery to {city} cost?",
                    "expect": {"answered": True, "contains": [[f"{fee} euros"]], "cites": "fees.md"},
                }
            ],
        }
        for city, fee in FEES.items()
    ]


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    """The model's server: three repairs are foreseen, in which it says the same again."""
    script = {
        city: [ModelTurn(steps=[Step(say=f"Delivery to {city} costs {fee} euros {{{city} costs {fee}}}.")] * 4)]
        for city, fee in FEES.items()
    }
    with serving(Obedient(script, [Case.model_validate(case) for case in cases()])) as server:
        yield server


def prompt_in(folder: Path, *, numbered: bool) -> Path:
    """An override of the prompt for answers, as a person would write one."""
    folder.mkdir()
    asked = f"- {NUMBERED}\n" if numbered else ""
    head = f"---\nversion: {folder.name}\ninputs: [business, style]\n---\n"
    (folder / "answer.md").write_text(
        f"{head}You answer the customers of {{{{ business }}}}.\n{asked}{{{{ style }}}}\n"
    )
    return folder


def test_a_prompt_that_loses_the_sources_is_caught_by_the_gates(
    turnwise: Turnwise, suite: Path, model: ScriptedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "": "openai:scripted",
        "_BASE_URL": model.url,
        "_API_KEY": "none",
        "_FALLBACK": "false",
    }.items():
        monkeypatch.setenv(f"TURNWISE_MODEL{name}", value)
    monkeypatch.setenv("TURNWISE_PROMPTS", str(prompt_in(tmp_path / "sound", numbered=True)))
    sound = turnwise("eval", "run", suite, "--json")
    assert sound.code == 0, sound.out
    assert all(case["case"]["turns"][0]["model"] == "openai:scripted" for case in sound.records[:-1])
    monkeypatch.setenv("TURNWISE_PROMPTS", str(prompt_in(tmp_path / "broken", numbered=False)))
    broken = turnwise("eval", "run", suite, "--baseline", sound.records[-1]["id"], "--json")
    assert broken.code == 1
    assert not any(case["case"]["turns"][0]["citations"] for case in broken.records[:-1])
    told = {gate["gate"]: gate["told"] for gate in broken.records[-1]["gates"] if not gate["met"]}
    assert told["no case fails"] == f"failed: {', '.join(CITIES)}"
    assert "pass_rate" in told["nothing is worse than baseline"]
    assert "resolution_rate" in told["nothing is worse than baseline"]
