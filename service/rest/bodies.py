"""How large a request's body may be, and how long it may take to arrive: checked while it is read."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import DocumentTooLarge, FileTooLarge, MessageTooLong, PictureTooLarge, TurnwiseError
from service.settings import Settings

JSON_BYTES = 64_000
HOOK_BYTES = 1_000_000
# 5 MB of files in base64, and what is said with them.
WEBHOOK_BYTES = 7_500_000
# All that was said so far, with each request.
CONVERSATION_BYTES = 1_000_000
# 3,000 examples of intents.
INTENTS_BYTES = 1_000_000
# Of rules and alert rules, whose YAML may have a million characters, and of a file of what was spent.
LONG_BYTES = 1_000_000
# A user's profile picture, as a phone takes it.
PICTURE_BYTES = 5_000_000
# What multipart adds around a file: boundaries, headers of the parts.
MULTIPART_BYTES = 64_000
# A phone with a poor line sends a message in far less; the largest document takes ten minutes at 33 kB/s.
BODY_TIMEOUT_S = 30.0
DOCUMENT_TIMEOUT_S = 600.0
# A character outside the basic plane, written as two \\u escapes.
_MOST_BYTES_PER_CHAR = 12
_LONG = (
    "/api/rules",
    "/api/rules/check",
    "/api/rules/try",
    "/api/rules/written",
    "/api/alerts/rules",
    "/api/spend/import",
)


class BodyTooLarge(TurnwiseError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "body_too_large"
    detail = "The request's body is larger than this address takes: send less."


class BodyTooSlow(TurnwiseError):
    status = HTTPStatus.REQUEST_TIMEOUT
    code = "body_too_slow"
    detail = "The request's body took too long to arrive: send it again."


class BodyRefused(HTTPException):
    """Carries the error through FastAPI, which lets nothing else pass while it reads a body."""

    def __init__(self, error: TurnwiseError) -> None:
        super().__init__(error.status, error.detail)
        self.error = error


@dataclass(frozen=True, slots=True)
class BodyRule:
    """So many bytes, above them this error; and so many seconds from the first byte to the last."""

    max_bytes: int
    error: Callable[[], TurnwiseError]
    timeout_s: float


class BodyLimit:
    """Middleware: reading a body fails as soon as more comes, or is announced, than its path allows, or time is up."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        message_bytes = max(JSON_BYTES, settings.max_message_chars * _MOST_BYTES_PER_CHAR + 4_000)
        self._usual = BodyRule(JSON_BYTES, BodyTooLarge, BODY_TIMEOUT_S)
        self._hook = BodyRule(HOOK_BYTES, BodyTooLarge, BODY_TIMEOUT_S)
        self._webhook = BodyRule(WEBHOOK_BYTES, BodyTooLarge, BODY_TIMEOUT_S)
        self._file = BodyRule(
            settings.max_attachment_bytes, lambda: file_too_large(settings.max_attachment_bytes), DOCUMENT_TIMEOUT_S
        )
        self._by_path = {
            "/api/widget/messages": BodyRule(message_bytes, self._message_too_long, BODY_TIMEOUT_S),
            "/api/widget/files": BodyRule(
                settings.widget_file_bytes, lambda: file_too_large(settings.widget_file_bytes), DOCUMENT_TIMEOUT_S
            ),
            "/api/auth/picture": BodyRule(PICTURE_BYTES, picture_too_large, DOCUMENT_TIMEOUT_S),
            "/v1/chat/completions": BodyRule(CONVERSATION_BYTES, BodyTooLarge, BODY_TIMEOUT_S),
            "/api/intents": BodyRule(INTENTS_BYTES, BodyTooLarge, BODY_TIMEOUT_S),
            "/api/intents/try": BodyRule(INTENTS_BYTES, BodyTooLarge, BODY_TIMEOUT_S),
            **dict.fromkeys(_LONG, BodyRule(LONG_BYTES, BodyTooLarge, BODY_TIMEOUT_S)),
            "/api/documents": BodyRule(
                settings.max_document_bytes + MULTIPART_BYTES, self._document_too_large, DOCUMENT_TIMEOUT_S
            ),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        rule = self._rule(scope["path"])
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        read = 0
        # Once the body is whole, the application only listens for the client to leave, however long that takes.
        latest_s: float | None = asyncio.get_running_loop().time() + rule.timeout_s

        async def counted() -> Message:
            nonlocal read, latest_s
            if announced.isdigit() and int(announced) > rule.max_bytes:
                raise BodyRefused(rule.error())
            try:
                async with asyncio.timeout_at(latest_s):
                    message = await receive()
            except TimeoutError as error:
                raise BodyRefused(BodyTooSlow()) from error
            read += len(message.get("body", b""))
            if read > rule.max_bytes:
                raise BodyRefused(rule.error())
            if not message.get("more_body", False):
                latest_s = None
            return message

        await self._app(scope, counted, send)

    def _rule(self, path: str) -> BodyRule:
        if path.startswith("/api/hooks/webhook/"):
            return self._webhook
        if path.startswith("/api/hooks/"):
            return self._hook
        if path.startswith("/api/conversations/") and path.endswith("/files"):
            return self._file
        return self._by_path.get(path, self._usual)

    def _message_too_long(self) -> TurnwiseError:
        most = self._settings.max_message_chars
        return MessageTooLong(f"At most {most:,} characters fit into a message: shorten it or send it in parts.")

    def _document_too_large(self) -> TurnwiseError:
        return document_too_large(self._settings.max_document_bytes)


def document_too_large(max_bytes: int) -> DocumentTooLarge:
    """The error for a document above the limit."""
    return DocumentTooLarge(f"A document may have {max_bytes / 1e6:g} MB: split it, or upload its text only.")


def file_too_large(max_bytes: int) -> FileTooLarge:
    """The error for a visitor's or an operator's file above the limit."""
    return FileTooLarge(f"A file may have {max_bytes / 1e6:g} MB.")


def picture_too_large() -> PictureTooLarge:
    """The error for a profile picture above the limit."""
    most = PICTURE_BYTES / 1e6
    return PictureTooLarge(f"A picture may have {most:g} MB: make it smaller, 400 by 400 pixels are enough.")
