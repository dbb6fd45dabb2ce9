"""Servers that are hostile or broken: each costs a bounded time and memory, and gives a sentence."""

import asyncio
import gzip
import tracemalloc

import pytest

from knowledge.web.page import CannotFetch
from tests.knowledge.web.site import Asked, Handler, Site, answer, fetcher, packed, redirect


async def refused(site: Site, **settings: object) -> CannotFetch:
    async with fetcher(site, **settings) as web:
        with pytest.raises(CannotFetch) as raised:
            await web.fetch(site.url())
    return raised.value


def endless(start: bytes, piece: bytes) -> Handler:
    """Sends the start, and then the piece until the client hangs up."""

    async def serve(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()

    return serve


def silent(start: bytes) -> Handler:
    """Sends the start and then nothing, for as long as the client stays."""

    async def serve(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.transport.is_closing():  # noqa: ASYNC110 (the transport has no event for it)
            await asyncio.sleep(0)

    return serve


def trickling(start: bytes) -> Handler:
    """Sends a byte at each turn of the loop: every read succeeds, and the page never ends."""

    async def serve(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.transport.is_closing():
            writer.write(b"1\r\nx\r\n")
            await writer.drain()
            await asyncio.sleep(0)

    return serve


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("handler", [silent(b""), silent(b"HTTP/1.1 200 OK\r\nContent-"), silent(CHUNKED)])
async def test_a_server_that_falls_silent_is_left_at_the_time_limit(site: Site, handler: Handler) -> None:
    site.pages["/"] = handler
    error = await refused(site, web_timeout_s=0.05)
    assert "0.05 s" in str(error)
    assert error.temporary


async def test_a_page_that_trickles_is_left_at_the_time_limit_although_it_keeps_coming(site: Site) -> None:
    site.pages["/"] = trickling(CHUNKED)
    assert "0.1 s" in str(await refused(site, web_timeout_s=0.1))


async def test_redirects_share_one_time_limit(site: Site) -> None:
    now = iter(range(0, 1_000, 20))
    site.pages |= {"/": redirect("/1"), "/1": redirect("/2"), "/2": redirect("/3"), "/3": answer("late")}
    async with fetcher(site, clock=lambda: float(next(now))) as web:
        with pytest.raises(CannotFetch, match="30 s"):
            await web.fetch(site.url())
    assert len(site.asked) < 4


async def test_a_page_without_end_is_left_at_the_size_limit(site: Site) -> None:
    site.pages["/"] = endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x" * 10_000)
    error = await refused(site, web_max_bytes=50_000)
    assert "50000 bytes" in str(error)
    assert not error.temporary


async def test_a_page_that_announces_too_much_is_not_read_at_all(site: Site) -> None:
    site.pages["/"] = silent(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50001\r\n\r\n")
    assert "50000 bytes" in str(await refused(site, web_max_bytes=50_000))


async def test_a_page_that_unpacks_to_too_much_fills_no_memory(site: Site) -> None:
    bomb = packed(bytes(30_000_000))
    site.pages["/"] = bomb
    tracemalloc.start()
    try:
        assert "1000000 bytes" in str(await refused(site, web_max_bytes=1_000_000))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("body", [b"not packed", gzip.compress(b"half of it" * 100)[:30], gzip.compress(b"") * 200])
async def test_a_page_that_is_not_packed_as_it_says_is_damaged(site: Site, body: bytes) -> None:
    site.pages["/"] = answer(body, Content_Encoding="gzip")
    assert "damaged" in str(await refused(site))


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "deflate"])
async def test_a_packing_that_was_not_asked_for_is_refused(site: Site, encoding: str) -> None:
    site.pages["/"] = answer(b"x", Content_Encoding=encoding)
    assert encoding in str(await refused(site))


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshorter",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 999999 OK\r\n\r\n",
    ],
)
async def test_lies_about_the_length_and_what_is_no_http_are_told(site: Site, reply: bytes) -> None:
    async def then_close(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(reply)

    site.pages["/"] = then_close
    assert "proper HTTP" in str(await refused(site))


async def test_a_length_that_is_too_small_cuts_the_page_and_spoils_no_other(site: Site) -> None:
    site.pages |= {"/": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more", "/next": answer("next")}
    async with fetcher(site) as web:
        assert (await web.fetch(site.url())).data == b"ok"
        assert (await web.fetch(site.url("/next"))).data == b"next"


async def test_a_header_without_end_is_refused(site: Site) -> None:
    site.pages["/"] = endless(b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"x" * 1_000 + b"\r\n")
    assert "proper HTTP" in str(await refused(site))


async def test_announcements_without_end_stop_at_the_time_limit(site: Site) -> None:
    site.pages["/"] = endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1_000)
    assert "0.1 s" in str(await refused(site, web_timeout_s=0.1))


@pytest.mark.parametrize("media_type", ["multipart/x-mixed-replace; boundary=frame", "Multipart/Form-Data"])
async def test_a_stream_of_several_parts_is_no_page(site: Site, media_type: str) -> None:
    start = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode()
    site.pages["/"] = endless(start, b"--frame\r\n" * 1_000)
    assert "several parts" in str(await refused(site))


async def test_a_machine_that_does_not_answer_is_told(site: Site) -> None:
    site.port, served = 9, site.port
    error = await refused(site)
    assert served
    assert error.temporary
    assert "could not be reached" in str(error)
