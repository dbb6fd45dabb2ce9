"""Reading a body piece by piece, so that neither its size nor what it unpacks to fills the memory."""

import zlib
from collections.abc import AsyncIterable, Iterator

GZIP_MARK = b"\x1f\x8b"
# Each member costs a copy of what follows: thousands of empty ones would burn the processor.
_MAX_MEMBERS = 100


class TooLarge(Exception):
    """More bytes than the limit."""


class Damaged(Exception):
    """Not what its compression says."""


async def read_plain(chunks: AsyncIterable[bytes], max_bytes: int) -> bytes:
    """All of it; raises `TooLarge`."""
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > max_bytes:
            raise TooLarge
    return bytes(data)


def gunzip(data: bytes, max_bytes: int) -> bytes:
    """Unpack all members of a gzip file, never holding more than the limit; raises `TooLarge` or `Damaged`."""
    unpacked = bytearray()
    for part in _members(data, max_bytes):
        unpacked += part
        if len(unpacked) > max_bytes:
            raise TooLarge
    return bytes(unpacked)


def _members(data: bytes, max_bytes: int) -> Iterator[bytes]:
    rest = data
    for _ in range(_MAX_MEMBERS):
        inflater = zlib.decompressobj(wbits=31)
        try:
            yield inflater.decompress(rest, max_bytes + 1)
        except zlib.error as error:
            raise Damaged(str(error)) from error
        if not inflater.eof:
            raise Damaged("it ends too early")
        rest = inflater.unused_data
        if not rest.startswith(GZIP_MARK):
            return  # what follows is padding
    raise Damaged(f"it has more than {_MAX_MEMBERS} parts")
