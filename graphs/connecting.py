"""From an endpoint to a LangChain chat model: any provider of `init_chat_model`, any OpenAI-compatible server."""

from typing import Any

from langchain_core.language_models import BaseChatModel

from graphs.endpoint import Endpoint


class ModelSetupError(Exception):
    """A model cannot be used as it is configured; the text tells what to do."""


def connect(endpoint: Endpoint, max_retries: int) -> BaseChatModel:
    """The chat model; requests time out and are retried, with `Retry-After` honoured, by its client.

    Raises `ModelSetupError` where the provider is unknown, its package missing or a key required.
    """
    from langchain.chat_models import init_chat_model  # lazily: only an installation with a model pays for the import

    options: dict[str, Any] = {"timeout": endpoint.timeout_s, "max_retries": max_retries}
    if endpoint.base_url is not None:
        options["base_url"] = endpoint.base_url
    if endpoint.api_key is not None:
        options["api_key"] = endpoint.api_key.get_secret_value()
    if endpoint.provider == "openai":
        import openai

        options["stream_usage"] = True
        # LangChain would share one client between event loops; ours lives as long as the model.
        options["http_async_client"] = openai.DefaultAsyncHttpxClient(timeout=endpoint.timeout_s)
        # Servers of one's own need no key, but the client insists on one.
        if endpoint.base_url is not None:
            options.setdefault("api_key", "none")
    try:
        chat: BaseChatModel = init_chat_model(endpoint.name, **options)
    except Exception as error:
        # Each provider's client checks what it is given in its own way.
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelSetupError(
            f"the model {endpoint.name!r} cannot be set up: {reason} A model is named provider:name, as in "
            "openai:gpt-5-mini; an OpenAI-compatible server of your own is openai: with TURNWISE_MODEL_BASE_URL."
        ) from error
    return chat
