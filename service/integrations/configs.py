"""What each kind of integration needs to know, as it lies encrypted in the vault; and which leads it wants."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from evals.problems import describe
from service.errors import InvalidRequest
from service.storage.integrations.integrations import Integration, Kind
from service.storage.leads.filters import Stage

Method = Literal["POST", "PUT", "PATCH"]
Short = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}")
_SECRET_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_OWN_HEADERS = frozenset(("host", "content-length", "transfer-encoding", "connection"))
# Apprise has schemes that call any address; those of messengers and mail lead to known places.
NOTICE_SCHEMES = ("dingtalk", "feishu", "lark", "mailto", "mailtos", "msteams", "slack", "tgram", "wecombot", "discord")


class Config(BaseModel):
    """Base of the kinds."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class WebhookConfig(Config):
    """`former` signs too until `former_until`, while the receiver changes to the new secret."""

    url: Short
    secret: str
    former: str | None = None
    former_until: datetime | None = None

    @field_validator("url")
    @classmethod
    def _url(cls, url: str) -> str:
        return sound_url(url)


class CrmConfig(Config):
    """A request by templates. `secrets` may be used in them as `{{ secrets.name }}`."""

    url: Short
    method: Method = "POST"
    headers: dict[str, Annotated[str, StringConstraints(max_length=2_000)]] = Field(default={}, max_length=20)
    body: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
    secrets: dict[str, Annotated[str, StringConstraints(max_length=2_000)]] = Field(default={}, max_length=20)

    @field_validator("headers")
    @classmethod
    def _headers(cls, headers: dict[str, str]) -> dict[str, str]:
        for name in headers:
            if not _HEADER.fullmatch(name) or name.lower() in _OWN_HEADERS:
                raise ValueError(f"{name[:80]!r} cannot be set as a header")
        return headers

    @field_validator("secrets")
    @classmethod
    def _secrets(cls, secrets: dict[str, str]) -> dict[str, str]:
        for name in secrets:
            if not _SECRET_NAME.fullmatch(name):
                raise ValueError(f"{name[:40]!r} is no name of a secret: use small letters, digits and _")
        return secrets


class NoticeConfig(Config):
    """`address` is one of Apprise's; `details` says whether contact details are in the message."""

    address: Short
    details: bool = False
    language: Literal["en", "zh"] = "en"

    @field_validator("address")
    @classmethod
    def _address(cls, address: str) -> str:
        if address.partition("://")[0].lower() not in NOTICE_SCHEMES:
            raise ValueError(f"begin it with one of {', '.join(f'{one}://' for one in NOTICE_SCHEMES)}")
        return address


class LeadFilters(BaseModel):
    """Which leads are wanted; what is not named is not looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    min_score: int | None = Field(default=None, ge=0, le=100)
    channels: list[Annotated[str, StringConstraints(max_length=40)]] = Field(default=[], max_length=40)
    stages: list[Stage] = Field(default=[], max_length=10)

    def stored(self) -> dict[str, Any]:
        """As JSON, only what is set."""
        return self.model_dump(exclude_defaults=True)

    def want(self, score: int, stage: str, channels: set[str]) -> bool:
        """Whether a lead like this is wanted."""
        return (
            (self.min_score is None or score >= self.min_score)
            and (not self.stages or stage in self.stages)
            and (not self.channels or bool(channels & set(self.channels)))
        )


AnyConfig = WebhookConfig | CrmConfig | NoticeConfig
_MODELS: dict[Kind, type[AnyConfig]] = {"webhook": WebhookConfig, "crm": CrmConfig, "notice": NoticeConfig}


def read_config(kind: Kind, given: dict[str, Any]) -> AnyConfig:
    """What a person entered. Raises InvalidRequest, which repeats none of it."""
    try:
        return _MODELS[kind].model_validate(given)
    except ValidationError as error:
        raise InvalidRequest(describe(error)) from None


def stored_config(integration: Integration, clear: str) -> AnyConfig:
    """What `model_dump_json` wrote."""
    return _MODELS[integration.kind].model_validate_json(clear)


def place_of(config: AnyConfig) -> str:
    """What may be shown of the address: its path and user may be passwords."""
    if isinstance(config, NoticeConfig):
        return config.address.partition("://")[0].lower()
    return shown_place(config.url)


def shown_place(url: str) -> str:
    """Of an address the server alone."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"[:200]


def sound_url(url: str) -> str:
    """An address of http or https with a host. Raises ValueError."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise ValueError("is no address: write https://host/path") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ValueError("is no address: write https://host/path")
    if parsed.userinfo:
        raise ValueError("holds a user name: send it in a header instead")
    return url
