"""Profile pictures over HTTP: who sets and removes them, what is refused, and who gets to see them."""

import io
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from PIL import Image

from service.roles import Role
from service.storage.types import now
from service.storage.users.users import disable
from tests.service.api.people import person
from tests.service.test_profile_pictures import png_of, saved

pytestmark = [pytest.mark.own_service, pytest.mark.asyncio(loop_scope="session")]

OWN = "/api/auth/picture"
PICTURE = saved(Image.new("RGB", (300, 200), "teal"), "PNG")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def ida(service: Any) -> AsyncIterator[Any]:
    """An operator."""
    async with person(service, "ida@pictures.example", "Ida", Role.OPERATOR) as http:
        yield http


async def put(http: httpx.AsyncClient, body: bytes = PICTURE) -> str:
    response = await http.put(OWN, content=body)
    assert response.status_code == 200, response.text
    assert response.json()["picture"] == (await http.get("/api/auth/me")).json()["picture"]
    return str(response.json()["picture"])


async def listed(service: Any, email: str = "ida@pictures.example") -> Any:
    users = (await service.admin.get("/api/users")).json()["users"]
    return next(user["picture"] for user in users if user["email"] == email)


async def test_ones_own_picture_is_drawn_anew_and_kept_for_good_at_its_address(service: Any, ida: Any) -> None:
    first = await put(ida)
    shown = await service.http.get(first)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(shown.content)).size == (192, 192)
    assert "immutable" in shown.headers["cache-control"]
    assert shown.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "sandbox" in shown.headers["content-security-policy"]

    second = await put(ida)

    assert second != first
    assert (await service.http.get(first)).status_code == 404
    assert await listed(service) == second
    found = (await ida.get("/api/colleagues")).json()["colleagues"]
    assert {one["name"]: one["picture"] for one in found}["Ida"] == second

    removed = await ida.delete(OWN)
    assert (removed.status_code, removed.json()["picture"]) == (200, None)
    assert (await ida.delete(OWN)).status_code == 200
    assert (await service.http.get(second)).status_code == 404


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 415, "PNG, JPEG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", 415, "PNG, JPEG or WebP"),
        (PICTURE[:300], 415, "save it anew"),
        (png_of(40_000, 40_000), 413, "make it smaller"),
        (PICTURE + b"\0" * 5_000_000, 413, "make it smaller"),
    ],
    ids=["empty", "svg", "cut off", "bomb", "too large"],
)
async def test_a_bad_file_is_refused_with_what_to_do_and_the_former_picture_stays(
    service: Any, ida: Any, body: bytes, status: int, says: str
) -> None:
    before = await put(ida)

    refused = await ida.put(OWN, content=body)

    assert refused.status_code == status
    assert says in refused.json()["detail"]
    assert await listed(service) == before


async def test_only_admins_remove_anothers_picture_and_nobody_sets_it(service: Any, ida: Any) -> None:
    path = f"/api/users/{ida.id}/picture"
    before = await put(ida)
    async with person(service, "uma@pictures.example", "Uma", Role.QUALITY) as uma:
        assert (await uma.delete(path)).status_code == 403
        assert (await uma.get("/api/auth/me")).json()["picture"] is None
    assert (await service.http.delete(path)).status_code == 401
    assert (await ida.delete(path)).status_code == 403
    assert (await service.admin.put(path, content=PICTURE)).status_code in (404, 405)
    assert await listed(service) == before

    assert (await service.admin.delete(path)).status_code == 204

    assert await listed(service) is None
    assert (await service.http.get(before)).status_code == 404
    assert (await service.admin.delete(path.replace(ida.id, ida.id[::-1]))).status_code == 404


async def test_another_sites_page_sets_no_picture(service: Any, ida: Any) -> None:
    refused = await ida.put(OWN, content=PICTURE, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403


async def test_customers_are_told_of_the_one_who_serves_them_and_of_nobody_else(
    service: Any, ida: Any, listen: Any, stream_until: Any
) -> None:
    path = await put(ida)
    async with person(service, "ole@pictures.example", "Ole", Role.OPERATOR) as ole:
        others = await put(ole)
        visitor = await service.visitor()
        await visitor.ask("I want to talk to a human please")
        place = f"/api/conversations/{visitor.conversation_id}"
        async with listen(visitor.http, "/api/widget/stream", **visitor.headers) as events:
            await stream_until(events, lambda name, data: name == "state" and data["state"] == "waiting")
            assert (await ida.post(f"{place}/claim")).status_code == 200
            await ida.post(f"{place}/messages", json={"text": "Ida here", "client_id": "p1"})
            seen = await stream_until(events, lambda name, data: name == "message" and data["role"] == "operator")
            states = [data for name, data in seen if name == "state" and data["state"] == "human"]
            assert [(one["operator"], one["operator_picture"]) for one in states] == [("Ida", path)]
            assert seen[-1][1]["author"] == {"name": "Ida", "picture": path}

            path = await put(ida)
            told = await stream_until(events, lambda name, data: name == "state" and data["operator_picture"] == path)
            assert told[-1][1]["operator"] == "Ida"

        history = await visitor.history()
        assert (history["operator"], history["operator_picture"]) == ("Ida", path)
        assert [one["author"] for one in history["messages"] if one["role"] != "operator"] == [None, None]
        resumed = (await service.visitor(token=visitor.session["token"])).session
        assert resumed["operator_picture"] == path
        assert others not in f"{history}{resumed}"
        for address in ("/api/users", "/api/colleagues", "/api/pictures", "/api/pictures/"):
            assert (await service.http.get(address, headers=visitor.headers)).status_code in (401, 404, 405)
        assert (await service.http.get(others)).status_code == 200  # for who was told it


async def test_what_a_disabled_operator_has_said_keeps_its_face(service: Any) -> None:
    async with person(service, "eva@pictures.example", "Eva", Role.OPERATOR) as eva:
        path = await put(eva)
        visitor = await service.visitor()
        await visitor.ask("I want to talk to a human please")
        place = f"/api/conversations/{visitor.conversation_id}"
        await eva.post(f"{place}/claim")
        await eva.post(f"{place}/messages", json={"text": "Eva here", "client_id": "p2"})
        async with service.resources.database.write() as connection:
            await disable(connection, eva.id, now())

        said = (await visitor.history())["messages"][-1]

        assert said["author"] == {"name": "Eva", "picture": path}
        assert (await service.http.get(path)).status_code == 200
