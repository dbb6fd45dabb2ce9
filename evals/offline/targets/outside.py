"""What targets behind HTTP share: asking once, and making an outcome of the little that is told."""

from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Any

import httpx

from evals.cues import REFUSES
from evals.offline.target import TargetError
from graphs.agent.state import Outcome, Question
from graphs.sentiment import sentiment_of
from graphs.turn import Citation, HandoffReason, Passage, Timings, Usage
from knowledge.spoken import spoken

_SHOWN = 300


async def post(
    client: httpx.AsyncClient, path: str, body: Any, method: str = "POST", headers: Mapping[str, str] | None = None
) -> tuple[Any, float]:
    """The JSON that comes back, and how long it took in milliseconds. Raises TargetError with the first words of what
    came instead.
    """
    started = perf_counter()
    try:
        response = await client.request(method, path, json=body, headers=headers)
    except httpx.HTTPError as error:
        raise TargetError(f"{client.base_url}{path}: {type(error).__name__}: {error}") from error
    elapsed_ms = (perf_counter() - started) * 1000
    if response.is_error:
        raise TargetError(f"{response.url} answered {response.status_code}: {response.text[:_SHOWN]}")
    try:
        return response.json(), elapsed_ms
    except ValueError as error:
        raise TargetError(f"{response.url} answered what is not JSON: {response.text[:_SHOWN]}") from error


def reply_of(
    question: Question,
    text: str,
    elapsed_ms: float,
    *,
    model: str = "",
    answered: bool | None = None,
    handoff: object = None,
    citations: Sequence[Mapping[str, Any]] = (),
    tokens: tuple[int, int] = (0, 0),
) -> Outcome:
    """The outcome of a reply. Where it does not say whether it answers, its words tell; a hand-off without a reason
    that we know counts as one by policy. What was cited stands for the passages, which are not told.
    """
    asked = "\n".join(message.text for message in question["asked"])
    cited = tuple(
        Citation(str(one.get("document", "")), str(one.get("chunk_id", "")), str(one.get("quote", "")))
        for one in citations
        if isinstance(one, Mapping)
    )
    return Outcome(
        reply=text,
        language=spoken(text) or "und",
        intent="unknown",
        sentiment=sentiment_of(asked),
        passages=tuple(Passage(one.document, one.chunk_id, one.quote) for one in cited),
        citations=cited,
        answered=bool(text.strip()) and not REFUSES.search(text) if answered is None else answered,
        handoff=_reason(handoff),
        usage=Usage(*tokens, cost=None),
        timings=Timings(total_ms=elapsed_ms),
        model=model,
    )


def is_yes(told: object) -> bool:
    """Whether what a bot says of itself means yes: some write "false" or "no" where others write false."""
    return told.strip().lower() not in ("", "no", "none", "false", "0") if isinstance(told, str) else bool(told)


def _reason(told: object) -> HandoffReason | None:
    if not is_yes(told):
        return None
    known = {reason.value: reason for reason in HandoffReason}
    return known.get(told, HandoffReason.POLICY) if isinstance(told, str) else HandoffReason.POLICY
