"""Programs of your own, by signed webhooks: https://www.standardwebhooks.com.

The address is `webhooks://host/path#whsec_...`: what is before `#` is called by https, what is after it is the secret
that signs, `whsec_` and base64 of 24 bytes or more. `webhook://` calls by http, where the way there is private.

Each event is POSTed as {"type": "alert.fired", "timestamp": "...", "data": {...}}, the `webhook-id` the same in every
attempt: answer 2xx once it is stored, and ignore an id that you know. 410 says that nobody wants it any more; all
other answers are tried again.
"""

from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx
import orjson

from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.wire import call, retry_after
from service.notifier import Notice, Notifier, NotTaken
from service.standard_webhooks import check_secret, sign

_SCHEMES = {"webhooks": "https", "webhook": "http"}
_WHAT = "The webhook"


class WebhookNotifier:
    """Standard Webhooks."""

    schemes = frozenset(_SCHEMES)

    def open(self, address: str) -> "WebhookTell":
        """Raises ValueError for an address without a host or a sound secret."""
        url, mark, secret = address.partition("#")
        if not mark:
            raise ValueError("it lacks its secret: write webhooks://host/path#whsec_...")
        try:
            check_secret(secret)
        except ValueError as error:
            raise ValueError(f"its secret {error}") from None
        scheme, _, rest = url.partition("://")
        called = f"{_SCHEMES[scheme.lower()]}://{rest}"
        try:
            sound = bool(urlsplit(called).hostname) and httpx.URL(called) is not None
        except (ValueError, httpx.InvalidURL):
            sound = False
        if not sound:
            raise ValueError("it has no host that can be called.")
        return WebhookTell(called, secret)


class WebhookTell:
    """One address."""

    def __init__(self, url: str, secret: str) -> None:
        self._url, self._secret = url, secret

    async def __call__(self, notice: Notice, http: httpx.AsyncClient) -> None:
        """POST the signed event. Raises NotTaken."""
        body = orjson.dumps({"type": notice.event, "timestamp": notice.at, "data": notice.data})
        headers = sign(self._secret, notice.id, datetime.now(UTC), body)
        try:
            answer = await call(http, _WHAT, self._url, body, headers)
        except DeliveryUncertain as error:  # it comes with the same id again, so that twice is no harm
            raise NotTaken(error.sentence) from None
        except ChannelError as error:
            raise NotTaken(error.sentence, permanent=error.permanent) from None
        if not 200 <= answer.status < 300:
            gone = answer.status == HTTPStatus.GONE
            wait_s = retry_after(answer.headers, datetime.now(UTC))
            raise NotTaken(f"{_WHAT} answered HTTP {answer.status}.", permanent=gone, retry_after_s=wait_s)


notifier: Notifier = WebhookNotifier()
