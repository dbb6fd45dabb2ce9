"""How large a request's body may be: counted while it is read, so that nothing larger is ever held."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import DocumentTooLarge, MessageTooLong, TurnwiseError
from service.settings import Settings

JSON_BYTES = 64_000
HOOK_BYTES = 1_000_000
# What multipart adds around a file: boundaries, headers of the parts.
MULTIPART_BYTES = 64_000
# A character outside the basic plane, written as two \\u escapes.
_MOST_BYTES_PER_CHAR = 12


class BodyTooLarge(TurnwiseError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "body_too_large"
    detail = "The request's body is larger than this address takes: send less."


class TooLarge(HTTPException):
    """Carries the error through FastAPI, which lets nothing else pass while it reads a body."""

    def __init__(self, error: TurnwiseError) -> None:
        super().__init__(error.status, error.detail)
        self.error = error


@dataclass(frozen=True, slots=True)
class BodyRule:
    """So many bytes; above them, this error."""

    max_bytes: int
    error: Callable[[], TurnwiseError]


class BodyLimit:
    """Middleware: reading a body fails as soon as more comes than its path allows, or is announced."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        message_bytes = max(JSON_BYTES, settings.max_message_chars * _MOST_BYTES_PER_CHAR + 4_000)
        self._usual = BodyRule(JSON_BYTES, BodyTooLarge)
        self._hook = BodyRule(HOOK_BYTES, BodyTooLarge)
        self._by_path = {
            "/api/widget/messages": BodyRule(message_bytes, self._message_too_long),
            "/api/documents": BodyRule(settings.max_document_bytes + MULTIPART_BYTES, self._document_too_large),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        rule = self._rule(scope["path"])
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        read = 0

        async def counted() -> Message:
            nonlocal read
            if announced.isdigit() and int(announced) > rule.max_bytes:
                raise TooLarge(rule.error())
            message = await receive()
            read += len(message.get("body", b""))
            if read > rule.max_bytes:
                raise TooLarge(rule.error())
            return message

        await self._app(scope, counted, send)

    def _rule(self, path: str) -> BodyRule:
        if path.startswith("/api/hooks/"):
            return self._hook
        return self._by_path.get(path, self._usual)

    def _message_too_long(self) -> TurnwiseError:
        most = self._settings.max_message_chars
        return MessageTooLong(f"At most {most:,} characters fit into a message: shorten it or send it in parts.")

    def _document_too_large(self) -> TurnwiseError:
        return document_too_large(self._settings.max_document_bytes)


def document_too_large(max_bytes: int) -> DocumentTooLarge:
    """The error for a document above the limit."""
    return DocumentTooLarge(f"A document may have {max_bytes / 1e6:g} MB: split it, or upload its text only.")
