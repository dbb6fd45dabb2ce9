"""A shop's own site, of another origin than the chat: with the strictest policy, and styles that break all they can."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOSTILE = """
* { all: unset !important; display: none !important; font: 3px/1 cursive !important; color: red !important }
html, body { display: block !important; min-height: 3000px !important }
turnwise-chat { position: static !important; opacity: 0 !important; transform: scale(0) !important }
turnwise-chat::part(x), .panel, .launcher, button, input, textarea { visibility: hidden !important }
"""


@contextmanager
def other_site(chat: str, script: str, tag: str = "") -> Iterator[str]:
    """The address of a page that carries the chat of that server; `script` runs before it, `tag` is on its tag."""
    policy = (
        f"default-src 'none'; script-src 'self' {chat}; connect-src {chat}; img-src {chat}; "
        f"style-src 'self'; frame-src {chat}"
    )
    page = (
        "<!doctype html><html lang=en><title>Shop</title><link rel=stylesheet href=/hostile.css><body><h1>Shop</h1>"
        f"<script src=/page.js></script><script src={chat}/widget.js {tag} defer></script></body></html>"
    )
    files: Mapping[str, tuple[str, str]] = {
        "/": ("text/html", page),
        "/page.js": ("text/javascript", script),
        "/hostile.css": ("text/css", HOSTILE),
        "/framed": ("text/html", f"<!doctype html><title>Framed</title><iframe src={chat}/chat></iframe>"),
    }

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = files.get(self.path, ("text/plain", ""))
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing to tell."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
