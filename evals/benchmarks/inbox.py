"""How fast is an inbox of ten thousand conversations: listed, searched, and scrolled through in Chromium?

A real server whose database is filled in bulk. Its answers are timed over HTTP, one at a time; then the console is
opened and its list scrolled by the wheel, page after page, while each frame is timed. Smooth is 16.7 ms a frame on an
idle machine with a screen; without a graphics card Chromium paints by the processor.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import httpx
import numpy as np

from evals.benchmarks.browser import chromium, open_inbox
from evals.benchmarks.questions import different_questions
from evals.benchmarks.server import Server, served

if TYPE_CHECKING:
    from playwright.async_api import Page

FillInbox = Callable[[Path, int, Sequence[tuple[str, str]]], Awaitable[None]]
"""Writes so many conversations into the database of a data folder, each one of these questions with its reply."""

ASKED = 30
TURNS_OF_THE_WHEEL = 300
WHEEL_PX = 600
LONG_MS = 50.0
_WATCH = """() => {
  window.frames_ms = [];
  let before = performance.now();
  const tick = now => { window.frames_ms.push(now - before); before = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


@dataclass(frozen=True, slots=True)
class Answered:
    """How long the server takes for an answer, in ms, over HTTP; `load` is that of the machine beside it."""

    question: str
    asked: int
    p50_ms: float
    p95_ms: float
    load: float


@dataclass(frozen=True, slots=True)
class Scrolled:
    """Frames while the list is scrolled; `nodes` are the elements of the whole page, `rows` the list's, at the end."""

    loaded: int
    frames: int
    p50_ms: float
    p95_ms: float
    over_50_ms_percent: float
    rows: int
    nodes: int
    load: float


async def run(
    data: Path | None, hear: Callable[[object], None], *, fill_inbox: FillInbox, conversations: int = 10_000
) -> list[Answered | Scrolled]:
    """Answers first, then the frames."""
    questions = different_questions(data, 300)
    said = [(question, f"About that our documents say the following. {question}") for question in questions]
    async with served() as server:
        hear(f"{conversations} conversations are written")
        await fill_inbox(server.data, conversations, said)
        hear("answers")
        answers = await _answers(server, questions)
        hear("scrolling")
        async with chromium() as browser:
            return [*answers, await scrolled(await open_inbox(browser, server), TURNS_OF_THE_WHEEL)]


async def _answers(server: Server, questions: Sequence[str]) -> list[Answered]:
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as http:
        await server.login(http)
        first = (await http.get("/api/conversations", params={"limit": 100})).raise_for_status().json()
        word = max(questions[0].split(), key=len).strip("?.,")
        asked: dict[str, dict[str, str | int]] = {
            "the first page": {"limit": 100},
            "the second page": {"limit": 100, "cursor": first["next"]},
            "a search for a word": {"limit": 100, "q": word},
            "a search for a customer": {"limit": 100, "q": "Customer 04711"},
            "who waits": {"limit": 50, "state": "waiting"},
        }
        return [await _timed(http, question, params) for question, params in asked.items()]


async def _timed(http: httpx.AsyncClient, question: str, params: dict[str, str | int]) -> Answered:
    times_ms = []
    for _ in range(ASKED):
        started = perf_counter()
        (await http.get("/api/conversations", params=params)).raise_for_status()
        times_ms.append((perf_counter() - started) * 1000)
    return Answered(question, ASKED, *_percentiles(times_ms), os.getloadavg()[0])


async def scrolled(console: "Page", turns: int) -> Scrolled:
    """Turn the wheel over the list so often, each time as soon as the page has drawn the last."""
    await console.get_by_test_id("conversation-row").first.hover()
    await console.evaluate(_WATCH)
    for _ in range(turns):
        await console.mouse.wheel(0, WHEEL_PX)
        await asyncio.sleep(0.03)
    frames_ms: list[float] = await console.evaluate("window.frames_ms")
    return Scrolled(
        loaded=int(await console.get_by_test_id("conversation-list").get_attribute("data-loaded") or 0),
        frames=len(frames_ms),
        p50_ms=_percentiles(frames_ms)[0],
        p95_ms=_percentiles(frames_ms)[1],
        over_50_ms_percent=100 * float(np.mean(np.asarray(frames_ms) > LONG_MS)),
        rows=await console.get_by_test_id("conversation-row").count(),
        nodes=await console.evaluate("document.querySelectorAll('*').length"),
        load=os.getloadavg()[0],
    )


def _percentiles(times_ms: Sequence[float]) -> tuple[float, float]:
    return float(np.percentile(times_ms, 50)), float(np.percentile(times_ms, 95))
