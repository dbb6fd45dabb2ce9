"""Details that were typed into the fields of a form: what is meant is known, only whether it can be is asked."""

import re

from graphs.contact import DEFAULT_REGIONS, contact_kinds
from graphs.contact_text import fold
from graphs.turn import Contact

_LONGEST = {"name": 80, "company": 120, "city": 80, "need": 300, "budget": 80, "call_time": 80}
_FORMS = {
    "wechat": re.compile(r"[A-Za-z][-_A-Za-z0-9]{5,19}|\+?\d{7,15}"),
    "qq": re.compile(r"[1-9]\d{4,11}"),
    "telegram": re.compile(r"@?[A-Za-z]\w{4,31}"),
}
# What is found in running text by words around it is given them here.
_FOUND = {"email": "email: {}", "phone": "phone: {}", "whatsapp": "phone: {}"}
KINDS = frozenset((*_LONGEST, *_FORMS, *_FOUND))


def typed(kind: str, text: str) -> Contact | None:
    """The detail of this kind, normalised as one that is found in a message; None where the text is none."""
    raw = " ".join(text.split())
    if not raw:
        return None
    if kind in _FOUND:
        return _found(kind, raw)
    if kind in _FORMS:
        folded = fold(raw)
        return Contact(kind, folded.removeprefix("@"), raw) if _FORMS[kind].fullmatch(folded) else None
    if kind not in _LONGEST or len(raw) > _LONGEST[kind] or not re.search(r"\w", raw):
        return None
    return Contact(kind, raw, raw)


def _found(kind: str, raw: str) -> Contact | None:
    """Where the whole field is the detail, and nothing else."""
    wanted = "email" if kind == "email" else "phone"
    finder = next(one for one in contact_kinds() if one.type == wanted)
    said = _FOUND[kind].format(fold(raw))
    for found in finder.find(said, DEFAULT_REGIONS):
        around = said[: found.start].removeprefix(_FOUND[kind].format("")) + said[found.end :]
        if not around.strip(" .,;"):
            return Contact(kind, found.contact.value, raw)
    return None
