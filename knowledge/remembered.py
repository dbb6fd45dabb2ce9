"""What never changes once it is there, read once and kept at hand."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Reads by id what is not at hand yet, and keeps the `most` that were read last."""

    def __init__(self, read: Callable[[Sequence[str]], Awaitable[Mapping[str, T]]], most: int) -> None:
        self._read = read
        self._most = most
        self._known: OrderedDict[str, T] = OrderedDict()

    async def of(self, ids: Sequence[str]) -> dict[str, T]:
        """What there is by these ids; without those that `read` does not find."""
        found = {one: self._known[one] for one in ids if one in self._known}
        if missing := [one for one in ids if one not in found]:
            read = await self._read(missing)
            self._known |= read
            found |= read
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return found
