"""A bot behind real HTTP that answers as the test says, and keeps what it was asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Server:
    """`answers` are given one after the other: JSON, a text as it is, or a status."""

    url: str = ""
    answers: list[Any] = field(default_factory=list)
    requests: list[Asked] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Server]:
    """The server, listening on a port of its own."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            server.requests.append(Asked(self.path, dict(self.headers), json.loads(self.rfile.read(length))))
            answer = server.answers.pop(0)
            content = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
            self.send_response(answer if isinstance(answer, int) else 200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Not on stderr."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{listening.server_port}"
    Thread(target=listening.serve_forever, daemon=True).start()
    yield server
    listening.shutdown()
    listening.server_close()
