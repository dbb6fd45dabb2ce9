"""Text in pictures is read where tesseract is installed, within its time; elsewhere pictures stay unread."""

import io
import shutil
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from service.attached_text import AttachedText

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def picture(text: str, size: tuple[int, int] = (900, 120)) -> bytes:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).text((20, 30), text, fill="black", font=ImageFont.load_default(48))
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


@needs_tesseract
async def test_the_words_of_a_picture_are_read() -> None:
    reader = AttachedText()
    assert "ORDER 4711 BROKEN" in await reader.read(picture("ORDER 4711 BROKEN"), "photo.png", "image/png")
    assert await reader.read(picture(""), None, "image/png") == ""
    await reader.close()


@needs_tesseract
async def test_a_picture_that_unpacks_without_end_is_not_looked_at() -> None:
    bomb = bytearray(picture("x"))
    bomb[16:24] = struct.pack(">II", 60_000, 60_000)
    assert await AttachedText().read(bytes(bomb), "bomb.png", "image/png") == ""


@pytest.mark.parametrize("program", ["", "#!/bin/sh\nexit 1\n", "#!/bin/sh\nexec sleep 30\n"])
async def test_without_a_program_that_works_in_time_it_stays_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    if program:
        (tmp_path / "tesseract").write_text(program)
        (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/sbin" if not program else f"{tmp_path}:/bin")
    if not program and shutil.which("tesseract"):
        pytest.skip("tesseract is found in every folder of programs")
    assert await AttachedText(timeout_s=0.5).read(picture("ORDER 4711"), "photo.png", "image/png") == ""
