"""Documents, their versions and their history as JSON."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from knowledge.document import Access, Status
from service.rest.shown import Shown


class Document(Shown):
    """A document as customers get it: in its published version, else in its newest.

    `latest_version` and `latest_status` differ from `version` and `status` where a newer one waits to be published.
    """

    id: str
    name: str
    title: str
    media_type: str
    size_bytes: int
    version: int
    status: Status
    latest_version: int
    latest_status: Status
    chunk_count: int
    access: Access
    products: list[str]
    updated_at: datetime


class Documents(Shown):
    """Every document, by name."""

    documents: list[Document]


class Version(Shown):
    """One version of a document."""

    version: int
    status: Status
    title: str
    size_bytes: int
    chunk_count: int
    created_at: datetime
    created_by: str
    valid_from: datetime | None
    valid_until: datetime | None


class Event(Shown):
    """Who did what when; `version` is null where it concerns the whole document."""

    version: int | None
    at: datetime
    actor: str
    action: str
    detail: str


class DocumentPage(Shown):
    """A document with its versions and what was done with it, newest first."""

    document: Document
    versions: list[Version]
    events: list[Event]


class Uploaded(Shown):
    """What became of an upload; `chunks_embedded` counts the passages that were new."""

    document: Document
    outcome: Literal["created", "replaced", "unchanged"]
    chunks_embedded: int
    skipped: list[str]


class NotTaken(BaseModel):
    """A file of an archive that became no document, and why."""

    name: str
    reason: str


class Unpacked(BaseModel):
    """What became of the files in an archive."""

    outcome: Literal["unpacked"] = "unpacked"
    documents: list[Uploaded]
    not_taken: list[NotTaken]


class WebSource(BaseModel):
    """The address of a page or a sitemap, and what shall become of what it gives."""

    url: str = Field(min_length=1, max_length=2000)
    status: Literal["draft", "in_review", "published"] = "published"


class Fetched(Shown):
    """What became of one address; `document` is its document's name."""

    document: str
    outcome: Literal["created", "replaced", "unchanged", "retired", "skipped", "failed"]
    chunks: int
    error: str | None


class WebSourceRow(Shown):
    """An address that documents were taken from: how many there are of it, and when the last was looked at."""

    url: str
    pages: int
    checked_at: datetime


class WebSources(BaseModel):
    """All of them, the one looked at last first."""

    sources: list[WebSourceRow]


class Acting(BaseModel):
    """`expected` is the status that one acts upon: where it has changed meanwhile, nothing is done."""

    expected: Status | None = None
    note: str = Field("", max_length=1000)


class Validity(BaseModel):
    """From when until when a version may be used; null is without bound."""

    valid_from: AwareDatetime | None = None
    valid_until: AwareDatetime | None = None


class About(BaseModel):
    """Whom a document may answer, and which products it is about (none: all); what is left out stays."""

    access: Access | None = None
    products: list[str] | None = Field(None, max_length=50)


class Passage(Shown):
    """A passage as it is searched and quoted."""

    id: str
    headings: list[str]
    question: str
    text: str
    language: str


class Passages(BaseModel):
    """A version's passages in reading order."""

    passages: list[Passage]


class Marked(BaseModel):
    """A piece of a reworded passage: it stays, is gone, or is new."""

    kind: Literal["same", "removed", "added"]
    text: str


class Difference(Shown):
    """A passage that both versions have, that one lacks, or that was reworded; an absent side is null.

    `words` are both sides of a reworded passage as one: its question, if it has one, on a line of its own.
    """

    kind: Literal["same", "changed", "removed", "added"]
    before: Passage | None
    after: Passage | None
    words: list[Marked]


class Differences(BaseModel):
    """Every passage of both versions, in reading order."""

    differences: list[Difference]
