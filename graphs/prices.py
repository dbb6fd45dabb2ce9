"""What models cost: a table of prices per million tokens, and the cost of one call."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from langchain_core.messages import AIMessage
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphs.turn import Usage

_SHIPPED = Path(__file__).parent / "prices.yaml"
_MILLION = 1_000_000
# A thousand-millionth is stored; a token of the cheapest models costs several of them.
_STEP = Decimal("1e-9")

Money = Annotated[Decimal, Field(ge=0)]


class PricesError(Exception):
    """The table of prices cannot be read; the text tells where."""


class Price(BaseModel):
    """Per million tokens; without `cached_input`, input that the provider had cached costs as much as other input."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    input: Money
    cached_input: Money | None = None
    output: Money

    def cost(self, input_tokens: int, cached_input_tokens: int, output_tokens: int) -> Decimal:
        """Of one call, whose `input_tokens` hold the cached ones."""
        cached = self.input if self.cached_input is None else self.cached_input
        fresh = max(0, input_tokens - cached_input_tokens)
        whole = self.input * fresh + cached * cached_input_tokens + self.output * output_tokens
        return (whole / _MILLION).quantize(_STEP)


class Prices(BaseModel):
    """Prices by the name that a model is configured by, all in one currency (ISO 4217)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    currency: str = Field("USD", pattern="^[A-Z]{3}$")
    models: Mapping[str, Price]


FREE = Price(input=Decimal(0), output=Decimal(0))


def usage_of(message: AIMessage, price: Price | None) -> Usage:
    """The tokens that the provider counted for this message and what they cost: None where nobody can tell."""
    counted = message.usage_metadata
    if counted is None:
        return Usage(cost=Decimal(0) if price == FREE else None)
    cached = counted.get("input_token_details", {}).get("cache_read", 0)
    cost = price.cost(counted["input_tokens"], cached, counted["output_tokens"]) if price else None
    return Usage(counted["input_tokens"], counted["output_tokens"], cached, cost)


def load_prices(file: Path | None = None) -> Prices:
    """The table shipped, or the one that takes its place. Raises `PricesError`."""
    return _read(file or _SHIPPED)


@cache
def _read(file: Path) -> Prices:
    try:
        return Prices.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise PricesError(f"the table of prices cannot be read: {file}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PricesError(f"{file} is not a YAML file: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
        raise PricesError(f"{file}: {problems}") from error
