import asyncio

import pytest

from knowledge.microbatch import MicroBatch


class Doubler:
    """Doubles numbers; refuses the whole batch when 13 is in it, and gives an exception for 7."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.started = asyncio.Event()

    async def run(self, items: list[int]) -> list[int | Exception]:
        self.batches.append(items)
        self.started.set()
        await self.gate.wait()
        if 13 in items:
            raise ValueError("thirteen")
        return [KeyError("seven") if item == 7 else item * 2 for item in items]


async def test_calls_that_arrive_while_a_batch_runs_share_the_next_one() -> None:
    doubler = Doubler()
    batch = MicroBatch(doubler.run)
    doubler.gate.clear()
    first = asyncio.create_task(batch.one(1))
    await doubler.started.wait()
    later = [asyncio.create_task(batch.one(number)) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    doubler.gate.set()
    assert await asyncio.gather(first, *later) == [2, 4, 6, 8]
    assert doubler.batches == [[1], [2, 3, 4]]


async def test_a_batch_that_fails_is_repeated_call_by_call_so_that_only_the_guilty_fails() -> None:
    batch = MicroBatch(Doubler().run)
    results = await asyncio.gather(batch.one(1), batch.call([2, 13]), batch.one(3), return_exceptions=True)
    assert results[0] == 2
    assert isinstance(results[1], ValueError)
    assert results[2] == 6


async def test_an_exception_among_the_results_reaches_its_caller_only() -> None:
    batch = MicroBatch(Doubler().run)
    results = await asyncio.gather(batch.one(7), batch.one(8), return_exceptions=True)
    assert isinstance(results[0], KeyError)
    assert results[1] == 16


async def test_the_limit_bounds_a_batch_but_never_splits_a_call() -> None:
    doubler = Doubler()
    batch = MicroBatch(doubler.run, limit=3)
    await asyncio.gather(batch.call([1, 2]), batch.call([3, 4]), batch.call([5, 6, 8, 9]))
    assert doubler.batches == [[1, 2], [3, 4], [5, 6, 8, 9]]


async def test_a_caller_that_gives_up_takes_nobody_along() -> None:
    doubler = Doubler()
    batch = MicroBatch(doubler.run)
    doubler.gate.clear()
    leaver, stayer = asyncio.create_task(batch.one(1)), asyncio.create_task(batch.one(2))
    await asyncio.sleep(0)
    leaver.cancel()
    doubler.gate.set()
    assert await stayer == 4
    with pytest.raises(asyncio.CancelledError):
        await leaver


async def test_wrong_numbers_of_results_are_an_error_not_a_mix_up() -> None:
    async def forgetful(items: list[int]) -> list[int]:
        return items[1:]

    with pytest.raises(RuntimeError, match="gave 0 results"):
        await MicroBatch(forgetful).one(1)
