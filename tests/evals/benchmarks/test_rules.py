"""The rules benchmark in small: the engine finds exactly what plain loops find, and the packs are thirty rules."""

from evals.benchmarks.rules import run


async def test_thirty_rules_hit_exactly_what_plain_loops_find_and_so_many_come_with_the_product() -> None:
    written, packs = await run(None, lambda _: None, turns=500)
    assert (written.rules, written.turns, written.missed, written.invented) == (30, 500, 0, 0)
    assert written.rules_hit == 30
    assert (packs.rules, packs.by_meaning, packs.turns, packs.missed) == (30, 1, 500, None)
    assert packs.hits > 0
