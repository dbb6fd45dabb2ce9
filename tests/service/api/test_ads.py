"""Rates by source, over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from service.rates.keeping import RateKeeping

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_sources_are_told_for_a_bounded_time(service: Any) -> None:
    now = datetime.now(UTC)
    source = uuid4().hex[:12]
    page = f"https://shop.example/lamps?utm_source={source}&utm_medium=cpc"
    visitor = await service.visitor(page=page)
    await visitor.ask("How long may I return an item?")
    span = {"since": (now - timedelta(days=1)).isoformat(), "until": (now + timedelta(days=1)).isoformat()}

    await RateKeeping(service.resources.database, service.resources.brain.currency).catch_up()
    for by, value in (("utm_source", source), ("utm_medium", "cpc")):
        told = (await service.admin.get("/api/ads/sources", params=span | {"by": by})).json()["sources"]
        (mine,) = [one for one in told if one["value"] == value]
        assert mine["started"] == 1
        assert (mine["lead_capture"]["value"], mine["lead_capture"]["n"]) == (0.0, 1)
    long = span | {"since": (now - timedelta(days=100)).isoformat()}
    refused = await service.admin.get("/api/ads/sources", params=long)
    assert (refused.status_code, "92 days" in refused.json()["detail"]) == (422, True)
    assert (await service.admin.get("/api/ads/sources", params=span | {"by": "weather"})).status_code == 422
