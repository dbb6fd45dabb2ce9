"""The built pages as browsers get them."""

import gzip
import os
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from service.api.pages import page_routes
from service.rest.errorpages import add_error_pages
from service.rest.headers import SafeHeaders, WidgetCors


def client_of(dist: Path) -> httpx.AsyncClient:
    app = FastAPI()
    app.add_middleware(WidgetCors, allowed_origins=["*"])
    app.add_middleware(SafeHeaders)
    add_error_pages(app)
    app.router.routes.extend(page_routes(dist))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop.example")


def compress(file: Path) -> str:
    """As the build does; returns what the file holds."""
    Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes()))
    return file.read_text()


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """What `make web` builds, in small."""
    for page in ("console", "demo"):
        (tmp_path / page / "assets").mkdir(parents=True)
        (tmp_path / page / "index.html").write_text(f"<title>{page}</title>")
        (tmp_path / page / "assets" / "index-Abc123.js").write_text("1")
    (tmp_path / "widget.js").write_text("widget")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "<title>demo</title>"),
        ("/console/", "<title>console</title>"),
        ("/console/conversations/01a2", "<title>console</title>"),
        ("/assets/index-Abc123.js", "1"),
        ("/console/assets/index-Abc123.js", "1"),
        ("/widget.js", "widget"),
    ],
)
async def test_each_page_is_where_it_should_be(dist: Path, path: str, text: str) -> None:
    response = await client_of(dist).get(path)

    assert (response.status_code, response.text) == (200, text)
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_the_console_without_its_slash_leads_to_the_console(dist: Path) -> None:
    response = await client_of(dist).get("/console")

    assert response.headers["location"] == "/console/"


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/console/logo.png", "/assets/other.js", "/..%2fwidget.js", "/console/..%2f..%2fapp.py", "/api/x"],
)
async def test_what_was_not_built_is_not_found(dist: Path, path: str) -> None:
    response = await client_of(dist).get(path)

    assert (response.status_code, response.json()["error"]) == (404, "not_found")


async def test_no_other_site_may_frame_the_pages_and_no_foreign_script_runs(dist: Path) -> None:
    for path in ("/", "/console/"):
        policy = (await client_of(dist).get(path)).headers["content-security-policy"]
        assert {"frame-ancestors 'none'", "script-src 'self'", "default-src 'self'"} <= set(policy.split("; "))


async def test_what_carries_a_hash_is_kept_and_the_rest_is_asked_for_again(dist: Path) -> None:
    http = client_of(dist)
    asset, page = await http.get("/console/assets/index-Abc123.js"), await http.get("/console/")
    widget = await http.get("/widget.js")
    again = await http.get("/widget.js", headers={"If-None-Match": widget.headers["etag"]})

    assert "immutable" in asset.headers["cache-control"]
    assert page.headers["cache-control"] == "no-cache"
    assert widget.headers["cache-control"] == "public, max-age=300"
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["/widget.js", "/console/assets/index-Abc123.js"])
async def test_what_the_build_has_compressed_is_sent_so_to_who_takes_it(dist: Path, path: str) -> None:
    text = compress(dist / path.removeprefix("/"))
    http = client_of(dist)
    small, plain = [await http.get(path, headers={"Accept-Encoding": taken}) for taken in ("br, gzip", "identity")]
    again = await http.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": small.headers["etag"]})

    assert small.text == plain.text == text
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["content-type"] == plain.headers["content-type"]
    assert "content-encoding" not in plain.headers
    assert small.headers["etag"] != plain.headers["etag"]
    assert all("Accept-Encoding" in one.headers["vary"] for one in (small, plain))
    assert again.status_code == 304


async def test_what_was_compressed_before_the_last_build_is_not_sent(dist: Path) -> None:
    old = dist / "widget.js.gz"
    old.write_bytes(gzip.compress(b"old"))
    os.utime(old, (0, 0))

    assert (await client_of(dist).get("/widget.js")).text == "widget"


async def test_other_sites_may_load_the_widget_and_nothing_else(dist: Path) -> None:
    http, origin = client_of(dist), {"Origin": "https://other.example"}

    assert (await http.get("/widget.js", headers=origin)).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in (await http.get("/console/", headers=origin)).headers
    preflight = await http.options(
        "/api/widget/messages",
        headers=origin
        | {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,prefer"},
    )
    assert preflight.status_code == 200
    assert "access-control-allow-credentials" not in preflight.headers


async def test_before_the_pages_are_built_it_says_how_to_build_them(tmp_path: Path) -> None:
    http = client_of(tmp_path)

    for path in ("/", "/console/"):
        response = await http.get(path)
        assert response.status_code == 503
        assert "make web" in response.text
    assert "make web" in (await http.get("/widget.js")).json()["detail"]
