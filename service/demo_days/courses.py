"""Courses of events, played in the order of time: each step says when its course goes on."""

import heapq
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from datetime import datetime
from itertools import count

from service.demo_days.clock import SetClock

Course = AsyncGenerator[datetime, None]
"""What happens one after the other; what is yielded is the time of the next step."""


async def play(
    courses: Iterable[tuple[datetime, Course]],
    clock: SetClock,
    until: datetime,
    after_step: Callable[[], Awaitable[None]],
) -> None:
    """Play them until that time; what would go on later is left as it stands. One step never overlaps another."""
    numbers = count()
    due = [(at, next(numbers), course) for at, course in courses]
    heapq.heapify(due)
    while due and due[0][0] <= until:
        at, _, course = heapq.heappop(due)
        clock.move_to(at)
        following = await anext(course, None)
        if following is not None:
            heapq.heappush(due, (max(following, clock()), next(numbers), course))
        await after_step()
    for _, _, course in due:
        await course.aclose()
