"""What a server's answer means: a page, the same as before, another address, or a reason why there is none."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

import httpx

from knowledge.web.page import CannotFetch, Page, Unchanged
from knowledge.web.urls import normal

_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_VALIDATOR_CHARS = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """Status and header of an answer to a request for `asked` (the caller's `url`, or where that redirected to)."""

    url: str
    asked: httpx.URL
    status: int
    headers: httpx.Headers
    conditional: bool

    def early(self) -> httpx.URL | Unchanged | None:
        """Where a redirect leads, or Unchanged; None when a body follows. Raises `CannotFetch` for everything else."""
        if self.status in _REDIRECTS and "location" in self.headers:
            return self._target()
        if self.status == 304 and self.conditional:
            return Unchanged(self.url, str(self.asked))
        if self.status != 200:
            raise refusal(self.asked, self.status, self.headers.get("retry-after"))
        if self._content_type().get_content_maintype() == "multipart":
            raise CannotFetch(f"{self.asked} is a stream of several parts, which has no end; give a page.")
        return None

    def page(self, data: bytes) -> Page:
        """The page with this body."""
        content_type = self._content_type()
        return Page(
            url=self.url,
            final_url=str(self.asked),
            media_type=content_type.get_content_type() if "content-type" in self.headers else "",
            charset=content_type.get_content_charset(),
            data=data,
            etag=self._validator("etag"),
            last_modified=self._validator("last-modified"),
        )

    def _target(self) -> httpx.URL:
        try:
            return normal(str(self.asked.join(self.headers["location"])))
        except (httpx.InvalidURL, ValueError) as error:
            raise CannotFetch(f"{self.asked} redirects to what is no web address; tell its owner.") from error
        except CannotFetch as error:
            raise CannotFetch(f"{self.asked} redirects to where it cannot be followed: {error}") from error

    def _content_type(self) -> Message:
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message

    def _validator(self, name: str) -> str | None:
        value: str | None = self.headers.get(name)
        return value if value and len(value) <= _MAX_VALIDATOR_CHARS else None


def refusal(url: httpx.URL, status: int, retry_after: str | None) -> CannotFetch:
    """The sentence for a status that gives no page."""
    if status in (404, 410):
        return CannotFetch(f"{url} does not exist (any more): the server answered {status}.", status=status, gone=True)
    if status in (401, 403, 407):
        return CannotFetch(
            f"{url} is not open to everyone: the server answered {status}. Give a public page, or upload the file.",
            status=status,
        )
    if status in (408, 425, 429) or status >= 500:
        return CannotFetch(
            f"{url} is not available now: the server answered {status}. Try again later.",
            status=status,
            temporary=True,
            retry_after_s=_seconds(retry_after),
        )
    return CannotFetch(f"{url} gives no page: the server answered {status}. Check the address.", status=status)


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After is a number of seconds or a date (RFC 9110, 10.2.3)."""
    if retry_after is None:
        return None
    if retry_after.isdecimal() and len(retry_after) < 10:
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
