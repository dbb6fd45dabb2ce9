"""Widgets set up in the console: what pages are told, which pages may, and what goes wrong with its field."""

from typing import Any

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


async def made(service: Any, **document: Any) -> dict[str, Any]:
    """A widget of its own with these settings in force."""
    line = (await service.admin.post("/api/widgets", json={"name": "Outlet"})).json()
    if document:
        body = {"document": document, "based_on": 0}
        response = await service.admin.put(f"/api/widgets/{line['id']}", json=body)
        assert response.status_code == 200, response.text
    widget: dict[str, Any] = line
    return widget


async def config(service: Any, key: str | None, **headers: str) -> Any:
    query = {"account": key} if key else {}
    return await service.http.get("/api/widget/config", params=query, headers=headers)


async def test_a_page_is_told_of_its_own_widgets_look_and_nothing_that_is_not_for_pages(service: Any) -> None:
    words = {"en": "Ask us", "zh": "问问我们"}
    one = await made(service, color="#AA0000", side="left", launcher=words, sites=["https://outlet.example/sale"])

    told = (await config(service, one["key"])).json()

    assert (told["color"], told["side"], told["launcher"]) == ("#aa0000", "left", words)
    assert told["consent"]["zh"].startswith("我同意")
    assert not told.keys() & {"sites", "expiring", "greeting"}
    assert (await config(service, None)).json()["side"] == "right"
    assert (await config(service, "nobody")).status_code == 404


async def test_what_has_not_changed_is_not_sent_again(service: Any) -> None:
    one = await made(service)
    first = await config(service, one["key"])
    etag = first.headers["etag"]

    again = await config(service, one["key"], **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age" in again.headers["cache-control"]

    await service.admin.put(f"/api/widgets/{one['id']}", json={"document": {"theme": "dark"}, "based_on": 0})
    changed = await config(service, one["key"], **{"If-None-Match": etag})
    assert changed.json()["theme"] == "dark"


async def test_only_pages_of_allowed_sites_may_carry_a_widget(service: Any) -> None:
    one = await made(service, sites=["https://outlet.example", "https://*.outlet.example"])
    for origin, status in {
        "https://outlet.example": 200,
        "https://www.outlet.example": 200,
        "https://outlet.example.evil.test": 403,
        "http://outlet.example": 403,
        "null": 403,
        service.url: 200,
    }.items():
        assert (await config(service, one["key"], Origin=origin)).status_code == status, origin
        opening = {"account": one["key"]}
        opened = await service.http.post("/api/widget/sessions", json=opening, headers={"Origin": origin})
        assert (opened.status_code == 201) == (status == 200), origin
    assert (await config(service, one["key"], Origin="null")).json()["error"] == "site_not_allowed"


async def test_a_chat_belongs_to_the_widget_that_it_was_opened_in(service: Any) -> None:
    one = await made(service, greeting={"en": "Welcome to the outlet"}, questions={"en": ["Any sale?"]})
    visitor = await service.visitor(account=one["key"], language="en")
    assert visitor.session["greeting"] == "Welcome to the outlet"
    assert visitor.session["quick_questions"] == ["Any sale?"]

    elsewhere = await service.visitor(token=visitor.session["token"])
    assert elsewhere.conversation_id != visitor.conversation_id
    again = await service.visitor(account=one["key"], token=visitor.session["token"])
    assert again.conversation_id == visitor.conversation_id

    page = (await service.admin.get(f"/api/conversations/{visitor.conversation_id}")).json()
    assert page["conversation"]["account"] == "Outlet"


@pytest.mark.parametrize(
    ("document", "field", "code"),
    [
        ({"color": "red"}, "color", "no_color"),
        ({"sites": ["shop.example"]}, "sites.0", "no_site"),
        ({"sites": ["https://shop example"]}, "sites.0", "no_site"),
        ({"form": {"fields": [{"kind": "name"}, {"kind": "name"}]}}, "form", "named_twice"),
        ({"invitations": [{"text": {}}]}, "invitations.0", "no_text"),
        ({"launcher": {"en": "x" * 31}}, "", "words_too_long"),
        ({"font": "Papyrus"}, "font", "extra_forbidden"),
    ],
)
async def test_a_mistake_is_told_by_its_field(service: Any, document: Any, field: str, code: str) -> None:
    one = await made(service)
    response = await service.admin.put(f"/api/widgets/{one['id']}", json={"document": document, "based_on": 0})
    assert response.status_code == 422
    (told,) = response.json()["fields"]
    assert (told["field"], told["code"]) == (field, code)


async def test_nobody_overwrites_what_somebody_else_has_saved_and_it_can_be_taken_back(service: Any) -> None:
    one = await made(service, side="left")
    path = f"/api/widgets/{one['id']}"
    late = await service.admin.put(path, json={"document": {"side": "right"}, "based_on": 0})
    assert late.status_code == 409
    await service.admin.put(path, json={"document": {"side": "right", "sound": True}, "based_on": 1})

    history = (await service.admin.get(f"{path}/history")).json()["policies"]
    assert [(one["number"], one["document"]["side"], one["document"]["sound"]) for one in history] == [
        (2, "right", True),
        (1, "left", False),
    ]


async def test_a_logo_is_a_picture_that_runs_nothing(service: Any) -> None:
    one = await made(service)
    path = f"/api/widgets/{one['id']}/logo"
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    assert (await service.admin.put(path, content=svg)).status_code == 415
    assert (await service.admin.put(path, content=b"")).status_code == 415
    assert (await service.admin.put(path, content=PNG + b"\0" * 60_000)).status_code == 413

    assert (await service.admin.put(path, content=PNG)).status_code == 200
    address = (await config(service, one["key"])).json()["logo"]
    shown = await service.http.get(address)
    assert (shown.headers["content-type"], shown.content) == ("image/png", PNG)
    assert "immutable" in shown.headers["cache-control"]
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"

    assert (await service.admin.delete(path)).json()["logo"] is None
    assert (await config(service, one["key"])).json()["logo"] is None
    assert (await service.http.get(address)).status_code == 404


async def test_a_widget_is_renamed_given_to_a_group_and_removed_while_nobody_has_used_it(service: Any) -> None:
    one = await made(service)
    path = f"/api/widgets/{one['id']}"
    assert (await service.admin.patch(path, json={"name": "Sale"})).json()["widget"]["name"] == "Sale"
    assert (await service.admin.patch(path, json={"name": " "})).status_code == 422
    assert (await service.admin.patch(path, json={"group": "nobody"})).status_code == 404

    used = await made(service, side="left")
    await service.visitor(account=used["key"])
    assert (await service.admin.delete(f"/api/widgets/{used['id']}")).status_code == 409
    assert (await config(service, used["key"])).json()["side"] == "left"

    assert (await service.admin.delete(path)).status_code == 204
    assert (await config(service, one["key"])).status_code == 404
    lines = (await service.admin.get("/api/widgets")).json()["widgets"]
    first = next(line for line in lines if line["first"])
    assert first["key"] == "widget"
    assert (await service.admin.delete(f"/api/widgets/{first['id']}")).status_code == 409


async def test_only_who_manages_the_installation_sees_and_sets_widgets(service: Any) -> None:
    one = await made(service)
    for method, path in (
        ("GET", "/api/widgets"),
        ("GET", f"/api/widgets/{one['id']}"),
        ("POST", f"/api/widgets/{one['id']}/secret"),
    ):
        assert (await service.http.request(method, path, json={})).status_code == 401


async def test_the_chat_as_a_page_stands_in_frames_of_allowed_sites_only(service: Any) -> None:
    one = await made(service, sites=["https://outlet.example"], title={"en": "<b>Outlet</b>", "zh": "奥莱"})

    page = await service.http.get(f"/chat/{one['key']}")

    policy = page.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://outlet.example" in policy
    assert "unsafe-inline" not in policy
    assert "<title>&lt;b&gt;Outlet&lt;/b&gt;</title>" in page.text
    assert f'data-account="{one["key"]}"' in page.text
    assert "奥莱" in (await service.http.get(f"/chat/{one['key']}?language=zh")).text
    assert "frame-ancestors *" in (await service.http.get("/chat")).headers["content-security-policy"]
    assert (await service.http.get("/chat/nobody")).status_code == 404
