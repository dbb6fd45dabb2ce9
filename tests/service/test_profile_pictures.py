"""Whatever picture is uploaded, a small upright square without a word about its origin is kept."""

import io
import struct
import zlib

import pytest
from PIL import Image

from service.errors import PictureTooLarge, UnreadablePicture
from service.users.profile_pictures import SIDE_PX, drawn_anew

LIMES, SKY = (110, 190, 40), (40, 90, 200)


def halves(width: int = 400, height: int = 400) -> Image.Image:
    """A picture whose upper half is green and whose lower half is blue."""
    picture = Image.new("RGB", (width, height), LIMES)
    picture.paste(SKY, (0, height // 2, width, height))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) < 30 for one, other in zip(found, wanted, strict=True))


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has so many pixels, of which a few hundred bytes unpack."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 500)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_middle_is_kept_as_a_small_square(kind: str) -> None:
    wide = Image.new("RGB", (1200, 300), "white")
    wide.paste(halves(300, 300), (450, 0))

    kept = opened(drawn_anew(saved(wide, kind)))

    assert (kept.format, kept.size) == ("WEBP", (SIDE_PX, SIDE_PX))
    for at, colour in (((4, 4), LIMES), ((187, 4), LIMES), ((4, 187), SKY), ((187, 187), SKY)):
        assert near(kept.convert("RGB").getpixel(at), colour)


def test_a_picture_taken_with_the_camera_turned_stands_upright_and_tells_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3  # taken upside down
    exif[0x010F] = "Camera of Mia"
    exif.get_ifd(0x8825)[1] = "N"  # where
    body = saved(halves(), "JPEG", exif=exif, comment=b"in Mia's garden")

    drawn = drawn_anew(body)

    kept = opened(drawn)
    assert near(kept.convert("RGB").getpixel((96, 20)), SKY)
    assert near(kept.convert("RGB").getpixel((96, 170)), LIMES)
    assert b"Mia" in body
    assert b"Mia" not in drawn
    assert not kept.getexif()
    assert not {"exif", "xmp", "icc_profile"} & set(kept.info)


def test_what_is_transparent_becomes_white_in_the_dark_theme_too() -> None:
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))

    kept = opened(drawn_anew(saved(clear, "PNG")))

    assert near(kept.convert("RGB").getpixel((96, 96)), (255, 255, 255))


@pytest.mark.parametrize(
    "body",
    [b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", saved(halves(), "GIF"), saved(halves(), "TIFF")],
    ids=["empty", "pdf", "svg", "gif", "tiff"],
)
def test_what_is_no_picture_of_these_kinds_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadablePicture, match="PNG, JPEG or WebP"):
        drawn_anew(body)


def test_a_grey_picture_of_16_bits_keeps_its_tones() -> None:
    grey = Image.frombytes("I;16", (3, 1), struct.pack("<3H", 0x2040, 0x8040, 0xE040)).resize((300, 300), 0)
    body, keyed = saved(grey, "PNG"), saved(grey, "PNG", transparency=0x2040)
    assert opened(body).mode == "I;16"

    for drawn, darkest in ((drawn_anew(body), 0x20), (drawn_anew(keyed), 0xFF)):  # what is transparent is on white
        kept = opened(drawn).convert("RGB")
        for x, tone in ((20, darkest), (96, 0x80), (170, 0xE0)):
            assert near(kept.getpixel((x, 96)), (tone, tone, tone))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_file_that_ends_too_early_is_refused(kind: str) -> None:
    body = saved(Image.effect_noise((300, 300), 80).convert("RGB"), kind)

    with pytest.raises(UnreadablePicture, match="damaged"):
        drawn_anew(body[: len(body) // 2])


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_000, 8_000)])
def test_a_small_file_that_would_unpack_to_gigabytes_is_refused_unopened(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "open", None)

    with pytest.raises(PictureTooLarge, match="megapixels"):
        drawn_anew(png_of(*size))


def test_a_file_whose_pixels_are_missing_is_refused() -> None:
    with pytest.raises(UnreadablePicture, match="damaged"):
        drawn_anew(png_of(600, 600))
