"""What never changes is read once, and what is kept of it is bounded."""

from collections.abc import Sequence

from knowledge.remembered import Remembered

_THERE = {"a": 1, "b": 2, "c": 3}


async def test_each_id_is_read_once_as_long_as_it_is_among_the_latest() -> None:
    asked: list[list[str]] = []

    async def read(ids: Sequence[str]) -> dict[str, int]:
        asked.append(list(ids))
        return {one: _THERE[one] for one in ids if one in _THERE}

    remembered = Remembered(read, most=2)
    assert await remembered.of(["a", "gone"]) == {"a": 1}
    assert await remembered.of(["a", "b"]) == {"a": 1, "b": 2}
    assert await remembered.of(["a", "b"]) == {"a": 1, "b": 2}
    assert await remembered.of(["c"]) == {"c": 3}
    assert await remembered.of(["a"]) == {"a": 1}
    assert asked == [["a", "gone"], ["b"], ["c"], ["a"]]
