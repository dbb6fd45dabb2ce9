"""The console's cookie as an attacker meets it: other sites' pages, neighbours' hosts, guesses."""

from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

LOGIN = {"email": "admin@example.com", "password": "correct horse battery staple"}
HTTPS = {"X-Forwarded-Proto": "https"}
PLAIN, SAFE = "turnwise_login", "__Host-turnwise_login"


async def token_of(service: Any, **headers: str) -> httpx.Response:
    response: httpx.Response = await service.http.post("/api/auth/login", json=LOGIN, headers=headers)
    service.http.cookies.clear()
    return response


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 404),  # no browser sends neither
        ({"Origin": "{own}"}, 404),
        ({"Sec-Fetch-Site": "same-origin"}, 404),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "{own}.evil.example"}, 403),
        ({"Origin": "http://evil.example@{host}"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),  # a neighbour below the same domain
        ({"Sec-Fetch-Site": "cross-site", "Origin": "{own}"}, 403),
        ({"Sec-Fetch-Site": ""}, 403),
    ],
)
async def test_a_change_by_cookie_comes_from_our_own_pages(service: Any, headers: dict[str, str], status: int) -> None:
    own, nowhere = service.url, "00000000-0000-7000-8000-000000000000"
    sent = {name: value.format(own=own, host=own.removeprefix("http://")) for name, value in headers.items()}

    response = await service.admin.post(f"/api/conversations/{nowhere}/close", headers=sent)

    assert response.status_code == status


async def test_nobodys_page_logs_a_visitor_in_as_somebody_else(service: Any) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        for path, body in (("/api/auth/login", LOGIN), ("/api/auth/links/use", {"token": "x", "password": "y" * 12})):
            refused = await service.http.post(path, json=body, headers=headers)
            assert (refused.status_code, "set-cookie" in refused.headers) == (403, False)


async def test_a_form_of_another_page_is_no_json(service: Any) -> None:
    """What a form can send without asking first (https://fetch.spec.whatwg.org/#simple-header) is not read as JSON."""
    text = '{"email": "admin@example.com", "password": "correct horse battery staple"}'
    for media_type in ("text/plain", "application/x-www-form-urlencoded"):
        response = await service.http.post("/api/auth/login", content=text, headers={"Content-Type": media_type})
        assert (response.status_code, "set-cookie" in response.headers) == (422, False)


async def test_under_https_only_the_cookie_of_this_very_host_counts(service: Any) -> None:
    response = await token_of(service, **HTTPS)
    cookie = response.headers["set-cookie"]
    assert cookie.startswith(f"{SAFE}=")
    assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    token = response.json()["token"]
    for name, status in ((SAFE, 200), (PLAIN, 401)):
        headers = HTTPS | {"Cookie": f"{name}={token}"}
        assert (await service.http.get("/api/auth/me", headers=headers)).status_code == status
    left = await service.http.post("/api/auth/logout", headers=HTTPS | {"Cookie": f"{SAFE}={token}"})
    assert left.headers["set-cookie"].startswith(f'{SAFE}=""')
    assert "Secure" in left.headers["set-cookie"]


async def test_who_guesses_too_often_is_told_when_to_come_back(service: Any) -> None:
    answers = [
        await service.http.post(
            "/api/auth/login",
            json={"email": "guessed@example.com", "password": "x"},
            headers={"X-Forwarded-For": f"10.7.0.{number}"},
        )
        for number in range(22)
    ]

    refused = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 120
