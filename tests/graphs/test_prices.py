from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from graphs.connecting import ModelSetupError
from graphs.models import build_models
from graphs.prices import FREE, Price, PricesError, load_prices, usage_of
from graphs.turn import Usage
from tests.graphs.test_models import EXTRACTIVE

PRICE = Price(input=Decimal("0.25"), cached_input=Decimal("0.025"), output=Decimal(2))


def message(input_tokens: int, output_tokens: int, cached: int = 0) -> AIMessage:
    counted: Any = {"input_tokens": input_tokens, "output_tokens": output_tokens, "total_tokens": 0}
    return AIMessage("x", usage_metadata={**counted, "input_token_details": {"cache_read": cached}})


def test_cached_input_costs_less_and_is_not_counted_twice() -> None:
    used = usage_of(message(1_000_000, 100_000, cached=400_000), PRICE)
    assert used == Usage(1_000_000, 100_000, 400_000, Decimal("0.36"))


def test_without_a_price_for_cached_input_it_costs_as_much_as_other_input() -> None:
    assert Price(input=Decimal(1), output=Decimal(1)).cost(1_000_000, 900_000, 0) == 1


@pytest.mark.parametrize("given", [(message(10, 10), None), (AIMessage("x"), PRICE)], ids=["no price", "no counts"])
def test_what_nobody_can_tell_is_unknown_and_makes_the_sum_unknown(given: tuple[AIMessage, Price | None]) -> None:
    used = usage_of(*given)
    assert used.cost is None
    assert (used + usage_of(message(10, 10), PRICE)).cost is None


def test_quotes_cost_nothing() -> None:
    assert usage_of(AIMessage("a quote"), FREE) == Usage()


def test_the_shipped_table_can_be_read() -> None:
    prices = load_prices()
    assert prices.currency == "USD"
    assert all(price.output >= price.input > (price.cached_input or 0) for price in prices.models.values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("models: {a: {input: 1}}", "models.a.output"),
        ("models: {a: {input: -1, output: 1}}", "models.a.input"),
        ("currency: dollars\nmodels: {}", "currency"),
        ("models: [", "YAML"),
        (None, "No such file"),
    ],
    ids=["missing field", "negative", "currency", "not yaml", "no file"],
)
def test_a_table_that_cannot_be_used_is_refused_with_the_place(tmp_path: Path, text: str | None, told: str) -> None:
    file = tmp_path / "prices.yaml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(PricesError, match=told):
        load_prices(file)


def test_a_budget_with_a_model_of_unknown_price_is_refused(settings: Any, tmp_path: Path) -> None:
    given = {"model": "openai:own", "model_base_url": "http://x/v1", "budget_day": Decimal(5)}
    with pytest.raises(ModelSetupError, match="openai:own costs"):
        build_models(settings(**given), EXTRACTIVE)
    (tmp_path / "own.yaml").write_text('models: {"openai:own": {input: 0, output: 0}}')
    assert build_models(settings(**given, prices=tmp_path / "own.yaml"), EXTRACTIVE).streams
