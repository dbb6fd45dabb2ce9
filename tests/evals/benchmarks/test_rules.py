"""The rules benchmark in small: the engine finds exactly what plain loops find."""

from evals.benchmarks.rules import run


async def test_thirty_rules_hit_exactly_what_plain_loops_find() -> None:
    (figures,) = await run(None, lambda _: None, turns=500)
    assert (figures.rules, figures.turns, figures.missed, figures.invented) == (30, 500, 0, 0)
    assert figures.rules_hit == 30
