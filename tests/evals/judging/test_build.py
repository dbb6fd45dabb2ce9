"""Which judges an installation has, in which version, and how their model is held to the labels."""

from collections.abc import Callable
from pathlib import Path

from evals.judging.build import judge_graders
from evals.judging.loading import load_judges
from evals.judging.settings import JudgeSettings
from graphs.evaluator.grader import GradingContext
from graphs.settings import GraphSettings
from prompts import SHIPPED
from tests.evals.judges import Court, MemoryLedger
from tests.judge_server import text

Exchange = Callable[..., GradingContext]
IDS = [judge.id for judge in load_judges()]


def test_without_a_model_for_judges_there_are_none() -> None:
    settings = GraphSettings(_env_file=None, model="openai:general", model_api_key="x")
    assert judge_graders(settings, JudgeSettings(_env_file=None), MemoryLedger()) == ()


def test_there_is_a_grader_for_each_judge_with_its_model_and_policy(court: Court) -> None:
    graders = court.judges({})
    assert list(graders) == IDS
    assert "Judged by openai:judge; asked about 0.1 of the turns." in graders["politeness_judge"].description
    assert "every turn with a score from 0.25 to 0.75" in graders["groundedness_judge"].description


def test_who_is_never_asked_is_not_there_and_who_is_named_is_asked_always(court: Court) -> None:
    own = JudgeSettings(_env_file=None, judge_policies={"politeness_judge": "never", "handoff_judge": 0.1})
    settings = GraphSettings(_env_file=None, model_judge="openai:judge", model_judge_base_url=court.server.url)
    assert "politeness_judge" not in {one.id for one in judge_graders(settings, own, court.ledger)}
    named = {one.id: one for one in judge_graders(settings, own, court.ledger, ["politeness_judge"])}
    assert named["politeness_judge"].takes is None
    assert named["handoff_judge"].takes is not None


def test_the_version_is_that_of_question_model_and_prompts(court: Court, tmp_path: Path) -> None:
    def versions(**settings: object) -> dict[str, str]:
        return {name: grader.version for name, grader in court.judges(**settings).items()}  # type: ignore[arg-type]

    shipped = versions()
    assert versions() == shipped
    assert all(len(version) <= 20 for version in shipped.values())  # as the column is wide
    assert not set(versions(model_judge="openai:another").values()) & set(shipped.values())
    (tmp_path / "judge").mkdir()
    own = (SHIPPED / "judge" / "politeness.md").read_text(encoding="utf-8") + "\nBe strict.\n"
    (tmp_path / "judge" / "politeness.md").write_text(own, encoding="utf-8")
    changed = versions(prompts=tmp_path)
    assert {name for name in IDS if changed[name] != shipped[name]} == {"politeness_judge"}


async def test_the_model_is_made_to_call_the_tool(court: Court, exchange: Exchange) -> None:
    await court.grade("politeness_judge", exchange("Hello", "Good morning!"))
    (request,) = court.server.requests
    assert request["tool_choice"] == {"type": "function", "function": {"name": "grade"}}
    assert request["model"] == "judge"
    assert "stream" not in request or request["stream"] is False


async def test_a_server_without_tools_is_held_to_a_schema(court: Court, exchange: Exchange) -> None:
    court.server.answer = text('{"evidence": [], "reason": "a greeting", "label": "polite"}')
    own = {"judge_output": "json_schema"}
    grade = await court.grade("politeness_judge", exchange("Hello", "Good morning!"), own=own)
    assert (grade.label, grade.score) == ("polite", 1.0)
    (request,) = court.server.requests
    assert "tools" not in request
    assert request["response_format"]["json_schema"]["schema"]["properties"]["label"]["enum"][0] == "polite"
