"""Middleware for response headers: what every answer carries, and which sites may call the widget's addresses."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_EVERYWHERE = [(b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"strict-origin-when-cross-origin")]


class SafeHeaders:
    """Browsers are told not to guess types and not to tell other sites where a visitor came from."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_EVERYWHERE]
            await send(message)

        await self._app(scope, receive, with_headers)


class WidgetCors:
    """Other sites may load the widget and call its API, never with cookies; nothing else is open to them."""

    def __init__(self, app: ASGIApp, allowed_origins: list[str]) -> None:
        self._app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=allowed_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "Prefer", "Last-Event-ID"],
            expose_headers=["Retry-After"],
            allow_credentials=False,
            max_age=86_400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        for_widget = path.startswith("/api/widget/") or path == "/widget.js"
        await (self._open if for_widget else self._app)(scope, receive, send)
