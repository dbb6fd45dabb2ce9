"""Evaluation over HTTP: started, followed, read case by case, compared, reported."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.roles import Role
from service.users.auth import Logins
from tests.service.api.conftest import FAQ, PASSWORD

pytestmark = [pytest.mark.own_service, pytest.mark.asyncio(loop_scope="session")]

JOBS, RUNS = "/api/evaluation/jobs", "/api/evaluation/runs"
RUN_LIMIT_S = 180.0
SUITE = """name: tiny
description: Two questions.
languages: [en]
knowledge: [faq.md]
gates: [no critical case fails]
"""
CASES = (
    '{"id": "france", "language": "en", "critical": true, "turns": [{"says": "Do you ship to France?",'
    ' "expect": {"answered": true, "cites": "faq.md"}}]}\n'
    '{"id": "moon", "language": "en", "turns": [{"says": "How long may I return an item?",'
    ' "expect": {"contains": ["the moon"]}}]}\n'
)


@pytest.fixture(scope="module")
def tiny(service: Any) -> str:
    """A suite of which one case fails."""
    folder: Path = service.resources.settings.own_suites / "tiny"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "suite.yaml").write_text(SUITE)
    (folder / "faq.md").write_bytes(FAQ)
    (folder / "cases.jsonl").write_text(CASES)
    return "own/tiny"


async def ended(service: Any, job: str) -> dict[str, Any]:
    async with asyncio.timeout(RUN_LIMIT_S):
        while True:
            listed = (await service.admin.get(JOBS)).json()["evaluations"]
            (found,) = [one for one in listed if one["id"] == job]
            if found["state"] not in ("queued", "running"):
                return dict(found)
            await asyncio.sleep(0.2)


async def test_suites_are_run_told_of_read_compared_and_reported(
    service: Any, tiny: str, listen: Any, stream_until: Any
) -> None:
    async with listen(service.admin, "/api/events") as events:
        started = await service.admin.post(JOBS, json={"suites": [tiny, tiny], "fresh": True})
        assert (started.status_code, started.json()["total"]) == (201, 2)
        await stream_until(events, lambda name, data: (name, data["topic"]) == ("changed", "evaluations"))
    again = await service.admin.post(JOBS, json={"suites": [tiny], "of": "installation"})
    waiting = await service.admin.post(JOBS, json={"suites": [tiny]})
    cancelled = await service.admin.post(f"{JOBS}/{waiting.json()['id']}/cancel")
    assert cancelled.json()["state"] == "cancelled"

    first, second = await ended(service, started.json()["id"]), await ended(service, again.json()["id"])
    assert [one["state"] for one in (first, second)] == ["done", "done"], (first["error"], second["error"])
    a, b = first["runs"][0]["run"], second["runs"][0]["run"]
    assert (first["done"], first["runs"]) == (2, [{"suite": tiny, "run": a, "ok": True}])

    listed = (await service.admin.get(f"{RUNS}?suite=tiny&limit=1")).json()
    assert ([one["id"] for one in listed["runs"]], listed["next"]) == ([b], b)
    suites = (await service.admin.get("/api/evaluation/suites")).json()
    (own,) = [one for one in suites["suites"] if one["id"] == tiny]
    assert (own["cases"], own["critical"], own["last"]["id"], own["last"]["passed"]) == (2, 1, b, 1)

    shown = (await service.admin.get(f"{RUNS}/{a}")).json()
    assert (shown["run"]["passed"], shown["run"]["total"], shown["failed_cases"]) == (1, 2, 1)
    assert [gate["met"] for gate in shown["gates"]] == [True]
    failed = (await service.admin.get(f"{RUNS}/{a}/cases?failed=true")).json()
    assert ([case["id"] for case in failed["cases"]], failed["total"], failed["next"]) == (["moon"], 1, None)
    (turn,) = failed["cases"][0]["turns"]
    assert (turn["checks"][0]["criterion"], turn["checks"][0]["passed"]) == ("contains", False)
    assert {grade["grader"] for grade in turn["grades"]} >= {"groundedness", "relevance"}
    page = (await service.admin.get(f"{RUNS}/{a}/cases?limit=1")).json()
    assert ([case["id"] for case in page["cases"]], page["next"]) == (["france"], 1)

    compared = (await service.admin.get(f"/api/evaluation/comparison?a={a}&b={b}")).json()
    assert compared["comparison"]["measures"]["pass_rate"]["verdict"] == "unclear"
    assert (compared["comparison"]["regressions"], compared["a"]["id"], compared["b"]["id"]) == ([], a, b)
    for kind, begins in (("html", "<!"), ("junit", "<?xml"), ("markdown", "# tiny")):
        report = await service.admin.get(f"{RUNS}/{b}/report?kind={kind}&baseline={a}")
        assert report.text.lower().startswith(begins)
        assert 'filename="tiny-' in report.headers["content-disposition"]


async def test_a_conversation_becomes_a_case_of_a_suite_of_ones_own(service: Any, tiny: str) -> None:
    visitor = await service.visitor()
    await visitor.ask("Do you ship to France? I am ann.lee@mail.example")
    name = f"kept-{service.resources.database.url.get_backend_name()}"
    made = await service.admin.post("/api/evaluation/suites", json={"name": name, "description": "What was said."})
    assert (made.status_code, made.json()) == (201, {"id": f"own/{name}"})
    wanted = {"conversation": visitor.conversation_id, "suite": f"own/{name}"}
    assert (await service.admin.post("/api/evaluation/cases", json=wanted)).status_code == 201
    (line,) = (service.resources.settings.own_suites / name / "cases.jsonl").read_text().splitlines()
    assert "ann.lee" not in line
    assert '"cites":["faq.md"]' in line

    assert (await service.admin.post("/api/evaluation/cases", json=wanted)).status_code == 409
    shipped = await service.admin.post("/api/evaluation/cases", json=wanted | {"suite": "shipped/first"})
    assert (shipped.status_code, shipped.json()["error"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"suites": []}, 422),
        ({"suites": ["own/none"]}, 404),
        ({"suites": ["shipped/first"], "of": "elsewhere"}, 422),
        ({"suites": ["shipped/first"], "baseline": "../../etc"}, 404),
        ({"suites": ["shipped/first"], "repetitions": 0}, 422),
    ],
)
async def test_what_cannot_be_run_is_refused_at_once(service: Any, wanted: dict[str, Any], status: int) -> None:
    assert (await service.admin.post(JOBS, json=wanted)).status_code == status


@pytest.mark.parametrize(
    ("role", "reads", "starts"),
    [(Role.EVALUATOR, 200, 404), (Role.QUALITY, 200, 403), (Role.OPERATOR, 403, 403), (Role.READER, 403, 403)],
)
async def test_who_may_read_and_who_may_start(service: Any, role: Role, reads: int, starts: int) -> None:
    email = f"{role}@evaluation.example"
    await Logins(service.resources.database).add(email, "Eva", PASSWORD, role)
    async with httpx.AsyncClient(base_url=service.url) as http:
        assert (await http.post("/api/auth/login", json={"email": email, "password": PASSWORD})).status_code == 200
        suites = await http.get("/api/evaluation/suites")
        assert suites.status_code == reads
        assert (await http.get(RUNS)).status_code == reads
        assert (await http.post(JOBS, json={"suites": ["own/none"]})).status_code == starts


async def test_a_second_click_on_the_same_suite_starts_nothing_more(service: Any, tiny: str) -> None:
    wanted = {"suites": [tiny], "fresh": True, "repetitions": 2}
    first, second = [(await service.admin.post(JOBS, json=wanted)).json()["id"] for _ in range(2)]
    other = (await service.admin.post(JOBS, json=wanted | {"repetitions": 3})).json()["id"]
    assert (first == second, first == other) == (True, False)
    for job in (first, other):
        await service.admin.post(f"{JOBS}/{job}/cancel")
    anew = (await service.admin.post(JOBS, json=wanted)).json()["id"]
    assert anew != first
    await service.admin.post(f"{JOBS}/{anew}/cancel")
