"""Who works in the quality room, and the customers whose turns are looked at there."""

import asyncio
import os
import sys
from collections.abc import Sequence
from time import perf_counter
from uuid import uuid4

import httpx
from playwright.async_api import Browser, Page, expect

from evals.benchmarks.server import Server

PASSWORD = "correct-horse-battery-staple"
PATIENCE_MS = 60_000
GRADED_WITHIN_S = 120.0


async def asked(server: Server, *conversations: Sequence[str]) -> None:
    """Each of these conversations is had with the agent, and every reply is graded."""
    async with httpx.AsyncClient(base_url=server.url, timeout=120) as http:
        for questions in conversations:
            session = (await http.post("/api/widget/sessions", json={})).raise_for_status().json()
            headers = {"Authorization": f"Bearer {session['token']}", "Prefer": "wait=60"}
            for question in questions:
                said = {"text": question, "client_id": uuid4().hex}
                (await http.post("/api/widget/messages", json=said, headers=headers)).raise_for_status()
        await server.login(http)
        turns = sum(map(len, conversations))
        started = perf_counter()
        while (found := await graded(http)) < turns:
            if perf_counter() - started > GRADED_WITHIN_S:
                raise TimeoutError(f"{found} of {turns} turns were graded after {GRADED_WITHIN_S:.0f} s")
            await asyncio.sleep(0.2)


async def graded(http: httpx.AsyncClient) -> int:
    """How many turns the graders of replies are done with, told by one of them; no grade is shown by that."""
    counted = (await http.get("/api/grades/labels?grader=language")).raise_for_status().json()
    return sum(counted["labels"].values())


async def joins(browser: Browser, server: Server, email: str, role: str) -> Page:
    """A new user of that role, logged in; they see the page that everybody begins with."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service", "operator", "add", email, "--role", role, "--stdin"),
        env={**os.environ, **server.environment},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate(PASSWORD.encode())
    assert process.returncode == 0, told.decode()
    page = await (await browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-US")).new_page()
    await page.goto(f"{server.url}/console/")
    await page.get_by_test_id("login-email").fill(email)
    await page.get_by_test_id("login-password").fill(PASSWORD)
    await page.get_by_test_id("login-submit").click()
    await expect(page.get_by_test_id("nav-quality")).to_be_visible(timeout=PATIENCE_MS)
    return page
