"""Where a chat model is: its name, server, key and time limit, out of the general settings and those of a role."""

from dataclasses import dataclass

from pydantic import SecretStr

from graphs.model_settings import FallbackModel, ModelSettings


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model on one server; `base_url` is None for the provider's own, `timeout_s` is for one request."""

    name: str
    base_url: str | None
    api_key: SecretStr | None
    timeout_s: float

    @property
    def provider(self) -> str:
        """What stands before the colon."""
        return self.name.partition(":")[0]


def endpoint_of(role: str, settings: ModelSettings) -> Endpoint | None:
    """The model of this role; None where neither the role nor the installation names one."""
    own = settings.of_role(role)
    name = own["model"] or settings.model
    if name is None:
        return None
    return _endpoint(name, own["base_url"], own["api_key"], own["timeout_s"], settings)


def fallback_endpoint(fallback: FallbackModel, settings: ModelSettings) -> Endpoint:
    """The same for a model of the fallback chain."""
    return _endpoint(fallback.model, fallback.base_url, fallback.api_key, fallback.timeout_s, settings)


def _endpoint(
    name: str, base_url: str | None, api_key: SecretStr | None, timeout_s: float | None, settings: ModelSettings
) -> Endpoint:
    # A key goes to no other server, and a server gets no other provider's models, than they were set for.
    same_provider = settings.model is None or settings.model.partition(":")[0] == name.partition(":")[0]
    if base_url is None and same_provider:
        base_url, api_key = settings.model_base_url, api_key or settings.model_api_key
    return Endpoint(name, base_url, api_key, timeout_s or settings.model_timeout_s)
