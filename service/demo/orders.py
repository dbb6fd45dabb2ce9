"""The demo shop's order system: a little HTTP server that knows a few orders, and one that it always fails on."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PREFIX = "/orders/"
FAILING = "TW-50000"
_STOPS_WITHIN_S = 0.1
# Days from today, so that the demo never grows old.
_ORDERS: dict[str, tuple[str, str, int]] = {
    "TW-10023": ("shipped", "DHL", 2),
    "TW-10031": ("processing", "", 5),
    "TW-10047": ("shipped", "SF Express", 1),
    "TW-10058": ("delivered", "DHL", -3),
}


def order(number: str, today: datetime) -> dict[str, Any] | None:
    """The order as the system tells it; None where there is none of that number."""
    if number not in _ORDERS:
        return None
    status, carrier, days = _ORDERS[number]
    day = (today + timedelta(days=days)).date().isoformat()
    told: dict[str, Any] = {"order": number, "status": status, "customer": {"name": "not for the agent"}}
    if status == "shipped":
        told |= {"carrier": carrier, "expected": day}
    if status == "processing":
        told |= {"leaves": day}
    if status == "delivered":
        told |= {"carrier": carrier, "delivered": day}
    return told


def present() -> datetime:
    """The present time."""
    return datetime.now(UTC)


@contextmanager
def running_orders(clock: Callable[[], datetime] = present) -> Iterator[str]:
    """Its address, for as long as the block runs: this machine only, on any free port. `clock` tells what today is."""

    class Orders(_Orders):
        today = staticmethod(clock)

    with ThreadingHTTPServer(("127.0.0.1", 0), Orders) as server:
        threading.Thread(target=server.serve_forever, args=(_STOPS_WITHIN_S,), name="demo-orders", daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


class _Orders(BaseHTTPRequestHandler):
    today = staticmethod(present)

    def do_GET(self) -> None:
        number = self.path.removeprefix(_PREFIX)
        if number == FAILING:
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "the order system is down"})
        elif self.path.startswith(_PREFIX) and (found := order(number, self.today())):
            self._answer(HTTPStatus.OK, found)
        else:
            self._answer(HTTPStatus.NOT_FOUND, {"error": "there is no such order"})

    def _answer(self, status: HTTPStatus, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name for it
        """Silent: what customers ask for is in nobody's log."""
