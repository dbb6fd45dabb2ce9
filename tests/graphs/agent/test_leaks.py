import pytest

from graphs.agent.leaks import shows_secret

CUT = "".join  # keys are put together here, so that no scanner takes this file for a leak


@pytest.mark.parametrize(
    "text",
    [
        CUT(("Use sk-", "proj-abcdefghijklmnop1234 for that.")),
        CUT(("AKIA", "IOSFODNN7EXAMPLE is it.")),
        CUT(("The token is ghp_", "abcdefghijklmnopqrstuvwxyz0123456789.")),
        CUT(("Bearer ", "abcdefghijklmnopqrstuvwxyz.123")),
        CUT(("-----BEGIN RSA ", "PRIVATE KEY-----")),
        "It is at postgresql://shop:hunter2@db.example.com/shop.",
    ],
)
def test_keys_are_never_told_even_where_a_document_has_them(text: str) -> None:
    assert shows_secret(text, [text])


@pytest.mark.parametrize(
    "text",
    [
        "The admin password is hunter2000.",
        "API key: 93jf02kd",
        "后台密码是 hunter2000。",
        "See http://localhost:8000/admin.",
        "See http://wiki.corp/returns for it.",
        "内部系统在 http://10.0.3.7:8080/refunds 。",
        "The router is at 192.168.1.1 there.",
        "See https://billing.internal/x.",
    ],
)
def test_passwords_and_internal_addresses_are_told_only_where_a_document_tells_customers(text: str) -> None:
    assert shows_secret(text, ["Returns are free."])
    assert not shows_secret(text, ["Something else.", text])


@pytest.mark.parametrize(
    "text",
    [
        "See https://shop.example/help, or reset your password there.",
        "Your password is case-sensitive.",
        "密码是区分大小写的。",
        "Version 1.2.3 of the app, 10.5 x 20.3 cm.",
        "Public DNS is 8.8.8.8.",
        "Ask for a token at the desk: it is free.",
    ],
)
def test_ordinary_sentences_hold_no_secret(text: str) -> None:
    assert not shows_secret(text, [])
