"""What brought a customer: the page, the referrer and the campaign, without what addresses carry beside them."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from service.texts import clean

MAX_URL_CHARS = 2_000
MAX_VALUE_CHARS = 300
MAX_VALUES = 20

# By Google Analytics' convention for campaigns, and the click ids that ad platforms add to addresses.
CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id")
CLICKS = (
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "fbclid",
    "msclkid",
    "ttclid",
    "twclid",
    "li_fat_id",
    "bd_vid",
    "qz_gdt",
)


def source_of_page(page: str | None, referrer: str | None) -> dict[str, str]:
    """`page` and `referrer` without query and fragment, which may hold a token; campaign and click id by themselves."""
    source = {name: url for name, given in (("page", page), ("referrer", referrer)) if (url := _bare(given or ""))}
    for name, value in parse_qsl(_split(page or "")[1]):
        if name in CAMPAIGN or name in CLICKS:
            source.setdefault(name, value)
    return bounded(source)


def bounded(source: Mapping[str, str]) -> dict[str, str]:
    """At most so many values, each of a bearable length, without control characters and empty ones."""
    kept: dict[str, str] = {}
    for name, value in list(source.items())[:MAX_VALUES]:
        longest = MAX_URL_CHARS if name in ("page", "referrer") else MAX_VALUE_CHARS
        if said := clean(value).strip()[:longest]:
            kept[clean(name)[:MAX_VALUE_CHARS]] = said
    return kept


def _bare(url: str) -> str:
    return _split(url)[0]


def _split(url: str) -> tuple[str, str]:
    """The address up to its path, and its query; both empty where it is no address."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "", ""
    # Neither a user's name nor a password stays in it.
    return (f"{parts.scheme}://{host}{port}{parts.path}" if host else ""), parts.query
