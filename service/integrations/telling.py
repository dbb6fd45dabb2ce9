"""One attempt to tell one integration of one event."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import httpx

from service.channel.wire import Answer, retry_after
from service.errors import InvalidRequest
from service.integrations.configs import AnyConfig, CrmConfig, NoticeConfig, WebhookConfig
from service.integrations.guarded import Caller
from service.integrations.notices import notice_of
from service.integrations.payloads import Told
from service.integrations.templates import request_of
from service.notifier import NotTaken, load_notifiers
from service.standard_webhooks import sign

_TRY_AGAIN = (408, 425, 429)
_SHOWN_BYTES = 800


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `wait_s` is what was asked for; `gone` says that nobody wants any of it any more."""

    taken: bool
    permanent: bool = False
    gone: bool = False
    status: int | None = None
    answer: str | None = None
    error: str | None = None
    wait_s: float | None = None


async def tell(config: AnyConfig, told: Told, caller: Caller, http: httpx.AsyncClient, at: datetime) -> Reply:
    """Tell it. Whatever goes wrong is in the reply, without contact details and without the address."""
    try:
        match config:
            case WebhookConfig():
                return await _webhook(config, told, caller, at)
            case CrmConfig():
                return await _crm(config, told, caller, at)
            case NoticeConfig():
                return await _notice(config, told, http)
    except NotTaken as error:
        return Reply(False, permanent=error.permanent, error=str(error), wait_s=error.retry_after_s)
    except InvalidRequest as error:
        return Reply(False, permanent=True, error=error.detail)


def signed(config: WebhookConfig, event_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers; two signatures while a secret is being changed."""
    headers = sign(config.secret, event_id, at, body)
    if config.former and config.former_until and at < config.former_until:
        former = sign(config.former, event_id, at, body)["webhook-signature"]
        headers["webhook-signature"] += f" {former}"
    return headers


async def _webhook(config: WebhookConfig, told: Told, caller: Caller, at: datetime) -> Reply:
    body = told.body()
    answer = await caller.call("The webhook", config.url, body, signed(config, told.event_id, at, body))
    gone = answer.status == HTTPStatus.GONE
    return _read(answer, told, at, permanent=gone, gone=gone)


async def _crm(config: CrmConfig, told: Told, caller: Caller, at: datetime) -> Reply:
    request = request_of(config, told)
    named = {"content-type": "application/json", "idempotency-key": told.event_id}
    headers = named | {name.lower(): value for name, value in request.headers.items()}
    answer = await caller.call("The CRM", request.url, request.body, headers, request.method)
    refused = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
    return _read(answer, told, at, permanent=refused and answer.status not in _TRY_AGAIN)


async def _notice(config: NoticeConfig, told: Told, http: httpx.AsyncClient) -> Reply:
    notifier = load_notifiers()["apprise"]
    try:
        way = notifier.open(config.address)
    except ValueError as error:
        raise NotTaken(str(error), permanent=True) from None
    await way(notice_of(told, config), http)
    return Reply(True)


def _read(answer: Answer, told: Told, at: datetime, *, permanent: bool, gone: bool = False) -> Reply:
    shown = told.secrets_masked(answer.body[:_SHOWN_BYTES].decode("utf-8", "replace"))
    taken = 200 <= answer.status < 300
    return Reply(
        taken,
        permanent=permanent and not taken,
        gone=gone,
        status=answer.status,
        answer=shown,
        error=None if taken else f"It answered HTTP {answer.status}.",
        wait_s=retry_after(answer.headers, at),
    )
