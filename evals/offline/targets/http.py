"""Any bot behind HTTP, by a template of its request and pointers into its response.

    kind: http
    url: https://bot.example/api/messages
    headers: {Authorization: "Bearer ${BOT_KEY}"}      # ${...} from the environment
    body: {session: "{{ conversation }}", text: "{{ message }}", history: "{{ history }}"}
    reply: /answer/text                                # JSON pointers (RFC 6901)
    answered: /answer/found                            # these may be left out:
    handed_off: /handoff                               # what is not told is not evaluated
    citations: /sources                                # a list of objects
    document: /title                                   # within one of them
    quote: /text

A text of the body that is `{{ history }}` and nothing else becomes the list of messages so far, `{"role", "text"}`.
"""

import re
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal
from uuid import uuid4

import httpx
from pydantic import Field

from evals.offline.case import AnyCase, Need, Strict
from evals.offline.target import Target, TargetError, Told
from evals.offline.targets.outside import is_yes, post, reply_of
from evals.offline.versions import digest
from graphs.agent.state import Outcome, Question

Pointer = Annotated[str, Field(pattern=r"^(/[^/]*)*$")]
_PLACE = re.compile(r"\{\{\s*(conversation|message|history)\s*\}\}")
_VARIABLE = re.compile(r"\$\{(\w+)\}")


class Config(Strict):
    """What the file may say."""

    url: str = Field(pattern="^https?://")
    method: Literal["POST", "PUT"] = "POST"
    headers: dict[str, str] = Field(default_factory=dict)
    body: Any
    reply: Pointer
    answered: Pointer | None = None
    handed_off: Pointer | None = None
    citations: Pointer | None = None
    document: Pointer = "/document"
    quote: Pointer = "/quote"
    timeout_s: float = Field(60.0, gt=0)


@dataclass(frozen=True, slots=True)
class HttpTarget:
    """One address; a case of a run is a conversation of its own."""

    config: Config
    client: httpx.AsyncClient
    headers: Mapping[str, str]
    conversation: str = ""
    run: str = field(default_factory=lambda: uuid4().hex[:8])
    offers: Collection[Need] = ()
    fingerprint: str = ""

    @property
    def name(self) -> str:
        """The address."""
        return self.config.url

    @property
    def versions(self) -> Mapping[str, str]:
        """Of how it is asked; what runs behind the address cannot be known."""
        return {"settings": digest(self.config.model_dump(mode="json"))}

    @property
    def tells(self) -> Collection[Told]:
        """What the file has pointers to."""
        told: dict[Told, str | None] = {
            "answered": self.config.answered,
            "handed_off": self.config.handed_off,
            "cites": self.config.citations,
        }
        return [name for name, pointer in told.items() if pointer is not None]

    def in_case(self, case: AnyCase, repetition: int) -> "HttpTarget":
        """The same in another conversation."""
        return replace(self, conversation=f"{case.id}-{repetition}-{self.run}")

    async def converse(self, question: Question) -> Outcome:
        """One request. Raises TargetError with what came instead of a reply."""
        values = {
            "conversation": self.conversation,
            "message": "\n".join(message.text for message in question["asked"]),
            "history": [{"role": one.role, "text": one.text} for one in question.get("history", ())],
        }
        config = self.config
        answer, elapsed_ms = await post(
            self.client, config.url, filled(config.body, values), config.method, self.headers
        )
        text = _at(answer, config.reply)
        if not isinstance(text, str):
            raise TargetError(f"{self.name}: there is no text at {config.reply} of the response")
        sources = _at(answer, config.citations) if config.citations is not None else None
        cited = [
            {"document": _at(one, config.document) or "", "quote": _at(one, config.quote) or ""}
            for one in (sources if isinstance(sources, list) else ())
        ]
        answered = _at(answer, config.answered) if config.answered is not None else None
        return reply_of(
            question,
            text,
            elapsed_ms,
            answered=None if answered is None else is_yes(answered),
            handoff=_at(answer, config.handed_off) if config.handed_off is not None else None,
            citations=cited,
        )


def filled(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with its places filled in, in every text of it."""
    match template:
        case dict():
            return {name: filled(one, values) for name, one in template.items()}
        case list():
            return [filled(one, values) for one in template]
        case str() if (alone := _PLACE.fullmatch(template.strip())) and not isinstance(values[alone[1]], str):
            return values[alone[1]]
        case str():
            return _PLACE.sub(lambda found: str(values[found[1]]), template)
        case _:
            return template


def _at(value: Any, pointer: str) -> Any:
    """What a JSON pointer leads to, None where it leads nowhere (RFC 6901)."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


@asynccontextmanager
async def target(config: Config, environment: Mapping[str, str]) -> AsyncIterator[Target]:
    """Open the address. Raises TargetError where a header names a variable that is not set."""

    def known(found: re.Match[str]) -> str:
        if not environment.get(found[1]):
            raise TargetError(f"the variable {found[1]}, which a header names, is not set")
        return environment[found[1]]

    headers = {name: _VARIABLE.sub(known, value) for name, value in config.headers.items()}
    async with httpx.AsyncClient(timeout=config.timeout_s) as client:
        yield HttpTarget(config, client, headers)
