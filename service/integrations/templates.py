"""A CRM's request from a template: Jinja in a sandbox, strict about names, whose result must be JSON.

Templates see `lead`, `event`, `conversation_id`, `secrets` (of the vault) and `env` (variables TURNWISE_CRM_*).
Use the filter `tojson` for values: it writes the quotes.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from jinja2 import StrictUndefined, TemplateError, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import htmlsafe_json_dumps

from service.errors import InvalidRequest
from service.integrations.configs import CrmConfig, sound_url
from service.integrations.payloads import Told

ENV_PREFIX = "TURNWISE_CRM_"
MOST_CHARS = 200_000
EXAMPLE: dict[str, Any] = {
    "id": "0199b6a2-0000-7000-8000-000000000000",
    "name": "Example",
    "score": 60,
    "complete": True,
    "stage": "new",
    "owner": None,
    "created_at": "2026-03-01T09:00:00+00:00",
    "last_at": "2026-03-01T09:05:00+00:00",
    "channel": "web",
    "intent": "price",
    "source": {"page": "https://shop.example/"},
    "conversations": ["0199b6a2-0000-7000-8000-000000000001"],
    "customers": ["0199b6a2-0000-7000-8000-000000000002"],
    "contact": {
        "name": "Example",
        "phone": "+1 555 0100",
        "email": "person@example.com",
        "wechat": "example-id",
        "whatsapp": "+1 555 0100",
        "telegram": "example",
        "qq": "10000",
        "company": "Example Ltd",
        "city": "Springfield",
        "address": "1 Main Street",
        "need": "a quote",
        "budget": "1000",
        "call_time": "mornings",
    },
    "all_contacts": {"phone": ["+1 555 0100"], "email": ["person@example.com"]},
    "consents": [{"type": "phone", "basis": "volunteered", "purpose": None, "at": "2026-03-01T09:00:00+00:00"}],
}


class _Environment(ImmutableSandboxedEnvironment):
    """No attribute of Python's own, no change to what is given, and no range or repetition without end."""

    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or isinstance(left, str | list | tuple) or isinstance(right, str | list | tuple):
            raise SecurityError(f"{operator} is not allowed here")
        return super().call_binop(context, operator, left, right)


_ENVIRONMENT = _Environment(undefined=StrictUndefined, autoescape=False)
_ENVIRONMENT.globals.clear()


def _tojson(value: Any) -> Any:
    """As Jinja's; what a lead does not have is told by its name, not as a wrong type."""
    return htmlsafe_json_dumps(str(value) if isinstance(value, Undefined) else value, ensure_ascii=False)


_ENVIRONMENT.filters["tojson"] = _tojson


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes


def request_of(config: CrmConfig, told: Told) -> Request:
    """The request for an event. Raises InvalidRequest, which says what is wrong where and repeats no value."""
    known = {
        "lead": told.data["lead"],
        "event": {"id": told.event_id, "type": told.event, "timestamp": told.at},
        "conversation_id": told.data.get("conversation_id", ""),
        "secrets": dict(config.secrets),
        "env": _environment(),
    }
    url = _filled("url", config.url, known)
    try:
        sound_url(url)
    except ValueError as error:
        raise InvalidRequest(f"url: {error}") from None
    headers = {name: _filled(f"headers.{name}", value, known) for name, value in config.headers.items()}
    if any("\r" in value or "\n" in value or not value.isascii() for value in headers.values()):
        raise InvalidRequest("headers: a value has a line break or is not ASCII.")
    body = _filled("body", config.body, known)
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidRequest(
            f"body: line {error.lineno}, column {error.colno} of the result is no JSON; write values by `tojson`."
        ) from None
    return Request(config.method, url, headers, body.encode())


def check(config: CrmConfig) -> None:
    """Fill in an example lead that has all. Raises InvalidRequest."""
    request_of(config, Told(EXAMPLE["id"], "lead.updated", EXAMPLE["last_at"], {"lead": EXAMPLE}))


def _filled(part: str, source: str, known: Mapping[str, Any]) -> str:
    try:
        parts: list[str] = []
        size = 0
        for piece in _ENVIRONMENT.from_string(source).generate(known):
            size += len(piece)
            if size > MOST_CHARS:
                raise InvalidRequest(f"{part}: the result is longer than {MOST_CHARS:,} characters.")
            parts.append(piece)
        return "".join(parts)
    except SecurityError:
        raise InvalidRequest(f"{part}: the template does what is not allowed.") from None
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f", line {line}" if line else ""
        raise InvalidRequest(f"{part}{where}: {error.message or type(error).__name__}") from None
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise InvalidRequest(f"{part}: the template fails: {type(error).__name__}.") from None


def _environment() -> dict[str, str]:
    return {name.removeprefix(ENV_PREFIX): value for name, value in os.environ.items() if name.startswith(ENV_PREFIX)}
