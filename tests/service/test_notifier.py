"""Addresses of the settings become targets, each with its own way; none is told to anybody."""

from typing import Any

import httpx
import pytest

from service.notifier import BadAddress, open_audience, try_all
from service.settings import Settings

SECRET = "whsec_" + "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[call-arg]


def test_addresses_of_both_kinds_stand_side_by_side() -> None:
    audience = open_audience(
        settings(
            alerts_to=f"json://127.0.0.1/one, webhooks://example.com/x#{SECRET} json://127.0.0.1/two",
            alerts_escalate_to="json://127.0.0.1/boss",
        )
    )
    assert [one.key for one in audience.first] == ["1 json", "2 webhooks", "3 json"]
    assert [one.key for one in audience.escalation] == ["escalation 1 json"]
    assert audience.find("2 webhooks") is audience.first[1]
    assert audience.find("2 json") is None
    nobody = open_audience(settings())
    assert (nobody.first, nobody.escalation) == ((), ())
    alone = open_audience(settings(alerts_to="json://127.0.0.1"))
    assert alone.escalation == alone.first


@pytest.mark.parametrize("setting", ["alerts_to", "alerts_escalate_to"])
def test_an_address_that_means_nothing_is_told_by_its_number_only(setting: str) -> None:
    with pytest.raises(BadAddress) as told:
        open_audience(settings(**{setting: "json://127.0.0.1 nothing://s3cret"}))
    assert f"TURNWISE_{setting.upper()}, address 2" in str(told.value)
    assert "s3cret" not in str(told.value)


async def test_a_test_says_who_did_not_take_it() -> None:
    audience = open_audience(settings(alerts_to=f"webhook://127.0.0.1:1/s3cret#{SECRET}"))
    async with httpx.AsyncClient() as http:
        failed = await try_all(audience, http)
    assert list(failed) == ["1 webhook"]
    assert "could not be reached" in failed["1 webhook"]
