"""Our signatures are the official library's, and each lets in what the other signed."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from service.standard_webhooks import sign, verify

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYq="
OLD_SECRET = "whsec_plJ3nmyCDGBKInavdOK15jslplJ3nmyCDGBKInavdOK="


@given(st.text(min_size=1), st.text(), st.integers(10**9, 4 * 10**9))
def test_we_sign_as_the_official_library_does(message_id: str, body: str, seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)

    assert sign(SECRET, message_id, at, body.encode())["webhook-signature"] == Webhook(SECRET).sign(
        message_id, at, body
    )


def test_the_worked_example_of_the_specification_comes_out() -> None:
    at = datetime.fromtimestamp(1731705121, UTC)
    body = b'{"event_type":"ping","data":{"success":true}}'

    headers = sign("whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", at, body)

    assert headers["webhook-signature"] == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_while_a_secret_is_changed_one_right_signature_of_several_is_enough() -> None:
    now = datetime.now(UTC)
    old, new = sign(OLD_SECRET, "m", now, b"{}"), sign(SECRET, "m", now, b"{}")
    both = new | {"webhook-signature": f"{old['webhook-signature']} {new['webhook-signature']}"}

    assert verify(SECRET, both, b"{}", now) == "m"
    assert verify(SECRET, old, b"{}", now) is None


def test_the_official_library_lets_in_what_we_signed() -> None:
    body = '{"text": "你好"}'.encode()

    assert Webhook(SECRET).verify(body, sign(SECRET, "m", datetime.now(UTC), body)) == {"text": "你好"}
