"""Any endpoint that speaks OpenAI's chat completions, a running Turnwise among them.

    kind: openai
    url: http://127.0.0.1:8000/v1
    model: turnwise
    key: TURNWISE_KEY          # the name of an environment variable
    system: You serve the customers of a lamp shop.   # for a bare model; Turnwise has its own

The conversation so far goes with each request. Turnwise adds to its reply whether it answered, handed over and what it
cited (the field `turnwise`); of others only the words are known.
"""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import httpx
from pydantic import Field

from evals.offline.case import AnyCase, Need, Strict
from evals.offline.target import Target, TargetError, Told
from evals.offline.targets.outside import post, reply_of
from evals.offline.versions import digest
from graphs.agent.state import Outcome, Question

_ROLES = {"customer": "user", "agent": "assistant", "operator": "assistant"}


class Config(Strict):
    """What the file may say. `tells` holds for an endpoint that answers as Turnwise does."""

    url: str = Field(pattern="^https?://")
    model: str = "turnwise"
    key: str | None = None
    system: str | None = None
    timeout_s: float = Field(60.0, gt=0)
    parameters: dict[str, Any] = Field(default_factory=dict)
    tells: tuple[Told, ...] | None = None


@dataclass(frozen=True, slots=True)
class OpenAiTarget:
    """One endpoint; a case of a run is a user of its own: a Turnwise begins a conversation for each."""

    config: Config
    client: httpx.AsyncClient
    user: str = ""
    run: str = field(default_factory=lambda: uuid4().hex[:8])
    offers: Collection[Need] = ()
    fingerprint: str = ""

    @property
    def name(self) -> str:
        """Model and address."""
        return f"{self.config.model} at {self.config.url}"

    @property
    def versions(self) -> Mapping[str, str]:
        """Of what was asked for; what runs behind the address cannot be known."""
        return {"settings": digest(self.config.model_dump(mode="json"))}

    @property
    def tells(self) -> Collection[Told]:
        """As the file says, else what a Turnwise adds to its replies."""
        if self.config.tells is not None:
            return self.config.tells
        return ("answered", "handed_off", "cites") if self.config.model == "turnwise" else ()

    def in_case(self, case: AnyCase, repetition: int) -> "OpenAiTarget":
        """The same as another user."""
        return replace(self, user=f"{case.id}-{repetition}-{self.run}")

    async def converse(self, question: Question) -> Outcome:
        """One completion. Raises TargetError with what the endpoint said."""
        said = [(message.role, message.text) for message in (*question.get("history", ()), *question["asked"])]
        messages = [{"role": _ROLES[role], "content": text} for role, text in said]
        if self.config.system:
            messages.insert(0, {"role": "system", "content": self.config.system})
        body = {"model": self.config.model, "messages": messages, "user": self.user} | self.config.parameters
        answer, elapsed_ms = await post(self.client, "chat/completions", body)
        try:
            text = answer["choices"][0]["message"]["content"] or ""
        except (KeyError, IndexError, TypeError) as error:
            raise TargetError(f"{self.name} gave no choices[0].message.content") from error
        about, usage = answer.get("turnwise") or {}, answer.get("usage") or {}
        return reply_of(
            question,
            text,
            elapsed_ms,
            model=self.config.model,
            answered=about.get("answered"),
            handoff=about.get("handoff"),
            citations=about.get("citations") or (),
            tokens=(usage.get("prompt_tokens") or 0, usage.get("completion_tokens") or 0),
        )


@asynccontextmanager
async def target(config: Config, environment: Mapping[str, str]) -> AsyncIterator[Target]:
    """Open the endpoint. Raises TargetError where the key's variable is not set."""
    headers = {}
    if config.key:
        if not environment.get(config.key):
            raise TargetError(f"the variable {config.key}, which holds the key, is not set")
        headers["Authorization"] = f"Bearer {environment[config.key]}"
    base = config.url.rstrip("/") + "/"
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=config.timeout_s) as client:
        yield OpenAiTarget(config, client)
