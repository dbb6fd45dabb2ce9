"""Every call to a platform goes out here: one set of time-outs, one reading of what went wrong.

The question that decides about retries is whether the platform may already have acted on the request. Where it cannot
have (no connection, an answer that says no), the error is temporary or permanent; where it can, it is uncertain.
"""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from service.channel.errors import ChannelError, DeliveryUncertain

TIMEOUT = httpx.Timeout(15.0, connect=5.0, pool=5.0)
DEADLINE_S = 30.0
"""For the whole call: a server that drips its answer byte by byte keeps every single read within TIMEOUT."""
MAX_ANSWER_BYTES = 1_000_000
MAX_WAIT_S = 86_400.0
"""However long a platform asks for: a reply that comes later helps nobody, and the next attempt tells."""

_TEMPORARY = (408, 425, 429)
_NOTHING_DONE = (501, 503, 505, 511)
# The last for a host or a token with characters that none has: nothing has left then.
_UNUSABLE = (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, UnicodeError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform said, whatever its status."""

    status: int
    headers: httpx.Headers
    body: bytes
    asked: bool = False
    """It answers a question, which did nothing: see `ask`."""


async def call(
    http: httpx.AsyncClient,
    platform: str,
    url: str,
    body: bytes,
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
) -> Answer:
    """Send JSON (or what `headers` name) and give back the answer, of any status: see `ensure_accepted`.

    `platform` names it in error sentences; the address never appears in them (some carry a token). Redirects are not
    followed. Raises ChannelError (temporary: not reached; permanent: not a usable address) and DeliveryUncertain (no
    answer).
    """
    try:
        return await _exchange(
            http, method, url, body, {"content-type": "application/json", **(headers or {})}, MAX_ANSWER_BYTES
        )
    except _UNUSABLE as error:
        raise ChannelError(f"{platform} has no usable address: {type(error).__name__}.", permanent=True) from error
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as error:
        raise ChannelError(f"{platform} could not be reached.", permanent=False) from error
    except (httpx.HTTPError, TimeoutError) as error:
        raise DeliveryUncertain(f"{platform} took the message but did not answer: it may have arrived.") from error


async def ask(
    http: httpx.AsyncClient,
    platform: str,
    url: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    max_bytes: int = MAX_ANSWER_BYTES,
) -> Answer:
    """Ask for something that may be asked for twice: a token, news, a file. GET without a `body`, else POST.

    Of a longer answer than `max_bytes` only so much and one byte more is read. Raises ChannelError, temporary also
    where no answer came.
    """
    method, sent = ("GET", b"") if body is None else ("POST", body)
    typed = {} if body is None else {"content-type": "application/json"}
    try:
        answer = await _exchange(http, method, url, sent, {**typed, **(headers or {})}, max_bytes)
        return replace(answer, asked=True)
    except httpx.DecodingError as error:
        raise ChannelError(f"{platform}'s answer is packed in a way that is not read.", permanent=True) from error
    except _UNUSABLE as error:
        raise ChannelError(f"{platform} has no usable address: {type(error).__name__}.", permanent=True) from error
    except (httpx.HTTPError, TimeoutError) as error:
        raise ChannelError(f"{platform} could not be reached.", permanent=False) from error


async def download(
    http: httpx.AsyncClient, platform: str, url: str, headers: Mapping[str, str] | None = None, *, max_bytes: int
) -> tuple[bytes, str | None]:
    """A file from a platform and its media type, None where untold. Raises ChannelError, permanent if it is longer.

    202 says that the platform still prepares the file: temporary.
    """
    answer = await ask(http, platform, url, headers=headers, max_bytes=max_bytes)
    ensure_accepted(answer, platform)
    if answer.status == HTTPStatus.ACCEPTED:
        raise ChannelError(f"{platform} still prepares the file.", permanent=False)
    if len(answer.body) > max_bytes:
        raise ChannelError(f"The file is larger than {max_bytes // 1_000_000} MB.", permanent=True)
    return answer.body, answer.headers.get("content-type", "").split(";")[0].strip() or None


def multipart(
    fields: Mapping[str, str], part: str, name: str, media_type: str, body: bytes
) -> tuple[bytes, dict[str, str]]:
    """A form with a file in it (RFC 7578), as the body and the headers of a call."""
    form = httpx.Request("POST", "http://form", data=dict(fields), files={part: (name, body, media_type)})
    return form.read(), {"content-type": form.headers["content-type"]}


def ensure_accepted(answer: Answer, platform: str, reason: str = "", retry_after_s: float | None = None) -> None:
    """Return where the status is 2xx, else raise ChannelError or, where it may have acted, DeliveryUncertain.

    By RFC 9110, 15.6 only 503 ("currently unable to handle the request") and 501, 505 and 511, which concern its form
    or the way there, say that nothing was done: a server may fail (500), and its answer be lost (502, 504 and what
    proxies make of these), after it has sent the message. What answers a question did nothing in any case.
    `reason` and `retry_after_s` are what the platform's own error body says; the Retry-After header stands in.
    """
    if 200 <= answer.status < 300:
        return
    said = f"HTTP {answer.status}" + (f", {reason}" if reason else "")
    if answer.status >= 500 and answer.status not in _NOTHING_DONE and not answer.asked:
        raise DeliveryUncertain(f"{platform} failed ({said}): the message may have arrived.")
    if answer.status in _TEMPORARY or answer.status >= 500:
        wait_s = retry_after(answer.headers, datetime.now(UTC)) if retry_after_s is None else _usable(retry_after_s)
        raise ChannelError(f"{platform} cannot take messages now ({said}).", permanent=False, retry_after_s=wait_s)
    raise ChannelError(f"{platform} refused the message ({said}).", permanent=True)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header, seconds or a date (RFC 9110, 10.2.3); None without a usable one."""
    value = headers.get("retry-after", "")
    try:
        wait_s = float(value)
    except ValueError:
        try:
            date = parsedate_to_datetime(value)
        except ValueError:
            return None
        wait_s = (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds()
    return _usable(wait_s)


def _usable(wait_s: float) -> float | None:
    return min(max(wait_s, 0.0), MAX_WAIT_S) if math.isfinite(wait_s) else None


async def _exchange(
    http: httpx.AsyncClient, method: str, url: str, body: bytes, headers: Mapping[str, str], max_bytes: int
) -> Answer:
    async with (
        asyncio.timeout(DEADLINE_S),
        http.stream(
            method, url, content=body, headers=dict(headers), timeout=TIMEOUT, follow_redirects=False
        ) as response,
    ):
        return Answer(response.status_code, response.headers, await _read(response, max_bytes))


async def _read(response: httpx.Response, max_bytes: int) -> bytes:
    """The body, or where it is longer than `max_bytes` just enough of it to tell. Raises DecodingError.

    What is packed twice is not read: each layer makes a thousand bytes of one, before anything can be counted.
    """
    if len([one for one in response.headers.get_list("content-encoding", split_commas=True) if one.strip()]) > 1:
        raise httpx.DecodingError("packed several times", request=response.request)
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > max_bytes:
            break
    return bytes(body[: max_bytes + 1])
