"""The limits within which the agent answers; when it hands over is in the hand-off policy (`handoff/document.py`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphs.memory.window import CHARS, MESSAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Thresholds are probabilities in [0, 1].

    Below `answer_threshold`, yet not below `offer_threshold`, the nearest topics are offered beside "I do not know".
    `clarify_margin` is how much of the best topic's score another may lie behind and still be as near; 0 never asks.
    `history_messages` and `history_chars` bound what a model gets word for word; `memory_days` says for kinds of facts
    how long they are kept, where that is not as in `graphs.memory.fact`.
    After `signs_before_handoff` signs over the turns (`graphs.wearing_out`) a customer counts as upset; 0 never.
    """

    answer_threshold: float = 0.4
    offer_threshold: float = 0.15
    support_threshold: float = 0.5
    clarify_margin: float = 0.2
    signs_before_handoff: int = 3
    max_tool_rounds: int = 3
    passages_per_question: int = 5
    history_messages: int = MESSAGES
    history_chars: int = CHARS
    memory_days: Mapping[str, int | None] = field(default_factory=dict)
    phone_regions: tuple[str, ...] = ("CN", "US")
