"""An OpenAI-compatible server in front of a scripted model, for as long as a suite is played."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from evals.offline.scripted_replies import Said, ScriptedModel

_HOST = "127.0.0.1"
_PATH = "/v1/chat/completions"
# Small enough to cut through words, markers and tool calls; characters.
_PIECE = 7
_CHARS_PER_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request as it came, and the reply; `refused` says why there was none."""

    request: dict[str, Any]
    said: Said | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ScriptedServer:
    """`url` is what a model's `base_url` must be; `exchanges` grow while it is asked."""

    url: str
    exchanges: list[Exchange] = field(default_factory=list)


@contextmanager
def serving(model: ScriptedModel) -> Iterator[ScriptedServer]:
    """Listens on a free port of this machine, in threads of its own."""
    http = ThreadingHTTPServer((_HOST, 0), _Handler)
    server = ScriptedServer(f"http://{_HOST}:{http.server_address[1]}/v1")
    http.daemon_threads = True
    http.RequestHandlerClass = type("_Bound", (_Handler,), {"model": model, "exchanges": server.exchanges})
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model: ScriptedModel
    exchanges: list[Exchange]

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path != _PATH:
            self._refuse(404, f"there is only {_PATH}")
            return
        try:
            said = self.model.reply(request)
        except LookupError as error:
            self.exchanges.append(Exchange(request, refused=str(error)))
            self._refuse(400, str(error))
            return
        self.exchanges.append(Exchange(request, said))
        if request.get("stream"):
            self._stream(request, said)
        else:
            self._send(200, _completion(request, "chat.completion", {"message": _message(said)}, said))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the library names it
        """Requests are kept, not logged."""

    def _refuse(self, status: int, message: str) -> None:
        self._send(status, {"error": {"message": message, "type": "invalid_request_error", "param": None}})

    def _send(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, request: dict[str, Any], said: Said) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for delta in _deltas(said):
            self._event(_completion(request, "chat.completion.chunk", {"delta": delta, "finish_reason": None}))
        self._event(_completion(request, "chat.completion.chunk", {"delta": {}}, said))
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, event: dict[str, Any]) -> None:
        self._chunk(b"data: " + json.dumps(event).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")


def _completion(
    request: dict[str, Any], kind: str, choice: dict[str, Any], ended: Said | None = None
) -> dict[str, Any]:
    """With `ended` the reply is whole: why it ended, and the tokens, which are guessed from the characters."""
    whole: dict[str, Any] = {"id": "scripted", "object": kind, "created": 0, "model": request["model"]}
    if ended is None:
        return whole | {"choices": [{"index": 0, **choice}]}
    asked = len(json.dumps(request["messages"], ensure_ascii=False)) // _CHARS_PER_TOKEN
    written = 1 + len(ended.text + json.dumps(_calls(ended))) // _CHARS_PER_TOKEN
    reason = "tool_calls" if ended.calls else "stop"
    return whole | {
        "choices": [{"index": 0, "finish_reason": reason, **choice}],
        "usage": {"prompt_tokens": asked, "completion_tokens": written, "total_tokens": asked + written},
    }


def _message(said: Said) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": said.text or None}
    return message | {"tool_calls": _calls(said)} if said.calls else message


def _deltas(said: Said) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    for piece in _pieces(said.text):
        yield {"content": piece}
    for index, call in enumerate(_calls(said)):
        arguments = call["function"]["arguments"]
        yield {"tool_calls": [{"index": index, **call, "function": {**call["function"], "arguments": ""}}]}
        for piece in _pieces(arguments):
            yield {"tool_calls": [{"index": index, "function": {"arguments": piece}}]}


def _calls(said: Said) -> list[dict[str, Any]]:
    return [
        {
            "id": f"call-{uuid4().hex[:12]}",
            "type": "function",
            "function": {"name": call.name, "arguments": json.dumps(call.arguments, ensure_ascii=False)},
        }
        for call in said.calls
    ]


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
