"""A turn's work, with what its files say where that is known within a moment.

A turn waits for at most 2 s, and only for a file of a kind that can be read: a short text or PDF is fetched and read in
that time, and an answer that knows it is worth more than one 2 s sooner. Pictures and recordings, which nothing reads,
hold up nobody.
"""

import asyncio
from collections.abc import Awaitable, Callable

from service.attached_text import readable_name
from service.storage.turns.backlog import Work

PATIENCE_S = 2.0
LOOK_EVERY_S = 0.2


async def with_files(load: Callable[[str], Awaitable[Work | None]], conversation_id: str) -> Work | None:
    """What waits to be answered in the conversation, loaded again while a file of it is being fetched and read."""
    work = await load(conversation_id)
    deadline_s = asyncio.get_running_loop().time() + PATIENCE_S
    while work and await _is_unread(work) and asyncio.get_running_loop().time() < deadline_s:
        await asyncio.sleep(LOOK_EVERY_S)
        work = await load(conversation_id)
    return work


async def _is_unread(work: Work) -> bool:
    open_files = [one for said in work.asked for one in said.attachments if one.state != "failed" and one.text is None]
    if not open_files or work.held:
        return False
    return any([await asyncio.to_thread(readable_name, one.name, one.media_type) for one in open_files])
