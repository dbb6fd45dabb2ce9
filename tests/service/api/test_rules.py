"""The rules over HTTP: a set is checked, tried, put in force and taken back; hits are appealed and scored."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio

from evals.rules.grade import VERSION

pytestmark = pytest.mark.asyncio(loop_scope="session")

SET = """\
rules:
  - id: shop.days
    title: {en: Names the days, zh: 说明天数}
    kind: forbidden
    severity: major
    match: {words: [30 days]}
    examples: {hit: [within 30 days], pass: [soon]}
"""


@pytest_asyncio.fixture(loop_scope="session")
async def before(service: Any) -> AsyncIterator[dict[str, Any]]:
    """The page of the set in force, which is so again after the test."""
    page = (await service.admin.get("/api/rules")).json()
    yield page
    number = (await service.admin.get("/api/rules")).json()["number"]
    await service.admin.post("/api/rules/rollback", json={"number": page["number"], "based_on": number})


async def test_a_set_is_tried_put_in_force_and_grades_what_comes_next(
    service: Any, before: dict[str, Any], until: Callable[..., Awaitable[None]]
) -> None:
    admin, based_on = service.admin, before["number"]
    asked = await service.visitor()
    await asked.ask("How long may I return an item?")
    tried = (await admin.post("/api/rules/try", json={"yaml": SET, "limit": 50})).json()
    days = next(one for one in tried["rules"] if one["rule"] == "shop.days")
    assert days["hits"] >= 1
    assert asked.conversation_id in [one["conversation_id"] for one in days["examples"]]
    assert (await admin.get("/api/rules/hits", params={"rule": "shop.days"})).json()["total"] == 0

    saved = await admin.put("/api/rules", json={"yaml": SET, "based_on": based_on})
    assert saved.status_code == 200, saved.text
    assert saved.json()["number"] == based_on + 1
    own = next(one for one in saved.json()["rules"] if one["id"] == "shop.days")
    assert own == {
        "id": "shop.days",
        "title": {"en": "Names the days", "zh": "说明天数"},
        "kind": "forbidden",
        "severity": "major",
        "points": 10,
        "active": True,
        "pack": None,
    }
    late = await admin.put("/api/rules", json={"yaml": SET, "based_on": based_on})
    assert (late.status_code, late.json()["error"]) == (409, "not_allowed")

    visitor = await service.visitor()
    await visitor.ask("How long may I return an item?")
    here = {"rule": "shop.days", "conversation_id": visitor.conversation_id, "operator": "agent"}

    async def hit() -> bool:
        return (await admin.get("/api/rules/hits", params=here)).json()["total"] == 1

    await until(hit)
    (found,) = (await admin.get("/api/rules/hits", params=here)).json()["hits"]
    assert (found["quote"], found["state"], found["version"]) == ("30 days", "counted", f"{VERSION}.{based_on + 1}")
    scores = (await admin.get("/api/rules/scores", params={"by": "conversation"})).json()["cards"]
    card = next(one for one in scores if one["key"] == visitor.conversation_id)
    assert (card["score"], card["hits"], card["n"], card["compliance"]["value"]) == (90.0, 1, 1, 0.0)

    path = f"/api/rules/hits/{found['id']}"
    assert (await admin.post(f"{path}/appeal", json={"note": "\x00"})).status_code == 422
    appealed = (await admin.post(f"{path}/appeal", json={"note": "it is our\r\npolicy\x00"})).json()
    assert (appealed["state"], appealed["appeal_note"]) == ("appealed", "it is our\npolicy")
    resolved = await admin.post(f"{path}/resolve", json={"resolution": "withdrawn", "note": "right"})
    assert (resolved.json()["state"], resolved.json()["resolved_by"]) == ("withdrawn", "admin@example.com")
    assert (await admin.post(f"{path}/appeal", json={"note": "again"})).status_code == 409
    scores = (await admin.get("/api/rules/scores")).json()["cards"]
    assert next(one for one in scores if one["key"] is None)["n"] >= 1

    switched = {"rules": ["shop.days"], "active": False, "based_on": based_on + 1}
    off = (await admin.post("/api/rules/switch", json=switched)).json()
    assert not next(one for one in off["rules"] if one["id"] == "shop.days")["active"]
    history = (await admin.get("/api/rules/history")).json()["policies"]
    assert [(one["number"], one["by"]) for one in history[:2]] == [
        (based_on + 2, "admin@example.com"),
        (based_on + 1, "admin@example.com"),
    ]


async def test_what_is_wrong_with_a_set_is_told_by_line_and_field(service: Any, before: dict[str, Any]) -> None:
    admin, based_on = service.admin, before["number"]
    for change, line, field in (
        (("kind: forbidden", "kind: forbidden\n    when: {words: ['?']}"), 5, "rules.0.when.words.0"),
        (("hit: [within 30 days]", "hit: [soon]"), None, "shop.days.examples.hit"),
        (("rules:", "inactive: [nobody]\nrules:"), None, "inactive"),
    ):
        wrong = SET.replace(*change)
        (mistake,) = (await admin.post("/api/rules/check", json={"yaml": wrong})).json()["mistakes"]
        assert (mistake["line"], mistake["field"]) == (line, field)
        refused = await admin.put("/api/rules", json={"yaml": wrong, "based_on": based_on})
        assert (refused.status_code, refused.json()["error"]) == (422, "invalid_rules")
    assert (await admin.post("/api/rules/check", json={"yaml": SET})).json() == {"mistakes": []}
    document = {"document": {"rules": [{"id": "x", "kind": "order"}]}, "based_on": based_on}
    assert (await admin.put("/api/rules", json=document)).json()["error"] == "invalid_policy"
    assert (await admin.put("/api/rules", json={"based_on": based_on})).status_code == 422
    assert (await admin.post("/api/rules/rollback", json={"number": 10**20, "based_on": 0})).status_code == 422
    long = SET + "#" * 200_000
    assert (await admin.post("/api/rules/check", json={"yaml": long})).json() == {"mistakes": []}
    assert (await admin.post("/api/rules/check", json={"yaml": long * 6})).status_code == 413
    assert (await service.http.get("/api/rules")).status_code == 401
