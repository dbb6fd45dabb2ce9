"""WhatsApp accounts given as a link; a number said to be one is told by `graphs.lead.same_number`."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.contact_text import holds_any
from graphs.numbers.dialling import e164
from graphs.turn import Contact

_LINK = re.compile(
    r"(?:https?://)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?phone=)\+?(?P<digits>\d{8,15})(?!\d)", re.IGNORECASE
)
_CUES = ("wa.me/", "whatsapp.com/")


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """The number of the link in E.164."""
    if not holds_any(text, _CUES):
        return
    for match in _LINK.finditer(text):
        if value := e164(f"+{match['digits']}", tuple(regions)):
            yield Found(Contact("whatsapp", value, ""), match.start(), match.end())


contact = ContactKind("whatsapp", 1, find)
