"""What an installation sets for both graphs: models by role, thresholds of the agent, its own words."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import SettingsConfigDict

from graphs.memory.fact import KINDS
from graphs.model_settings import ModelSettings

Probability = Annotated[float, Field(ge=0.0, le=1.0)]


class GraphSettings(ModelSettings):
    """Each field is a variable `TURNWISE_<NAME>` or a line of `.env`, an empty one counts as not set.

    Without `model` answers are quoted, not written.
    """

    model_config = SettingsConfigDict(
        env_prefix="TURNWISE_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        protected_namespaces=(),
    )

    business: str = Field("our shop", description="the business as customers are told of it")
    answer_threshold: Probability = 0.4
    offer_threshold: Probability = Field(
        0.15, description="where nothing answers, offer topics from here on; 1 never does"
    )
    upset_threshold: Probability = 0.9
    low_confidence_threshold: Probability = Field(0.0, description="below it hand over at once; 0 never does")
    support_threshold: Probability = 0.5
    clarify_margin: Probability = Field(0.2, description="ask back between topics this near; 0 never does")
    failures_before_handoff: int = Field(2, ge=1)
    max_tool_rounds: int = Field(3, ge=0, le=10)
    passages_per_question: int = Field(5, ge=1, le=50)
    forbidden_words: tuple[str, ...] = Field((), description="phrases that stand in no reply; the style has them, too")
    phone_regions: tuple[str, ...] = ("CN", "US")
    prompts: Path | None = Field(None, description="a folder whose files take the place of the prompts shipped")
    signs_before_handoff: int = Field(
        3, ge=0, le=50, description="hand over after so many signs that patience runs out; 0 never does"
    )
    data: Path = Field(Path("data"), description="the folder of all state; what was learnt of intents is kept there")
    intents: Path | None = Field(None, description="a YAML file that takes the place of the intents shipped")
    policy: Path | None = Field(None, description="a YAML file with what differs from the hand-off policy shipped")
    lead_policy: Path | None = Field(None, description="a YAML file with what differs from the lead policy shipped")
    style: Path | None = Field(None, description="a YAML file with what differs from the agent's style as shipped")
    memory_days: dict[str, Annotated[int, Field(ge=0)] | None] = Field(
        {},
        description="how many days facts about customers are kept, by kind, where not as shipped; 0 keeps none of that "
        'kind, null keeps them for good: {"order": 30, "owns": 0}',
    )
    tools: Path | None = Field(None, description="a YAML file with the installation's own tools")

    @field_validator("memory_days")
    @classmethod
    def _kinds_known(cls, days: dict[str, int | None]) -> dict[str, int | None]:
        if unknown := sorted(days.keys() - KINDS.keys()):
            raise ValueError(f"there is no kind of fact named {unknown[0]!r}; there are {', '.join(KINDS)}")
        return days
