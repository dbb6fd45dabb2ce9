"""What judges may spend, what they used and what they said, over HTTP."""

from decimal import Decimal
from typing import Any

import pytest

from evals.judging.ledger import Reservation
from graphs.turn import Usage
from service.storage.grading.judging import reserve_tokens, settle_tokens
from service.storage.types import now

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def used(service: Any, **params: Any) -> Any:
    response = await service.admin.get("/api/judges", params=params)
    assert response.status_code == 200, response.text
    return response.json()


async def test_what_judges_used_is_told_by_day_beside_the_budget(service: Any) -> None:
    before = await used(service)
    assert (before["model"], before["budget_tokens"], before["days"]) == (None, 1_000_000, [])
    assert before["today"] == f"{now():%Y-%m-%d}"
    reserved = Reservation(before["today"], 900)
    async with service.resources.database.write() as connection:
        assert await reserve_tokens(connection, reserved, 1_000_000)
        await settle_tokens(connection, reserved, Usage(input_tokens=500, output_tokens=40, cost=Decimal("0.002")))
        assert await reserve_tokens(connection, Reservation("2020-01-01", 7), 1_000_000)
    (day,) = (await used(service))["days"]
    assert (day["day"], day["tokens"], day["calls"], day["cost"]) == (before["today"], 540, 1, "0.002")
    assert (await service.admin.get("/api/judges", params={"days": 0})).status_code == 422


async def test_each_judge_says_when_it_is_asked(service: Any) -> None:
    judges = {one["judge"]: one for one in (await used(service))["judges"]}
    assert judges["groundedness_judge"]["policy"] == {"rate": 1.0, "unsure": [0.25, 0.75]}
    assert judges["politeness_judge"] == {
        "judge": "politeness_judge",
        "policy": {"rate": 0.1, "unsure": None},
        "labels": {},
    }


async def test_who_is_not_logged_in_learns_nothing_of_judges(service: Any) -> None:
    assert (await service.http.get("/api/judges")).status_code == 401
