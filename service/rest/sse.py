"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse

HEARTBEAT = b": still here\n\n"
"""A comment: it keeps a connection alive, and only who reads the bytes hears it (the widget; no EventSource)."""
HEARTBEAT_S = 15.0
"""A stream is never silent for much longer: who hears nothing for 40 s takes it for dead, and opens another."""


def sse(event: str, data: str, event_id: int | None = None) -> bytes:
    """One event; `data` is JSON, which has no line breaks."""
    number = f"id: {event_id}\n" if event_id is not None else ""
    return f"event: {event}\n{number}data: {data}\n\n".encode()


class EventStream(StreamingResponse):
    """A stream that no proxy stores or holds back; it ends when the client goes or the service stops."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncIterator[bytes]) -> None:
        super().__init__(events, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
