"""What an installation sets for both graphs: models by role, thresholds of the agent, its own words."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Probability = Annotated[float, Field(ge=0.0, le=1.0)]


class GraphSettings(BaseSettings):
    """Each field is a variable `TURNWISE_<NAME>` or a line of `.env`; without `model` answers are quoted, not written.

    A model is named as `init_chat_model` names it, `openai:gpt-5-mini`; any OpenAI-compatible server is `openai:` with
    `model_base_url`. `model_<role>` names another model for one role.
    """

    model_config = SettingsConfigDict(
        env_prefix="TURNWISE_", env_file=".env", extra="ignore", frozen=True, protected_namespaces=()
    )

    model: str | None = None
    model_answer: str | None = None
    model_triage: str | None = None
    model_rewrite: str | None = None
    model_rerank: str | None = None
    model_judge: str | None = None
    model_simulate: str | None = None
    model_base_url: str | None = None
    model_api_key: SecretStr | None = None
    model_timeout_s: float = Field(20.0, gt=0, description="for one request to a model")
    model_deadline_s: float = Field(45.0, gt=0, description="for a model call with its retries")
    rewrite_timeout_s: float = Field(3.0, gt=0, description="for rewriting a follow-up question; then rules do it")
    model_max_retries: int = Field(2, ge=0, le=10)
    model_fallback: bool = Field(True, description="quote the documents when the model fails")

    business: str = Field("our shop", description="the business as customers are told of it")
    answer_threshold: Probability = 0.4
    upset_threshold: Probability = 0.8
    low_confidence_threshold: Probability = Field(0.0, description="below it hand over at once; 0 never does")
    support_threshold: Probability = 0.5
    clarify_margin: Probability = Field(0.2, description="ask back between topics this near; 0 never does")
    failures_before_handoff: int = Field(2, ge=1)
    max_tool_rounds: int = Field(3, ge=0, le=10)
    passages_per_question: int = Field(5, ge=1, le=50)
    forbidden_words: tuple[str, ...] = ()
    phone_regions: tuple[str, ...] = ("CN", "US")
    prompts: Path | None = Field(None, description="a folder whose files take the place of the prompts shipped")
    intents: Path | None = Field(None, description="a YAML file that takes the place of the intents shipped")
