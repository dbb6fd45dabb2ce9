"""Which chat models an installation uses: for everything, for one role, and when others fail."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings

Amount = Annotated[Decimal, Field(ge=0)]
Seconds = Annotated[float, Field(gt=0)]


class FallbackModel(BaseModel):
    """A model that takes over when those before it fail; without a server of its own it is at its provider's."""

    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())

    model: str = Field(min_length=1)
    base_url: str | None = None
    api_key: SecretStr | None = None
    timeout_s: Seconds | None = None


def _named(given: Any) -> Any:
    """The short form: a name alone."""
    return {"model": given} if isinstance(given, str) else given


class ModelSettings(BaseSettings):
    """A model is named as `init_chat_model` names it, `openai:gpt-5-mini`; any OpenAI-compatible server is `openai:`.

    `model_<role>` and `model_<role>_...` override the general ones for one role.
    """

    model: str | None = None
    model_base_url: str | None = None
    model_api_key: SecretStr | None = None
    model_timeout_s: float = Field(20.0, gt=0, description="for one request to a model")
    model_deadline_s: float = Field(45.0, gt=0, description="for a model call with its retries")
    model_max_retries: int = Field(2, ge=0, le=10)
    model_fallbacks: tuple[Annotated[FallbackModel, BeforeValidator(_named)], ...] = ()
    model_fallback: bool = Field(True, description="quote the documents when every model fails")
    model_rest_after: int = Field(3, ge=0, description="failures in a row after which a model rests; 0 never")
    model_rest_s: float = Field(30.0, gt=0, description="how long it rests")
    prices: Path | None = Field(None, description="a YAML file that takes the place of the prices shipped")
    budget_conversation: Amount | None = Field(None, description="what one conversation may cost, then quotes answer")
    budget_day: Amount | None = Field(None, description="the same for all in a day, by UTC")

    model_answer: str | None = None
    model_answer_base_url: str | None = None
    model_answer_api_key: SecretStr | None = None
    model_answer_timeout_s: Seconds | None = None
    model_triage: str | None = None
    model_triage_base_url: str | None = None
    model_triage_api_key: SecretStr | None = None
    model_triage_timeout_s: Seconds | None = None
    model_rewrite: str | None = None
    model_rewrite_base_url: str | None = None
    model_rewrite_api_key: SecretStr | None = None
    model_rewrite_timeout_s: Seconds | None = None
    model_rerank: str | None = None
    model_rerank_base_url: str | None = None
    model_rerank_api_key: SecretStr | None = None
    model_rerank_timeout_s: Seconds | None = None
    model_judge: str | None = None
    model_judge_base_url: str | None = None
    model_judge_api_key: SecretStr | None = None
    model_judge_timeout_s: Seconds | None = None
    model_simulate: str | None = None
    model_simulate_base_url: str | None = None
    model_simulate_api_key: SecretStr | None = None
    model_simulate_timeout_s: Seconds | None = None
    rewrite_timeout_s: float = Field(3.0, gt=0, description="for rewriting a follow-up question; then rules do it")
    triage_timeout_s: float = Field(3.0, gt=0, description="for a model to read a message; then rules do it")

    def of_role(self, role: str) -> Mapping[str, Any]:
        """What is set for this role alone: `model`, `base_url`, `api_key`, `timeout_s`, each None where nothing is."""
        fields = {"model": "", "base_url": "_base_url", "api_key": "_api_key", "timeout_s": "_timeout_s"}
        return {name: getattr(self, f"model_{role}{suffix}") for name, suffix in fields.items()}
