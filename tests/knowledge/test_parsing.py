import os
import signal
from collections.abc import AsyncIterator

import pytest

from knowledge.parsing import Parser
from knowledge.reader import UnreadableDocument, UnsupportedFormat


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
