"""What WhatsApp, Messenger and Instagram share: signatures, the hook's handshake, errors, files.

- Signature: `X-Hub-Signature-256: sha256=` + hex HMAC-SHA256(app secret, raw body); handshake: GET with `hub.mode`,
  `hub.verify_token`, `hub.challenge` (https://developers.facebook.com/docs/graph-api/webhooks/getting-started).
- Errors are `{"error": {code, error_subcode, message, is_transient, error_data: {details}}}` and go by the code, as
  throttling may be HTTP 400, too. The tables: documentation/business-messaging/whatsapp/support/error-codes,
  .../messenger-platform/error-codes and docs/graph-api/guides/error-handling on developers.facebook.com.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import httpx
from pydantic import BaseModel, Field, HttpUrl, SecretStr, ValidationError

from service.channel.credentials import Credentials, NotConfigured, matching, secret_of
from service.channel.errors import ChannelError, DeliveryUncertain, Refused
from service.channel.hosts import ensure_own_host
from service.channel.interface import Fetched, Response
from service.channel.line import Line
from service.channel.wire import Answer, download, ensure_accepted, retry_after

AppSecret = Annotated[SecretStr, matching(r"[0-9a-f]{32}", "is no app secret, which has 32 of 0-9 a-f")]
NumericId = Annotated[str, Field(pattern=r"^[0-9]{1,40}$")]

MAX_FILE_BYTES = 25_000_000
_FILE_HOSTS = ("fbcdn.net", "fbsbx.com", "facebook.com", "whatsapp.net", "cdninstagram.com")
_MAX_REASON_CHARS = 200

_TOKEN_REFUSED = 190
# Unknown or service error, throttling of an app, a user, a Page; WhatsApp: unknown, service, maintenance, throughput, a
# number's reputation, one pair of numbers, server.
_TEMPORARY = frozenset(
    (1, 2, 4, 17, 32, 613, *range(80000, 80015), 131000, 131016, 131057, 130429, 131048, 131056, 133004)
)
_WINDOW_CLOSED = frozenset((131047, 2018065, 2018278, 2534022))

M = TypeVar("M", bound=BaseModel)


class MetaCredentials(Credentials):
    """`app_secret` is in the app's basic settings, `verify_token` of your choice, `access_token` the account's."""

    app_secret: AppSecret
    verify_token: Annotated[SecretStr, matching(r"\S{8,200}", "needs 8 to 200 characters and no spaces")]
    access_token: Annotated[SecretStr, matching(r"[\x21-\x7e]{1,2000}", "is no access token")]


class _Details(BaseModel):
    details: str = ""


class _Error(BaseModel):
    message: str = ""
    code: int = 0
    error_subcode: int = 0
    is_transient: bool = False
    error_data: _Details | str | None = None

    def reason(self) -> str:
        """For an operator; Meta's own sentence on a token may repeat it."""
        if self.code == _TOKEN_REFUSED:
            return f"code {self.code}"
        said = self.error_data.details if isinstance(self.error_data, _Details) else ""
        code = f"{self.code}/{self.error_subcode}" if self.error_subcode else str(self.code)
        return f"code {code}: {said or self.message}"[:_MAX_REASON_CHARS]


class _Failure(BaseModel):
    error: _Error


def verify(secrets: Sequence[SecretStr], headers: Mapping[str, str], body: bytes) -> None:
    """Return where the body is signed with one of the secrets that are set. Raises Refused, NotConfigured."""
    known = [secret.get_secret_value().encode() for secret in secrets if secret.get_secret_value()]
    if not known:
        raise NotConfigured
    given = headers.get("x-hub-signature-256", "").encode()
    expected = [f"sha256={hmac.digest(secret, body, hashlib.sha256).hex()}".encode() for secret in known]
    matches = [hmac.compare_digest(given, signature) for signature in expected]
    if not any(matches):
        raise Refused


def confirm(query: Mapping[str, str], verify_token: SecretStr) -> Response:
    """The answer to the handshake of a hook that is being set up. Raises Refused, NotConfigured."""
    expected = secret_of(verify_token).encode()
    known = hmac.compare_digest(query.get("hub.verify_token", "").encode(), expected)
    if not known or query.get("hub.mode") != "subscribe":
        raise Refused
    return Response(body=query.get("hub.challenge", "").encode())


def bearer(token: SecretStr) -> dict[str, str]:
    """The header that shows an access token."""
    return {"authorization": f"Bearer {secret_of(token)}"}


def ensure_taken(answer: Answer, platform: str) -> None:
    """Return where the status is 2xx. Raises ChannelError as the code in the body means it, DeliveryUncertain."""
    error = _error(answer)
    if 200 <= answer.status < 300 or answer.status >= 500 or error is None:
        return ensure_accepted(answer, platform, error.reason() if error else "")
    if error.code == _TOKEN_REFUSED:
        sentence = f"{platform} does not accept the access token (code 190): make a new one and save it here."
        raise ChannelError(sentence, permanent=True)
    if {error.code, error.error_subcode} & _WINDOW_CLOSED:
        sentence = f"{platform} takes replies only within 24 hours of the customer's last message, which are over"
        raise ChannelError(f"{sentence} ({error.reason()}). The customer has to write first.", permanent=True)
    if error.is_transient or error.code in _TEMPORARY:
        wait_s = retry_after(answer.headers, datetime.now(UTC))
        sentence = f"{platform} cannot take messages now ({error.reason()})."
        raise ChannelError(sentence, permanent=False, retry_after_s=wait_s)
    return ensure_accepted(answer, platform, error.reason())


def read_sent(answer: Answer, platform: str, model: type[M]) -> M:
    """What the platform says of a message that it took. Raises as `ensure_taken`, and DeliveryUncertain."""
    ensure_taken(answer, platform)
    try:
        return model.model_validate_json(answer.body)
    except ValidationError as error:
        raise DeliveryUncertain(f"{platform}'s answer could not be read: the message may have arrived.") from error


def read_told(answer: Answer, platform: str, model: type[M]) -> M:
    """What the platform says when it is asked. Raises ChannelError."""
    ensure_taken(answer, platform)
    try:
        return model.model_validate_json(answer.body)
    except ValidationError as error:
        raise ChannelError(f"{platform}'s answer could not be read.", permanent=False) from error


async def fetch_file(
    line: Line, platform: str, url: str, api_url: HttpUrl, headers: Mapping[str, str] | None = None
) -> Fetched:
    """A file from one of Meta's hosts, named by the end of its address. Raises ChannelError."""
    ensure_own_host(url, platform, api_url, _FILE_HOSTS)
    body, media_type = await download(line.http, platform, url, headers, max_bytes=MAX_FILE_BYTES)
    return Fetched(body, httpx.URL(url).path.rpartition("/")[2] or None, media_type)


def _error(answer: Answer) -> _Error | None:
    """The error of the body, None where something else answered in Meta's place."""
    try:
        return _Failure.model_validate_json(answer.body).error
    except ValidationError:
        return None
