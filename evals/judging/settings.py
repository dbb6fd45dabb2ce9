"""What an installation sets for its judges, beside their model: when they are asked, and what that may cost."""

from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from evals.judge_policy import GivenPolicy, Policy
from evals.judging.loading import load_judges


class JudgeSettings(BaseSettings):
    """Each field is a variable `TURNWISE_<NAME>` or a line of `.env`; TURNWISE_MODEL_JUDGE names the model."""

    model_config = SettingsConfigDict(
        env_prefix="TURNWISE_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    judge_policies: dict[str, GivenPolicy] = Field({}, description="by judge, where not as shipped")
    judge_seed: str = Field("turnwise", description="another one draws other turns")
    judge_budget_tokens: int = Field(1_000_000, ge=0, description="in a day, by UTC, over all processes; 0 sets none")
    judge_concurrent: int = Field(8, ge=1, description="requests of one process at the same time")
    judge_output: Literal["tool", "json_schema"] = "tool"
    judge_cache_days: int = Field(30, ge=0, description="how long answers are remembered; 0 not at all")

    @field_validator("judge_policies")
    @classmethod
    def _judges_known(cls, policies: dict[str, Policy]) -> dict[str, Policy]:
        known = [judge.id for judge in load_judges()]
        if unknown := sorted(set(policies) - set(known)):
            raise ValueError(f"there is no judge named {unknown[0]!r}; there are {', '.join(known)}")
        return policies
