"""A receiver of OTLP over HTTP, as small as it can be: it takes log records as protobuf and keeps them."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest, ExportLogsServiceResponse


@dataclass
class Collector:
    """`events` are (event name, attributes) in the order of their coming, `services` who sent them."""

    url: str
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    services: set[str] = field(default_factory=set)
    headers: list[dict[str, str]] = field(default_factory=list)

    def take(self, body: bytes) -> None:
        request = ExportLogsServiceRequest.FromString(body)
        for of_resource in request.resource_logs:
            self.services.add(_attributes(of_resource.resource.attributes)["service.name"])
            for of_scope in of_resource.scope_logs:
                for record in of_scope.log_records:
                    self.events.append((record.event_name, _attributes(record.attributes)))


def _attributes(given: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in given}


@contextmanager
def collecting() -> Iterator[Collector]:
    """Listens on a free port of this machine, in threads of its own."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    collector = Collector(f"http://127.0.0.1:{http.server_address[1]}")
    http.RequestHandlerClass = type("_Bound", (_Handler,), {"collector": collector})
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield collector
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    collector: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        assert self.path == "/v1/logs"
        assert self.headers["content-type"] == "application/x-protobuf"
        self.collector.headers.append(dict(self.headers.items()))
        self.collector.take(gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body)
        answer = ExportLogsServiceResponse().SerializeToString()
        self.send_response(200)
        self.send_header("content-type", "application/x-protobuf")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the library names it
        """Records are kept, not logged."""
