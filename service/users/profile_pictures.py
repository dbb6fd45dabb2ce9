"""Users' profile pictures: whatever is uploaded is decoded, cut to a square and written anew, small and bare."""

import asyncio
import io
import struct

from PIL import Image, ImageOps

from knowledge.picture_size import picture_size
from service.errors import NotFound, PictureTooLarge, UnreadablePicture
from service.storage.database import Database
from service.storage.types import now
from service.storage.users.profile_pictures import find_picture, remove_picture, set_picture

MOST_PIXELS = 50_000_000
"""A phone's camera makes up to 48 megapixels. A small file may claim billions, and unpack to them."""
SIDE_PX = 192
MEDIA_TYPE = "image/webp"
_FORMATS = ("PNG", "JPEG", "WEBP")
_QUALITY = 84
# What Pillow raises for files that are damaged, wherever in them it notices.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, Image.DecompressionBombError)


class ProfilePictures:
    """Keeps one picture for each user."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._decoding = asyncio.Lock()  # one at a time: the largest takes 200 MB

    async def put(self, user_id: str, body: bytes) -> None:
        """Make these bytes the user's picture. Raises UnreadablePicture and PictureTooLarge."""
        async with self._decoding:
            drawn = await asyncio.to_thread(drawn_anew, body)
        async with self._database.write() as connection:
            await set_picture(connection, user_id, drawn, now())

    async def remove(self, user_id: str) -> None:
        """Take the user's picture away, where they have one."""
        async with self._database.write() as connection:
            await remove_picture(connection, user_id)

    async def find(self, key: str) -> bytes:
        """The picture of that key, a WebP of 192 by 192 pixels. Raises NotFound."""
        async with self._database.read() as connection:
            body = await find_picture(connection, key)
        if body is None:
            raise NotFound("There is no such picture.")
        return body


def drawn_anew(body: bytes) -> bytes:
    """The middle of a PNG, JPEG or WebP as a square WebP, upright, on white, without a word about camera or place.

    Raises UnreadablePicture for anything else or a damaged file, PictureTooLarge for one with too many pixels.
    """
    size = picture_size(body)
    if size is None or min(size) == 0:
        raise UnreadablePicture("This is no picture that can be read: choose a PNG, JPEG or WebP.")
    _ensure_drawable(*size)
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
            _ensure_drawable(*image.size)
            image.draft("RGB", (2 * SIDE_PX, 2 * SIDE_PX))  # a JPEG is unpacked no larger than is needed
            upright = _eight_bit(ImageOps.exif_transpose(image)).convert("RGBA")
    except _DAMAGED as error:
        raise UnreadablePicture("This picture is damaged: save it anew as a PNG, JPEG or WebP.") from error
    square = ImageOps.fit(upright, (SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", square.size, "white")
    written = io.BytesIO()
    Image.alpha_composite(paper, square).convert("RGB").save(written, "WEBP", quality=_QUALITY, method=6)
    return written.getvalue()


def _eight_bit(image: Image.Image) -> Image.Image:
    """The picture, a grey one of 16 bits scaled: to convert it would cut off all that is brighter than nearly black."""
    if not image.mode.startswith("I"):
        return image
    scaled = image.point(lambda grey: grey * (1 / 256)).convert("L")
    if "transparency" in scaled.info:  # the grey that stands for it
        scaled.info["transparency"] >>= 8
    return scaled


def _ensure_drawable(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise PictureTooLarge(
            f"This picture has more than {MOST_PIXELS // 1_000_000} megapixels: make it smaller,"
            " 400 by 400 pixels are enough."
        )
