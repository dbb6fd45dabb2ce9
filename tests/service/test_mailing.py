"""Which mail server invitations go by: the one that is set, else that of the alerts; its address is told nowhere."""

import logging

import pytest
from pydantic import SecretStr

from service.notifier import BadAddress, NotTaken
from service.platforms.mail.account import MailServer
from service.settings import Settings
from service.users.mailing import Mailer, open_mailer

SITE = "https://chat.example.com"
ALERTS = "slack://a/b/c mailtos://ops:s3cret@mail.shop.example?from=ops@shop.example&to=boss@shop.example"


def mailer(mail: str = "", alerts: str = "", site: str = SITE + "/") -> Mailer:
    return open_mailer(Settings(mail_url=SecretStr(mail), alerts_to=SecretStr(alerts), public_url=site))


def test_without_a_setting_it_is_the_server_of_the_alerts() -> None:
    opened = mailer(alerts=ALERTS)
    assert opened.missing is None
    assert opened.site == SITE
    assert opened.server == MailServer(
        "ops@shop.example", "mail.shop.example", 587, "starttls", "ops", SecretStr("s3cret")
    )
    assert "s3cret" not in repr(opened)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "mailtos://me:p%40ss@shop.example:465?mode=ssl&from=no-reply@shop.example&smtp=smtp.shop.example",
            MailServer("no-reply@shop.example", "smtp.shop.example", 465, "at_once", "me", SecretStr("p@ss")),
        ),
        (
            "mailto://mia:secret@gmail.com",
            MailServer("mia@gmail.com", "smtp.gmail.com", 587, "starttls", "mia@gmail.com", SecretStr("secret")),
        ),
        (
            "mailto://127.0.0.1:2525?from=turnwise@shop.example",
            MailServer("turnwise@shop.example", "127.0.0.1", 2525, "none"),
        ),
    ],
)
def test_the_setting_goes_before_the_alerts(url: str, server: MailServer) -> None:
    assert mailer(mail=url, alerts=ALERTS).server == server


def test_what_is_missing_is_told() -> None:
    assert mailer().missing == "no_mail"
    assert mailer(alerts="slack://a/b/c").missing == "no_mail"
    assert mailer(alerts=ALERTS, site="").missing == "no_public_url"


@pytest.mark.parametrize("url", ["slack://s3cret/b/c", "s3cret", "mailto://127.0.0.1", "mailto://x:s3cret@?from=a b"])
def test_an_address_that_sends_no_mail_stops_the_start_without_telling_it(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(BadAddress, match="TURNWISE_MAIL_URL") as refused:
        mailer(mail=url)
    assert "s3cret" not in refused.value.detail + caplog.text


@pytest.mark.parametrize(
    "to", ["a@x.example,b@x.example", "a@x.example\nbcc: b@x.example", "Mia <a@x.example>", "米@x"]
)
async def test_a_mail_goes_to_one_address_or_to_none(to: str) -> None:
    with pytest.raises(NotTaken, match="do not take this address") as refused:
        await mailer(mail="mailto://127.0.0.1:9?from=a@x.example").send(to, "Hello", "Hello")
    assert to not in str(refused.value)
