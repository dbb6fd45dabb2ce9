"""A judge over HTTP: an OpenAI-compatible server that answers as it is told, sanely or not."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """`message` is the assistant's; `raw` takes the place of the whole body; `hangs` answers when the server closes."""

    message: Json = field(default_factory=dict)
    status: int = 200
    raw: bytes | None = None
    hangs: bool = False
    tokens: tuple[int, int] | None = (100, 20)


def verdict(label: str, reason: str = "because", evidence: Sequence[str] = (), **given: Any) -> Answer:
    """A call of the tool that judges are given."""
    return called("grade", json.dumps({"evidence": list(evidence), "reason": reason, "label": label}), **given)


def called(name: str, arguments: str, **given: Any) -> Answer:
    """A call of any tool, with arguments as they stand."""
    call = {"id": "call-1", "type": "function", "function": {"name": name, "arguments": arguments}}
    return Answer({"content": None, "tool_calls": [call]}, **given)


def text(content: str) -> Answer:
    """A message without a tool call."""
    return Answer({"content": content})


REFUSES = Answer({"content": None, "refusal": "I cannot help with that."})
HANGS = Answer(hangs=True)
EMPTY = Answer({"content": ""})
GARBAGE = text("grounded!!! 10/10 would grade again")
NO_JSON = Answer(raw=b"<html>502 Bad Gateway</html>")
BROKEN = Answer({}, status=500)
FAULTS = {
    "garbage": GARBAGE,
    "empty": EMPTY,
    "hanging": HANGS,
    "refusal": REFUSES,
    "unknown label": verdict("splendid"),
    "no JSON": NO_JSON,
    "broken server": BROKEN,
    "arguments that are no JSON": called("grade", '{"label": "grou'),
    "another tool": called("search", "{}"),
    "a number for a label": called("grade", '{"evidence": [], "reason": "so", "label": 1}'),
    "nothing but thoughts": text("<think>the label should be grounded</think>"),
}
"""What a judge may do instead of judging, by name."""


class JudgeServer:
    """`url` is a model's `base_url`; `requests` came in this order. `answer` may be changed meanwhile."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[Json] = []
        self.answer: Callable[[Json], Answer] | Answer = best_label
        self.closed = threading.Event()

    def reply(self, request: Json) -> Answer:
        self.requests.append(request)
        return self.answer if isinstance(self.answer, Answer) else self.answer(request)

    @property
    def shown(self) -> str:
        """What the last request held of the turn."""
        return str(self.requests[-1]["messages"][1]["content"])

    @property
    def parts(self) -> list[str]:
        """Which parts of the turn it held."""
        heads = [line[3:].rpartition(" ")[0] for line in self.shown.splitlines() if line.startswith("<<<")]
        return [head for head in heads if head != "END"]


def labels_of(request: Json) -> list[str]:
    """What the request lets the judge say."""
    return list(request["tools"][0]["function"]["parameters"]["properties"]["label"]["enum"])


def best_label(request: Json) -> Answer:
    """The first label of whichever judge asks."""
    return verdict(labels_of(request)[0])


@contextmanager
def judging() -> Iterator[JudgeServer]:
    """The server, on a free port of this machine, in threads of its own."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.daemon_threads = True
    server = JudgeServer(f"http://127.0.0.1:{http.server_address[1]}/v1")
    http.RequestHandlerClass = type("_Bound", (_Handler,), {"judge": server})
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closed.set()
        http.shutdown()
        thread.join()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    judge: JudgeServer

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        answer = self.judge.reply(request)
        if answer.hangs:
            self.judge.closed.wait()
            self.close_connection = True
            return
        body = answer.raw if answer.raw is not None else json.dumps(_completion(request, answer)).encode()
        self.send_response(answer.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the library names it
        """Requests are kept, not logged."""


def _completion(request: Json, answer: Answer) -> Json:
    if answer.status != 200:
        return {"error": {"message": "out of order", "type": "server_error"}}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", **answer.message}}
    whole: Json = {"id": "1", "object": "chat.completion", "created": 0, "model": request["model"], "choices": [choice]}
    if answer.tokens:
        asked, written = answer.tokens
        whole["usage"] = {"prompt_tokens": asked, "completion_tokens": written, "total_tokens": asked + written}
    return whole
