"""When a judge is asked: about every turn, about a share of them, or where the deterministic grader is unsure."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0.0, le=1.0)]

UNSURE = (0.25, 0.75)
"""Scores of a deterministic grader between which it counts as unsure, unless other ones are set."""


class Policy(BaseModel):
    """`rate` is the share of turns; `unsure` the lowest and highest score of the deterministic grader, None for all.

    With both, it is that share of the turns about which it is unsure. The share 0 is never.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rate: Share = 1.0
    unsure: tuple[Share, Share] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.unsure and self.unsure[0] > self.unsure[1]:
            raise ValueError("unsure must give the lower score first")
        return self

    def samples(self, turn_id: str, seed: str) -> bool:
        """Whether this turn is of the share: always the same, everywhere, and of a larger share if of a smaller one.

        Its place in [0, 1) is the first 8 bytes of SHA-256 of `seed:turn_id`, as a whole number, divided by 2^64.
        """
        digest = sha256(f"{seed}:{turn_id}".encode()).digest()
        return int.from_bytes(digest[:8], "big") < self.rate * 2**64

    def is_unsure(self, score: float) -> bool:
        """Whether a deterministic grade of this score leaves something to ask."""
        return self.unsure is None or self.unsure[0] <= score <= self.unsure[1]

    def __str__(self) -> str:
        share = {0.0: "no turn", 1.0: "every turn"}.get(self.rate, f"{self.rate:.4g} of the turns")
        return share if self.unsure is None else f"{share} with a score from {self.unsure[0]:g} to {self.unsure[1]:g}"


ALWAYS = Policy()
WHERE_UNSURE = Policy(unsure=UNSURE)


def _written_short(given: Any) -> Any:
    """`always`, `never`, `unsure` or a share alone."""
    match given:
        case "always":
            return {}
        case "never":
            return {"rate": 0.0}
        case "unsure":
            return {"unsure": UNSURE}
        case bool() | str():
            raise ValueError('give "always", "never", "unsure", a share such as 0.1, or {"rate": ..., "unsure": [...]}')
        case int() | float():
            return {"rate": given}
        case _:
            return given


GivenPolicy = Annotated[Policy, BeforeValidator(_written_short)]
Policies = Mapping[str, Policy]
