"""What a document says about itself: the few keys that its life cycle reads."""

from collections.abc import Iterable

from knowledge.wordlist import word_set

KEYS = word_set("product products audience access valid_from valid_until language tags")


def simple(pairs: Iterable[tuple[object, object]]) -> dict[str, str]:
    """The known keys with their text; a list's items are joined by ", ", anything deeper is left out.

    Keys are matched whatever their case, with hyphens for underscores too. The first of a key counts.
    """
    found: dict[str, str] = {}
    for key, value in pairs:
        known = str(key).strip().lower().replace("-", "_") if isinstance(key, str) else ""
        text = _text(value)
        if known in KEYS and text:
            found.setdefault(known, text)
    return found


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(text for text in map(_scalar, value) if text)
    return _scalar(value)


def _scalar(value: object) -> str:
    # Not `str` of anything: a YAML file of a few lines can name a list of billions of items.
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
