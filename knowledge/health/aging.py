"""What has aged: documents that nobody has touched for long, validity that ends, texts that promise a day long past."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from knowledge import sentences
from knowledge.health.findings import Base, DocumentFacts, Evidence, Finding, Severity
from knowledge.values import read_values

_VALIDITY = re.compile(
    r"\b(?:until|till|through|thru|ends?|ending|expires?|expiring|valid|deadline|by)\b|截止|截至|有效期|有效至|为止|到期|止\b|前有效|期至",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def aging(base: Base) -> Iterator[Finding]:
    """Stale and expiring documents, then passages that speak of a validity that is over."""
    for document in base.documents:
        yield from _of_document(document, base)
    today = base.now.date()
    for chunk in base.chunks:
        for sentence in sentences.split(chunk.text):
            if over := _over(sentence, today):
                yield Finding(
                    "stale",
                    "high",
                    "stale.date_past",
                    {"document": chunk.document, "date": over},
                    (chunk.document,),
                    (chunk.id,),
                    (Evidence(chunk.document, chunk.id, sentence, (over,)),),
                )


def _of_document(document: DocumentFacts, base: Base) -> Iterator[Finding]:
    age = (base.now - document.updated_at).days
    if age > base.thresholds.stale_days:
        yield _finding(document, "low", "stale.untouched", days=age)
    years = [int(year) for year in _YEAR.findall(f"{document.title} {document.name}")]
    if years and max(years) < base.now.year:
        yield _finding(document, "low", "stale.year_in_title", year=max(years))
    if document.valid_until is None:
        return
    left = document.valid_until - base.now
    if left <= timedelta(0):
        yield _finding(document, "medium", "stale.validity_over", date=_day(document.valid_until))
    elif left <= timedelta(days=base.thresholds.expiring_days):
        yield Finding(
            "expiring",
            "low",
            "expiring",
            {"document": document.name, "date": _day(document.valid_until), "days": left.days},
            (document.name,),
        )


def _finding(document: DocumentFacts, severity: Severity, message: str, **values: str | int) -> Finding:
    return Finding("stale", severity, message, {"document": document.name, **values}, (document.name,))


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _over(sentence: str, today: date) -> str:
    """The last date of a sentence about validity, as written, where it is past."""
    if not _VALIDITY.search(sentence):
        return ""
    named = [value for value in read_values(sentence).values if value.kind == "date"]
    last = max(named, key=lambda value: value.high, default=None)
    return last.text if last is not None and last.high < today.toordinal() else ""
