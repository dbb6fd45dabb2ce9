"""The ledger of a process without a database: a budget that ends, and verdicts that are remembered."""

from evals.judging.in_memory import MemoryLedger
from evals.judging.ledger import Judgement
from graphs.turn import Usage


async def test_what_was_reserved_and_not_used_is_there_again_and_no_more_than_the_budget_is_spent() -> None:
    ledger = MemoryLedger(budget_tokens=100)
    reserved = await ledger.reserve(80)
    assert reserved is not None
    assert await ledger.reserve(30) is None
    await ledger.settle(reserved, Usage(40, 10, cost=None))
    assert await ledger.reserve(50) is not None
    assert await ledger.reserve(1) is None
    assert await MemoryLedger(budget_tokens=0).reserve(10**9) is not None


async def test_a_verdict_is_remembered() -> None:
    ledger, judgement = MemoryLedger(0), Judgement("grounded", "so", ())
    assert await ledger.find("key") is None
    await ledger.keep("key", judgement, "groundedness_judge", "turn")
    assert await ledger.find("key") == judgement
