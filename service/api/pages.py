"""What browsers load: the demo shop at `/`, the console at `/console/`, the widget's script and its preview.

All of it is built by `make web` into `service/web/dist`.
"""

import os
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from service.errors import NotFound

DIST: Final = Path(__file__).parents[1] / "web" / "dist"
# Scripts and data come from this site only. Ant Design writes its styles into the page.
_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors {frames}"
)
_BUILD_S: Final = 60.0
"""An installer may write what belongs together in any order, within so many seconds."""
_NOT_BUILT: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Turnwise</title>
<h1>The web pages are not built yet</h1>
<p>The service runs, its API is at <a href="/docs">/docs</a>. To build the demo shop, the console and the widget,
run <code>make web</code> (it needs Node.js 20 or newer), then reload this page.</p></html>
"""


class Compressed(StaticFiles):
    """Files as they are, or as the build has compressed them beside (`index.js.gz`) where the browser takes that."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = HTTPStatus.OK,
    ) -> Response:
        """Each form has an ETag of its own."""
        beside = Path(f"{full_path}.gz")
        small = "gzip" in Headers(scope=scope).get("accept-encoding", "") and _still_fits(beside, stat_result)
        if small:
            full_path, stat_result = beside, beside.stat()
        response = super().file_response(full_path, stat_result, scope, status_code)
        if small and response.status_code == HTTPStatus.OK:
            response.headers["Content-Encoding"] = "gzip"
        response.headers.add_vary_header("Accept-Encoding")
        return response


def _still_fits(beside: Path, original: os.stat_result) -> bool:
    """Whether it is there, and no leftover: who builds one page by hand compresses nothing."""
    return beside.is_file() and beside.stat().st_mtime > original.st_mtime - _BUILD_S


class Pages(Compressed):
    """A folder of built pages; addresses without a file get the page itself where it is an application of its own.

    `frames`: who may show them in a frame.
    """

    def __init__(self, folder: Path, *, deep_links: bool, frames: str = "'none'") -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._index = folder / "index.html"
        self.config_checked = True  # a folder that is not built yet gets a page that says so
        self._deep_links = deep_links
        self._policy = _POLICY.format(frames=frames)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept: what carries a hash in its name never changes."""
        if scope["path"].startswith("/api/"):
            raise NotFound("There is no such address in the API: see /docs for those that exist.")
        if not self._index.is_file():
            return HTMLResponse(_NOT_BUILT, HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != HTTPStatus.NOT_FOUND or not self._deep_links or Path(path).suffix:
                raise
            response = await super().get_response("index.html", scope)
        hashed = path.startswith(f"assets{os.sep}")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        response.headers["Content-Security-Policy"] = self._policy
        return response


class WidgetScript:
    """The one script that shops embed; browsers ask again after five minutes whether it has changed."""

    def __init__(self, dist: Path) -> None:
        self._files = Compressed(directory=dist, check_dir=False)
        self._script = dist / "widget.js"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._script.is_file():
            raise NotFound("The widget is not built yet: run `make web`.")
        response = await self._files.get_response("widget.js", scope)
        response.headers["Cache-Control"] = "public, max-age=300"
        # A page that isolates itself (COEP) may carry the widget, too.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        await response(scope, receive, send)


def page_routes(dist: Path = DIST) -> list[BaseRoute]:
    """The routes, to stand behind those of the API."""
    return [
        Route("/widget.js", WidgetScript(dist), name="widget"),
        Route("/console", _to_console, name="to console"),
        Mount("/console", Pages(dist / "console", deep_links=True), name="console"),
        Mount("/preview", Pages(dist / "preview", deep_links=False, frames="'self'"), name="preview"),
        Mount("/", Pages(dist / "demo", deep_links=False), name="demo"),
    ]


async def _to_console(request: Request) -> Response:
    """With its query: it is what the dashboard shows."""
    return RedirectResponse(f"/console/?{request.url.query}" if request.url.query else "/console/")
