"""The settings' pages of models and retention, over HTTP."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_without_models_each_role_has_none_and_there_is_none_to_try(service: Any) -> None:
    page = (await service.admin.get("/api/models")).json()

    assert {one["role"]: one["models"] for one in page["roles"]} == {
        role: [] for role in ("answer", "triage", "rewrite", "judge", "simulate")
    }
    assert page["quotes"] is True
    tried = await service.admin.post("/api/models/try", json={"role": "answer", "place": 0})
    assert (tried.status_code, tried.json()["error"]) == (404, "not_found")


async def test_how_long_customers_are_kept_is_saved_within_bounds_and_previewed(service: Any) -> None:
    page = (await service.admin.get("/api/policy/retention")).json()
    assert (page["number"], page["document"]) == (0, {"customers_days": None})
    assert page["facts_days"]["phone"] == 365

    put = {"document": {"customers_days": 29}, "based_on": 0}
    refused = await service.admin.put("/api/policy/retention", json=put)
    assert (refused.status_code, refused.json()["fields"][0]["field"]) == (422, "customers_days")
    put["document"] = {"customers_days": 3_650}
    saved = await service.admin.put("/api/policy/retention", json=put)
    assert (saved.status_code, saved.json()["number"], saved.json()["by"]) == (200, 1, "admin@example.com")
    assert (await service.admin.put("/api/policy/retention", json=put)).status_code == 409
    assert (await service.admin.get("/api/policy/retention/preview?days=30")).json() == {"customers": 0}
    assert (await service.admin.get("/api/policy/retention/preview?days=29")).status_code == 422
