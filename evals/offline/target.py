"""What a suite talks to: anything that answers a customer's turn."""

from collections.abc import Collection, Mapping
from typing import Literal, Protocol, get_args

from evals.offline.case import AnyCase, Need
from graphs.agent.state import Outcome, Question

Told = Literal["answered", "handed_off", "lead", "cites"]
ALL: frozenset[Told] = frozenset(get_args(Told))


class TargetError(Exception):
    """A target cannot be used, or gave nothing that can be read; the message says why."""


class Target(Protocol):
    """One turn of a conversation; the caller keeps the history. `offers` is what cases may need beside that.

    `name` says what it is; `fingerprint` changes when its answers may, and is empty where that cannot be told: then
    nothing of it is kept for another run. `versions` are digests of what answers, as a run records them. `tells` is
    what it says of its replies besides their words: expectations of anything else are not evaluated.
    """

    @property
    def name(self) -> str:
        """For people."""
        ...

    @property
    def fingerprint(self) -> str:
        """The same as long as the same question gets the same answer."""
        ...

    @property
    def versions(self) -> Mapping[str, str]:
        """By what they are versions of: `code`, `knowledge`, `settings`."""
        ...

    @property
    def offers(self) -> Collection[Need]:
        """`clock`: turns have a time of their own; `tools`: a case's tools answer as it says; `operator`: a person may
        speak in between.
        """
        ...

    @property
    def tells(self) -> Collection[Told]:
        """Whether it answered, handed over, which contact details it kept, what it cited."""
        ...

    def in_case(self, case: AnyCase, repetition: int) -> "Target":
        """The same for one playing of a case, with what that brings; raises ValueError where that cannot be."""
        ...

    async def converse(self, question: Question) -> Outcome:
        """What the customer gets."""
        ...
