"""Work is looked for at once where somebody knows of some, and one failure ends nothing."""

import asyncio

import pytest

from service.rounds import Rounds


async def test_rounds_follow_each_other_while_there_is_work_and_then_wait_for_a_hint() -> None:
    rounds, counts, done = Rounds("looking", 60.0), [2, 1, 0, 1, 0], asyncio.Queue[int]()

    async def work() -> int:
        count = counts.pop(0)
        done.put_nowait(count)
        return count

    task = asyncio.create_task(rounds.run(work))
    assert [await done.get() for _ in range(3)] == [2, 1, 0]
    await asyncio.sleep(0.02)
    assert done.empty()
    rounds.wake()
    assert [await done.get() for _ in range(2)] == [1, 0]
    rounds.stop()
    await asyncio.wait_for(task, 1)


async def test_it_looks_again_without_a_hint() -> None:
    rounds, looks = Rounds("looking", 0.001), 0

    async def work() -> int:
        nonlocal looks
        looks += 1
        if looks == 3:
            rounds.stop()
        return 0

    await asyncio.wait_for(rounds.run(work), 1)
    assert looks == 3


async def test_a_round_that_fails_is_told_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    rounds, failed = Rounds("looking", 0.001), False

    async def work() -> int:
        nonlocal failed
        if not failed:
            failed = True
            raise OSError("no disk")
        rounds.stop()
        return 0

    await asyncio.wait_for(rounds.run(work), 1)
    assert "looking failed; it will be tried again" in caplog.text
    assert "no disk" in caplog.text
