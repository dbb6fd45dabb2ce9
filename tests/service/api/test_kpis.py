"""The rates over HTTP: cut, compared, exported, and what stands behind them."""

import asyncio
import csv
import io
from typing import Any

import pyarrow.parquet as pq
import pytest

from evals.rates.behind import listable
from service.api.rates.models import Rates

pytestmark = [pytest.mark.own_service, pytest.mark.asyncio(loop_scope="session")]


async def get(service: Any, path: str = "", **params: Any) -> Any:
    response = await service.admin.get(f"/api/kpis{path}", params=params)
    assert response.status_code == 200, response.text
    if not path:  # written without its models, it is what they say all the same, neither more nor less
        assert Rates.model_validate_json(response.content).model_dump(mode="json") == response.json()
    return response.json()


async def test_rates_are_cut_by_everything_and_narrowed_down(service: Any) -> None:
    await (await service.visitor()).ask("Do you ship to France?")
    cuts = "channel,account,operator_group,language,prompt_version,model,knowledge_version,day,week,month"
    groups = (await get(service, by=cuts))["groups"]
    assert set(groups[0]["key"]) == set(cuts.split(","))
    only = [f"{cut}={value or ''}" for cut, value in groups[-1]["key"].items()]
    (same,) = (await get(service, only=only))["groups"]
    assert same["kpis"]["started"] == groups[-1]["kpis"]["started"] >= 1
    assert (await get(service, only="channel=telegraph"))["groups"][0]["kpis"]["started"] == 0


@pytest.mark.parametrize(
    "params",
    [
        {"by": "weather"},
        {"only": "weather=fine"},
        {"only": "channel"},
        {"only": "day=someday"},
        {"only": "week=2026-W99"},
        {"only": "day="},
        {"since": "0001-01-01"},
        {"compare_until": "2026-01-01"},
        {"compare_since": "2026-02-01", "compare_until": "2026-01-01"},
        {"compare_since": "2026-01-01", "compare_until": "2099-02-01", "by": "day"},
    ],
)
async def test_what_cannot_be_measured_is_refused_with_a_sentence(service: Any, params: dict[str, str]) -> None:
    await (await service.visitor()).ask("Do you ship to France?")
    response = await service.admin.get("/api/kpis", params=params)
    if params == {"compare_until": "2026-01-01"}:  # everything, beside everything before then
        assert response.status_code == 200
        return
    assert (response.status_code, response.json()["error"]) == (422, "invalid_request")
    assert response.json()["detail"].endswith(".")
    assert "Value error" not in response.text


async def test_a_period_is_compared_with_another(service: Any) -> None:
    await (await service.visitor()).ask("Do you ship to France?")
    found = await get(service, since="2026-01-01", compare_since="2025-01-01")
    assert found["compared_with"] == {"since": "2025-01-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}
    (group,) = found["groups"]
    assert group["before"]["started"] == 0
    assert group["differences"]["opening"] == {"before": None, "value": None, "low": None, "high": None}
    same = (await get(service, compare_until="2099-01-01"))["groups"][0]["differences"]["opening"]
    assert same["value"] == 0
    assert same["low"] < 0 < same["high"]


async def test_the_conversations_behind_a_number_are_as_many_as_it_says(service: Any) -> None:
    for question in ("Do you ship to France?", "I want a human"):
        await (await service.visitor()).ask(question)
    kpis = (await get(service))["groups"][0]["kpis"]
    transfer = kpis["transfer"]
    counts = {"yes": transfer["successes"], "no": transfer["n"] - transfer["successes"], "all": transfer["n"]}
    for part, count in counts.items():
        page = await get(service, "/transfer/conversations", part=part, limit=500)
        assert (len(page["conversations"]), page["next"]) == (count, None)
    listed = await get(service, "/frt/conversations", limit=500)
    assert sum(len(one["amounts"]) for one in listed["conversations"]) == kpis["frt"]["n"]
    assert (await get(service, "/frt/conversations", over=86_400))["conversations"] == []


async def test_a_list_is_read_page_by_page(service: Any) -> None:
    for _ in range(3):
        await (await service.visitor()).ask("Do you ship to France?")
    whole = (await get(service, "/opened/conversations", limit=500))["conversations"]
    pages: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = await get(service, "/opened/conversations", limit=2, **cursor)
        pages += page["conversations"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert [one["id"] for one in pages] == [one["id"] for one in whole]
    assert len(whole) >= 3


async def test_every_number_that_may_be_listed_is(service: Any) -> None:
    await (await service.visitor()).ask("Do you ship to France?")
    for number in listable():
        await get(service, f"/{number}/conversations", part="all", limit=1)


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/beauty/conversations", {}, 404),
        ("/transfer/conversations", {"over": 1}, 422),
        ("/transfer/conversations", {"cursor": "nobody"}, 422),
        ("/transfer/conversations", {"part": "maybe"}, 422),
        ("/export", {"format": "xls"}, 422),
    ],
)
async def test_what_cannot_be_listed_is_refused(service: Any, path: str, params: dict[str, Any], status: int) -> None:
    assert (await service.admin.get(f"/api/kpis{path}", params=params)).status_code == status


async def test_rates_and_lists_can_be_taken_along(service: Any) -> None:
    await (await service.visitor()).ask("Do you ship to France?")
    as_csv = await service.admin.get("/api/kpis/export", params={"by": "language"})
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert as_csv.headers["content-disposition"].startswith('attachment; filename="rates-')
    found = list(csv.DictReader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    assert "en" in {row["language"] for row in found}
    as_parquet = await service.admin.get("/api/kpis/opened/conversations/export", params={"format": "parquet"})
    table = pq.read_table(io.BytesIO(as_parquet.content))
    assert table.num_rows == len((await get(service, "/opened/conversations", limit=500))["conversations"])


async def test_who_is_not_logged_in_sees_no_rate(service: Any) -> None:
    for path in ("", "/export", "/transfer/conversations", "/transfer/conversations/export"):
        assert (await service.http.get(f"/api/kpis{path}")).status_code == 401


async def test_a_series_adds_up_to_the_rates_of_its_period(service: Any) -> None:
    await (await service.visitor()).ask("Do you ship to France?")
    (group,) = (await get(service))["groups"]
    async with asyncio.timeout(15):  # what changed a moment ago is not in every table of rates yet
        while True:
            found = await get(service, "/series", number=["opened", "transfer"], step="day")
            if sum(point["numbers"]["opened"]["value"] for point in found["points"]) >= group["kpis"]["opened"]:
                break
            await asyncio.sleep(0.1)
    by_hour = await get(service, "/series", number="opened", since=found["points"][-1]["at"])
    assert by_hour["step"] == "hour"
    assert sum(one["numbers"].get("opened", {"n": 0})["n"] for one in by_hour["points"]) >= 1


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"number": "beauty"},
        {"number": "Robert'); DROP TABLE"},
        {"number": "transfer", "by": "channel"},
        {"number": "transfer", "step": "second"},
        {"number": "transfer", "step": "hour", "since": "2020-01-01"},
    ],
)
async def test_what_is_no_series_is_refused(service: Any, params: dict[str, str]) -> None:
    response = await service.admin.get("/api/kpis/series", params=params)
    assert response.status_code == 422, response.text
