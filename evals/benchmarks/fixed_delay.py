"""An OpenAI-compatible server whose only property is its delay: `python -m evals.benchmarks.fixed_delay PORT`.

It streams a greeting, the same for all, and a sentence of the first search result that it is given, cited, a word at a
time, so that whoever checks what a model says finds nothing wrong with it.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from evals.benchmarks.server import free_port
from knowledge import sentences

FIRST_TOKEN_S = 0.2
TOKEN_S = 0.02
GREETING = "Happy to help you with that question of yours."
_LEAST_CHARS = 20


@asynccontextmanager
async def fixed_delay() -> AsyncIterator[int]:
    """Its port, while it runs as a process of its own."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", __spec__.name, str(port))
    try:
        await _until_open(port)
        yield port
    finally:
        process.terminate()
        await process.wait()


def sentence_for(messages: list[dict[str, Any]]) -> str:
    """The first sentence of a fair length that the last tool result holds."""
    told = next((one["content"] for one in reversed(messages) if one["role"] == "tool"), "")
    _, _, text = str(told).partition("\n")
    found = next((one for one in sentences.split(text.partition("\n\n[")[0]) if len(one) >= _LEAST_CHARS), "")
    return f"{found} [1]" if found else "I do not know that."


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while body := await _request(reader):
            said = f"{GREETING} {sentence_for(json.loads(body)['messages'])}"
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
            await asyncio.sleep(FIRST_TOKEN_S)
            for place, word in enumerate(said.split(" ")):
                _send(writer, {"content": f" {word}" if place else word})
                await writer.drain()  # tells that the client has gone: the bare one leaves when it has seen enough
                await asyncio.sleep(TOKEN_S)
            _send(writer, {}, finish="stop")
            writer.write(_chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n")
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass  # the client has gone
    finally:
        writer.close()


async def _request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return await reader.readexactly(length)


def _send(writer: asyncio.StreamWriter, delta: dict[str, str], finish: str | None = None) -> None:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    event = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "fixed", "choices": [choice]}
    writer.write(_chunk(b"data: " + json.dumps(event).encode() + b"\n\n"))


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


async def _until_open(port: int) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


async def _main(port: int) -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1])))
