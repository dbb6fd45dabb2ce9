"""What an attached file is, told by its bytes, and what it says, read in a process of its own."""

import asyncio
import logging
import mimetypes
from pathlib import PurePath

from knowledge.ocr import Recogniser, RecognitionFailed
from knowledge.parsing import Parser
from knowledge.reader import UnreadableDocument, UnsupportedFormat, is_supported, readers
from service.texts import clean

TEXT_CHARS = 4_000
"""So much of a file's text is kept: an agent that answers a message needs its beginning, not a book."""
READ_BYTES = 10_000_000
"""Larger files are not read; operators have them all the same."""
UNKNOWN = "application/octet-stream"
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""The types that a browser shows without running anything; as a stored type they were told by the bytes."""
_LEAST_TEXT = 4
"""Fewer letters are specks that look like some."""

log = logging.getLogger(__name__)


def media_type_of(body: bytes, said: str | None) -> str:
    """The type of these bytes; the sender's word counts only where it names no picture and no page.

    Signatures: PNG (ISO 15948, 5.2), JPEG (ITU T.81, B.1.1.3), GIF89a, WebP (RFC 9649).
    """
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body.startswith(b"%PDF-"):
        return "application/pdf"
    word = (said or "").split(";")[0].strip().lower()
    return UNKNOWN if not word or word.startswith("image/") else word


def readable_name(name: str | None, media_type: str | None) -> str | None:
    """A name by which a reader is found, by the file's own or else by its type; None where nothing reads it."""
    own = PurePath(name or "").name
    if own and is_supported(own):
        return own
    for suffix, reader in readers().items():
        if media_type in reader.media_types or media_type == mimetypes.types_map.get(suffix):
            return f"{PurePath(own).stem or 'file'}{suffix}"
    return None


class AttachedText:
    """Reads one file after the other; what hangs or breaks a reader harms nobody else."""

    def __init__(self, timeout_s: float = 20.0) -> None:
        self._parser = Parser(timeout_s)
        self._timeout_s = timeout_s
        self._looking = asyncio.Lock()

    async def read(self, body: bytes, name: str | None, media_type: str) -> str:
        """The beginning of what the file says, empty where nothing can read it."""
        if media_type in PICTURES:
            return await self._picture(body)
        title = await asyncio.to_thread(readable_name, name, media_type)
        if title is None or len(body) > READ_BYTES:
            return ""
        try:
            parsed = await self._parser.read(body, title)
        except (UnreadableDocument, UnsupportedFormat):
            return ""
        text = clean("\n".join(block.text for block in parsed.blocks)).strip()
        return text[:TEXT_CHARS]

    async def _picture(self, body: bytes) -> str:
        """What stands in a picture, where the machine has tesseract: a process of its own, one picture at a time."""
        recogniser = Recogniser(self._timeout_s)
        if not recogniser.sees_pictures or len(body) > READ_BYTES:
            return ""
        async with self._looking:
            recogniser = Recogniser(self._timeout_s)  # its time begins now
            try:
                lines = await asyncio.to_thread(recogniser.picture, body)
            except RecognitionFailed as error:
                log.info("a picture was not read: %s", error)
                return ""
        text = clean("\n".join(lines)).strip()
        return text[:TEXT_CHARS] if sum(map(str.isalnum, text)) >= _LEAST_TEXT else ""

    async def close(self) -> None:
        """End the reader's process."""
        await self._parser.close()
