"""Credentials are checked when an account is added, and no secret is ever shown."""

from typing import Any

import pytest

from service.channel.credentials import BadCredentials, parse_credentials
from service.channels.telegram import TelegramCredentials
from service.channels.webhook import WebhookCredentials

WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq="
TELEGRAM = {"token": "123456:ABC-DEF", "secret_token": "sesame_OPEN-7"}
WEBHOOK = {"secret": WHSEC, "callback_url": "https://relay.example/replies"}


@pytest.mark.parametrize(
    ("model", "fields", "named"),
    [
        (TelegramCredentials, TELEGRAM | {"token": "hunter2 hunter2"}, "token"),
        (TelegramCredentials, TELEGRAM | {"token": "123456:../hunter2"}, "token"),
        (TelegramCredentials, TELEGRAM | {"secret_token": ""}, "secret_token"),
        (TelegramCredentials, TELEGRAM | {"secret_token": "hunter2!"}, "secret_token"),
        (TelegramCredentials, TELEGRAM | {"secret_token": "h" * 257}, "secret_token"),
        (TelegramCredentials, TELEGRAM | {"secret_token": "hunter2\n"}, "secret_token"),
        (TelegramCredentials, {"token": TELEGRAM["token"]}, "secret_token"),
        (TelegramCredentials, TELEGRAM | {"api_url": "file:///etc/hunter2"}, "api_url"),
        (TelegramCredentials, TELEGRAM | {"tokne": "hunter2"}, "tokne"),
        (WebhookCredentials, WEBHOOK | {"secret": ""}, "secret"),
        (WebhookCredentials, WEBHOOK | {"secret": "whsec_hunter2!"}, "secret"),
        (WebhookCredentials, WEBHOOK | {"secret": "whsec_aHVudGVyMg=="}, "secret"),
        (WebhookCredentials, WEBHOOK | {"callback_url": "http://relay.example/hunter2"}, "callback_url"),
        (WebhookCredentials, WEBHOOK | {"callback_url": "gopher://relay.example/hunter2"}, "callback_url"),
    ],
)
def test_wrong_credentials_are_named_and_not_repeated(model: Any, fields: dict[str, object], named: str) -> None:
    with pytest.raises(BadCredentials) as caught:
        parse_credentials(model, fields)

    assert named in caught.value.detail
    assert "hunter2" not in caught.value.detail
    assert not caught.value.detail.startswith(":")
    assert "Value error" not in caught.value.detail


def test_a_private_callback_may_be_plain_http_when_the_account_says_so() -> None:
    fields = WEBHOOK | {"callback_url": "http://10.0.0.7:8080/replies", "allow_insecure": True}

    assert str(parse_credentials(WebhookCredentials, fields).callback_url) == "http://10.0.0.7:8080/replies"


@pytest.mark.parametrize(("model", "fields"), [(TelegramCredentials, TELEGRAM), (WebhookCredentials, WEBHOOK)])
def test_credentials_come_back_from_their_stored_form_and_are_masked_elsewhere(model: Any, fields: Any) -> None:
    credentials = parse_credentials(model, fields)

    assert model.model_validate_json(credentials.reveal()) == credentials
    shown = f"{credentials!r} {credentials} {credentials.model_dump_json()}"
    assert not [value for name, value in fields.items() if name != "callback_url" and value in shown]
