"""A server that is killed again and again loses nothing: what it acknowledged is answered, once, and graded."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from evals.benchmarks.questions import different_questions
from evals.benchmarks.server import Server
from tests.e2e.shop import open_shop

SEED = 20
KILLS = 20
CUSTOMERS = 40
SECONDS_ALIVE = (0.2, 1.2)
ANSWERED_WITHIN_S = 180.0

pytestmark = pytest.mark.e2e


@dataclass
class Customer:
    """One visitor with a log of its own: what the server acknowledged, in order."""

    number: int
    questions: list[str]
    token: str = ""
    conversation_id: str = ""
    acknowledged: list[str] = field(default_factory=list)

    async def write(self, http: httpx.AsyncClient, stop: asyncio.Event) -> None:
        """Write message after message, each again and again until it is acknowledged, now and then without waiting."""
        chance = random.Random(SEED * 1000 + self.number)
        while not self.token:
            if answer := await _post(http, "/api/widget/sessions", {"language": "en"}, {}):
                self.token, self.conversation_id = answer["token"], answer["conversation_id"]
        while not stop.is_set():
            client_id = uuid4().hex
            body = {"text": chance.choice(self.questions), "client_id": client_id}
            wait_s = chance.choice((0, 2, 2))
            headers = {"authorization": f"Bearer {self.token}", "prefer": f"wait={wait_s}"}
            while not (answer := await _post(http, "/api/widget/messages", body, headers)):
                continue
            self.acknowledged.append(answer["message"]["id"])
            await asyncio.sleep(chance.uniform(0.0, 0.6))


async def _post(http: httpx.AsyncClient, path: str, body: object, headers: dict[str, str]) -> dict | None:
    """The answer, or None where the server was not there to give one: the caller asks again."""
    try:
        response = await http.post(path, json=body, headers=headers)
    except httpx.TransportError:
        await asyncio.sleep(0.5)  # forty who ask more often would slow down the very start that they wait for
        return None
    response.raise_for_status()
    return response.json()


async def _kill_again_and_again(server: Server) -> None:
    chance = random.Random(SEED)
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(*SECONDS_ALIVE))
        server.kill()
        await server.start()


async def _all_answered(http: httpx.AsyncClient, customers: list[Customer]) -> list[dict]:
    async with asyncio.timeout(ANSWERED_WITHIN_S):
        seen: dict[int, dict] = {}
        while len(seen) < len(customers):
            for customer in customers:
                if customer.number not in seen:
                    page = (await http.get(f"/api/conversations/{customer.conversation_id}")).raise_for_status().json()
                    turned = {message for turn in page["turns"] for message in turn["message_ids"]}
                    if turned >= set(customer.acknowledged) and not any(turn["pending"] for turn in page["turns"]):
                        seen[customer.number] = page
            await asyncio.sleep(0.5)
    return [seen[customer.number] for customer in customers]


async def test_what_was_acknowledged_is_answered_once_and_graded_through_twenty_kills(shop: Path) -> None:
    questions = different_questions(None, 300)
    customers = [Customer(number, questions) for number in range(CUSTOMERS)]
    # Failures hand nobody over, so that nearly every message is the agent's to answer for as long as the test lasts.
    async with open_shop(shop, {"TURNWISE_FAILURES_BEFORE_HANDOFF": "1000000"}) as server:
        limits = httpx.Limits(max_connections=CUSTOMERS + 20)
        async with httpx.AsyncClient(base_url=server.url, timeout=15, limits=limits) as http:
            stop = asyncio.Event()
            writing = [asyncio.create_task(customer.write(http, stop)) for customer in customers]
            await _kill_again_and_again(server)
            stop.set()
            await asyncio.gather(*writing)
            await server.login(http)
            pages = await _all_answered(http, customers)

    assert sum(len(customer.acknowledged) for customer in customers) > CUSTOMERS, "too little was said to lose any"
    for customer, page in zip(customers, pages, strict=True):
        said = [message for message in page["messages"] if message["role"] == "customer"]
        assert [message["id"] for message in said] == customer.acknowledged, "lost, doubled or out of order"
        in_turns = Counter(message for turn in page["turns"] for message in turn["message_ids"])
        assert in_turns == Counter(customer.acknowledged), "each message belongs to exactly one turn"
        replies = [message["id"] for message in page["messages"] if message["role"] == "agent"]
        assert Counter(reply for turn in page["turns"] for reply in turn["reply_ids"]) == Counter(replies)
        turns = page["turns"]
        if page["conversation"]["state"] == "waiting" and not turns[-1]["reply_ids"]:
            turns = turns[:-1]  # handed over by a check: what was said since then is in the inbox, one open turn
        assert all(len(turn["reply_ids"]) == 1 for turn in turns), "a turn was answered twice, or not at all"
        assert all(turn["grades"] and turn["pending"] == 0 for turn in turns), "a turn was left ungraded"
