"""Text recognition by the programs of the machine, where they are installed: ocrmypdf, else tesseract."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.picture_size import picture_size

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_LANGUAGES = ("eng", "chi_sim")
_DPI = 300
_LARGEST_SIDE = 6_000
_MOST_PIXELS = 40_000_000
_HAN_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) +(?=[\u3000-\u9fff\uff00-\uffef,.;:!?])")


class RecognitionFailed(Exception):
    """The program that recognises text failed or took too long. The message says which and why, as half a sentence."""


class Recogniser:
    """The installed program, bound to finish within `timeout_s` seconds of its making, whatever is asked of it."""

    def __init__(self, timeout_s: float) -> None:
        self._until = time.monotonic() + timeout_s
        self._timeout_s = timeout_s
        self._ocrmypdf = shutil.which("ocrmypdf")
        self._tesseract = shutil.which("tesseract")

    @property
    def installed(self) -> bool:
        """Whether there is any such program on this machine."""
        return bool(self._ocrmypdf or self._tesseract)

    def pages(self, data: bytes, numbers: Iterable[int]) -> dict[int, list[str]]:
        """The lines of these pages (from 0) of a PDF; raises `RecognitionFailed`."""
        import pypdfium2

        if self._ocrmypdf:
            data = self._with_text_layer(self._ocrmypdf, data)
        document = pypdfium2.PdfDocument(data)
        try:
            if self._ocrmypdf:
                return {number: _layer(document, number) for number in numbers}
            return {number: self._seen(document, number) for number in numbers}
        finally:
            document.close()

    @property
    def sees_pictures(self) -> bool:
        """Whether it reads pictures that are no pages of a PDF."""
        return bool(self._tesseract)

    def picture(self, data: bytes) -> list[str]:
        """The lines of a picture (PNG, JPEG, WebP, GIF); raises `RecognitionFailed`, also for one without end."""
        width, height = picture_size(data) or (0, 0)
        if not 0 < width * height <= _MOST_PIXELS:
            raise RecognitionFailed("its size is not told, or it is larger than can be looked through")
        text = self._run([str(self._tesseract), "stdin", "stdout", *self._languages()], data)
        return _lines(text.decode("utf-8", "replace"))

    def _with_text_layer(self, program: str, data: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            before, after = Path(folder, "before.pdf"), Path(folder, "after.pdf")
            before.write_bytes(data)
            options = ["--skip-text", "--quiet", "--jobs", "1", "--output-type", "pdf", *self._languages()]
            self._run([program, *options, str(before), str(after)], b"")
            if not after.is_file():
                raise RecognitionFailed("ocrmypdf wrote no file")
            return after.read_bytes()

    def _seen(self, document: "PdfDocument", number: int) -> list[str]:
        page = document[number]
        scale = min(_DPI / 72, _LARGEST_SIDE / max(*page.get_size(), 1))
        bitmap = page.render(scale=scale, grayscale=True)
        pixels = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
        image = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + pixels.tobytes()
        bitmap.close()
        page.close()
        dpi = str(round(scale * 72))
        text = self._run([str(self._tesseract), "stdin", "stdout", "--dpi", dpi, *self._languages()], image)
        return _lines(text.decode("utf-8", "replace"))

    def _languages(self) -> list[str]:
        if not self._tesseract:
            return []
        listed = self._run([self._tesseract, "--list-langs"], b"").decode("utf-8", "replace").split()
        known = [language for language in _LANGUAGES if language in listed]
        return ["-l", "+".join(known)] if known else []

    def _run(self, command: list[str], sent: bytes) -> bytes:
        program = Path(command[0]).name
        left = self._until - time.monotonic()
        try:
            # One thread: documents of several customers may be read at the same time.
            done = subprocess.run(  # noqa: S603 - a fixed command line, found on PATH
                command,
                input=sent,
                capture_output=True,
                timeout=max(left, 0.01),
                check=True,
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise RecognitionFailed(f"{program} did not finish within {self._timeout_s:.0f} s") from error
        except subprocess.CalledProcessError as error:
            said = (error.stderr or b"").decode("utf-8", "replace").strip().splitlines()
            raise RecognitionFailed(f"{program} failed{f' ({said[-1]})' if said else ''}") from error
        except OSError as error:
            raise RecognitionFailed(f"{program} cannot be started ({error.strerror})") from error
        return done.stdout


def _layer(document: "PdfDocument", number: int) -> list[str]:
    return _lines(document[number].get_textpage().get_text_bounded())


def _lines(text: str) -> list[str]:
    """Recognised Chinese comes with a space between characters."""
    return [_HAN_GAP.sub("", line).rstrip() for line in text.replace("\f", "").splitlines()] + [""]
