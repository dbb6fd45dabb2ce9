"""Which chat models are set for which role, and whether one answers: one short call, by the settings as they are."""

from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit

from langchain_core.messages import HumanMessage

from graphs.connecting import ModelSetupError, connect
from graphs.endpoint import Endpoint, endpoint_of, fallback_endpoint
from graphs.model_settings import ModelSettings
from graphs.models import ModelRole
from graphs.named_model import ModelFailedError, NamedModel
from service.errors import NotFound

QUESTION = "Answer with the one word: ready"
_MOST_CHARS = 300


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a call: the reply and what it took, or why there was none."""

    latency_ms: int
    reply: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    error: str | None = None


def models_of(role: ModelRole, settings: ModelSettings) -> list[Endpoint]:
    """The models that are tried for this role, in order."""
    first = endpoint_of(role, settings)
    further = settings.model_fallbacks if role == "answer" else ()
    return [*([first] if first else []), *(fallback_endpoint(one, settings) for one in further)]


def shown_address(endpoint: Endpoint) -> str | None:
    """Where the model is, without what an address may hold beside that; None is the provider's own server."""
    if endpoint.base_url is None:
        return None
    parts = urlsplit(endpoint.base_url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


async def try_model(role: ModelRole, place: int, settings: ModelSettings) -> Trial:
    """Ask one model one short question, without retries. Raises NotFound."""
    models = models_of(role, settings)
    if not 0 <= place < len(models):
        raise NotFound("There is no such model in the settings: load the page again.")
    endpoint, start = models[place], perf_counter()
    try:
        chat = connect(endpoint, 0)
        answer = await NamedModel(endpoint.name, chat, deadline_s=endpoint.timeout_s).ask([HumanMessage(QUESTION)])
    except (ModelSetupError, ModelFailedError) as error:
        return Trial(_since(start), error=_without_key(str(error), endpoint))
    usage = answer.usage_metadata
    return Trial(
        _since(start),
        reply=str(answer.text)[:_MOST_CHARS],
        input_tokens=usage["input_tokens"] if usage else None,
        output_tokens=usage["output_tokens"] if usage else None,
    )


def _since(start: float) -> int:
    return round((perf_counter() - start) * 1000)


def _without_key(said: str, endpoint: Endpoint) -> str:
    """Providers may quote what they were sent."""
    key = endpoint.api_key.get_secret_value() if endpoint.api_key else ""
    cleaned = said.replace(key, "…") if key else said
    return cleaned if len(cleaned) <= _MOST_CHARS else cleaned[:_MOST_CHARS] + "…"
