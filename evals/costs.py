"""What conversations cost in chat models."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from evals.conversation import ConversationRecord

_STEP = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Cost:
    """Over `n` opened conversations whose cost is known, `unknown` others; amounts in the price table's currency."""

    n: int
    unknown: int
    total: Decimal
    mean: Decimal | None


def cost(opened: Iterable[ConversationRecord]) -> Cost:
    """Cost per conversation = tokens x price of the opened conversations / how many they are; operators not counted."""
    all_of_them = [record.cost for record in opened]
    known = [amount for amount in all_of_them if amount is not None]
    total = sum(known, Decimal(0))
    mean = (total / len(known)).quantize(_STEP) if known else None
    return Cost(len(known), len(all_of_them) - len(known), total, mean)
