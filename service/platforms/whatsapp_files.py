"""What files WhatsApp takes, and how large they may be.

documentation/business-messaging/whatsapp/business-phone-numbers/media on developers.facebook.com, "Supported media
types": whatever else is sent as a link.
"""

from collections.abc import Mapping
from typing import Any

_MAX_PICTURE, _MAX_DOCUMENT = 5_000_000, 100_000_000
_OFFICE = "application/vnd.openxmlformats-officedocument"
_DOCUMENTS = (
    "application/pdf",
    "text/plain",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    f"{_OFFICE}.wordprocessingml.document",
    f"{_OFFICE}.spreadsheetml.sheet",
    f"{_OFFICE}.presentationml.presentation",
)
SENT_FILES: Mapping[str, int] = {
    **dict.fromkeys(("image/jpeg", "image/png"), _MAX_PICTURE),
    **dict.fromkeys(_DOCUMENTS, _MAX_DOCUMENT),
}
"""Bytes by type."""


def document_of(media: Mapping[str, str], name: str) -> dict[str, Any]:
    """The message that shows a document under its name."""
    return {"type": "document", "document": {**media, "filename": name}}
