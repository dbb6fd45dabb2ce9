from typing import Any

import pytest
from pydantic import ValidationError

from graphs.connecting import ModelSetupError, connect
from graphs.endpoint import Endpoint, endpoint_of, fallback_endpoint

GENERAL = {"model": "openai:a", "model_base_url": "http://a/v1", "model_api_key": "key-a", "model_timeout_s": 9.0}


def key_of(endpoint: Endpoint | None) -> str | None:
    assert endpoint is not None
    return endpoint.api_key.get_secret_value() if endpoint.api_key else None


def test_a_role_takes_what_it_does_not_set_from_the_general_settings(settings: Any) -> None:
    endpoint = endpoint_of("judge", settings(**GENERAL, model_judge="openai:b", model_judge_timeout_s=3.0))
    assert endpoint is not None
    assert (endpoint.name, endpoint.base_url, endpoint.timeout_s) == ("openai:b", "http://a/v1", 3.0)
    assert key_of(endpoint) == "key-a"


def test_a_role_may_have_its_own_server_and_key(settings: Any) -> None:
    own = {"model_answer_base_url": "http://b/v1", "model_answer_api_key": "key-b"}
    endpoint = endpoint_of("answer", settings(**GENERAL, **own))
    assert endpoint is not None
    assert (endpoint.name, endpoint.base_url, endpoint.timeout_s) == ("openai:a", "http://b/v1", 9.0)
    assert key_of(endpoint) == "key-b"


def test_the_general_key_never_goes_to_the_server_of_a_role(settings: Any) -> None:
    assert key_of(endpoint_of("judge", settings(**GENERAL, model_judge_base_url="http://b/v1"))) is None


@pytest.mark.parametrize("role", ["judge", "rewrite"])
def test_the_general_server_and_key_are_not_for_another_provider(settings: Any, role: str) -> None:
    endpoint = endpoint_of(role, settings(**GENERAL, **{f"model_{role}": "anthropic:c"}))
    assert endpoint is not None
    assert endpoint.base_url is None
    assert key_of(endpoint) is None


def test_without_a_model_a_role_has_none(settings: Any) -> None:
    assert endpoint_of("judge", settings()) is None


def test_a_fallback_is_a_name_or_names_its_own_server(settings: Any) -> None:
    elsewhere = {"model": "openai:c", "base_url": "http://c/v1", "api_key": "key-c", "timeout_s": 2}
    given = settings(**GENERAL, model_fallbacks=("openai:b", elsewhere))
    near, far = (fallback_endpoint(one, given) for one in given.model_fallbacks)
    assert (near.name, near.base_url, near.timeout_s, key_of(near)) == ("openai:b", "http://a/v1", 9.0, "key-a")
    assert (far.name, far.base_url, far.timeout_s, key_of(far)) == ("openai:c", "http://c/v1", 2.0, "key-c")


def test_a_fallback_with_a_misspelt_field_is_refused(settings: Any) -> None:
    with pytest.raises(ValidationError, match="server"):
        settings(model_fallbacks=({"model": "openai:c", "server": "http://c/v1"},))


@pytest.mark.parametrize("name", ["nobody:gpt", "no colon"])
def test_a_model_of_no_known_provider_is_refused_with_how_to_name_one(name: str) -> None:
    with pytest.raises(ModelSetupError, match="provider:name"):
        connect(Endpoint(name, None, None, 1.0), 0)
