"""What a crawl finds at an address."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.web.page import Page, Unchanged


@dataclass(frozen=True, slots=True)
class Gone:
    """The server says that the page no longer exists: its document may be retired."""

    reason: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """The address now redirects to a page that this crawl has already given as `of`: a document of its own is spare."""

    of: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """No page, for a reason that tells a user what to do. What is known of it stays; `temporary`: a later try helps."""

    reason: str
    temporary: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An address and what it gave. `url` is the key to remember (and to pass in `seen`) the next time.

    `name` is the document's name, for a Page only. `listed_at` is when the sitemap says that it last changed.
    """

    url: str
    result: Page | Unchanged | Gone | Repeated | Failed
    name: str | None = None
    listed_at: datetime | None = None
