"""The size of a picture is told by its first bytes."""

import io

import pytest
from PIL import Image

from knowledge.picture_size import picture_size


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("GIF", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
    ],
)
def test_the_size_is_told(kind: str, options: dict[str, bool]) -> None:
    made = io.BytesIO()
    Image.new("RGB", (321, 45), "white").save(made, kind, **options)
    assert picture_size(made.getvalue()) == (321, 45)
    for length in range(30):
        assert picture_size(made.getvalue()[:length]) in (None, (321, 45))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xff\xd8", b"\xff\xd8\xff\xff", b"RIFF1234WEBPabcd"])
def test_what_is_no_picture_has_none(data: bytes) -> None:
    assert picture_size(data) is None
