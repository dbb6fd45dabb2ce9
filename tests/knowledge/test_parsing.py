import asyncio
import io
import os
import resource
import signal
import struct
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from knowledge.parsing import Parser
from knowledge.reader import UnreadableDocument, UnsupportedFormat

SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj "
    b"4 0 obj<</Length 15>>stream\n0 0 50 50 re f \nendstream endobj trailer<</Root 1 0 R>>"
)


@pytest.fixture
async def parser() -> AsyncIterator[Parser]:
    opened = Parser(timeout_s=20)
    yield opened
    await opened.close()


async def test_a_document_comes_back_parsed(parser: Parser) -> None:
    parsed = await parser.read("# 退货\n\n七天。".encode(), "a.md")
    assert [block.text for block in parsed.blocks] == ["退货", "七天。"]


async def test_refusals_cross_the_border_between_the_processes(parser: Parser) -> None:
    with pytest.raises(UnreadableDocument, match="empty"):
        await parser.read(b"", "a.md")
    with pytest.raises(UnsupportedFormat):
        await parser.read(b"x", "a.exe")
    assert (await parser.read(b"fine", "a.txt")).blocks[0].text == "fine"


async def test_a_reader_that_takes_too_long_is_killed_and_the_next_document_read() -> None:
    parser = Parser(timeout_s=0.001)
    with pytest.raises(UnreadableDocument, match="took longer"):
        await parser.read(b"text", "slow.txt")
    parser = Parser(timeout_s=20)
    assert (await parser.read(b"text", "a.txt")).blocks[0].text == "text"
    await parser.close()


async def test_a_worker_that_died_is_replaced(parser: Parser) -> None:
    await parser.read(b"text", "a.txt")
    process = parser._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    assert (await parser.read(b"again", "a.txt")).blocks[0].text == "again"


async def test_a_hostile_workbook_costs_neither_the_parent_nor_the_next_document(parser: Parser) -> None:
    """A part of a few bytes that declares 1 GB is refused before anything is unpacked."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/a.xml", b"")
    bomb = bytearray(held.getvalue())
    struct.pack_into("<I", bomb, bomb.index(b"PK\x01\x02") + 24, 1_000_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        await parser.read(bytes(bomb), "bomb.xlsx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    assert (await parser.read(b"fine", "a.txt")).blocks[0].text == "fine"


async def test_other_work_goes_on_while_a_document_is_read(parser: Parser) -> None:
    await parser.read(b"warm", "a.txt")
    rows = "\n".join(f"question {number}?,answer {number}" for number in range(40_000))
    reading = asyncio.create_task(parser.read(f"Question,Answer\n{rows}".encode(), "a.csv"))
    waits = 0
    while not reading.done():
        await asyncio.sleep(0)
        waits += 1
    assert len(reading.result().blocks) == 40_000
    assert waits > 100


async def test_what_a_reader_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program holds a pipe open, which ends when it does."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "tesseract").write_text(f"#!/bin/sh\nexec sleep 600 3> {tmp_path}/pipe\n", encoding="utf-8")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    reading = asyncio.create_task(Parser(timeout_s=600).read(SCAN, "scan.pdf"))
    pipe = await asyncio.to_thread((tmp_path / "pipe").open, "rb")
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert await asyncio.wait_for(asyncio.to_thread(pipe.read), timeout=20) == b""


async def test_metadata_and_what_was_skipped_cross_the_border(parser: Parser) -> None:
    parsed = await parser.read(b"---\nproduct: X1\n---\ntext", "a.md")
    assert parsed.metadata == {"product": "X1"}
    assert parsed.skipped == ()
