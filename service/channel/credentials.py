"""What a channel needs to know of an account: secrets masked wherever they are shown, in clear only where asked for."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr, ValidationError
from pydantic_core import to_json

from evals.problems import describe
from service.errors import TurnwiseError

C = TypeVar("C", bound="Credentials")


class Credentials(BaseModel):
    """Base of a channel's credentials. Secrets are `SecretStr`: neither `repr` nor a validation error shows them."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def reveal(self) -> str:
        """JSON with the secrets in clear, to be encrypted at once; `model_validate_json` reads it back."""
        return to_json({name: _clear(value) for name, value in self}).decode()


class BadCredentials(TurnwiseError):
    """An account cannot be added like this; the sentence names each field and what is wrong, and repeats no secret."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "bad_credentials"


class NotConfigured(TurnwiseError):
    """There is no secret to verify with, so that nothing can be let in."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "channel_not_configured"
    detail = "This account has no secret to verify requests with: set one, nothing is accepted before."


def parse_credentials(model: type[C], fields: Mapping[str, object]) -> C:
    """A channel's `credentials` from what a person typed. Raises BadCredentials."""
    try:
        return model.model_validate(dict(fields))
    except ValidationError as error:
        raise BadCredentials(describe(error)) from None


def matching(pattern: str, sentence: str) -> AfterValidator:
    """For `Annotated[SecretStr, matching(...)]`: the whole secret must match, else the sentence says what it needs."""
    compiled = re.compile(pattern)

    def check(secret: SecretStr) -> SecretStr:
        if not compiled.fullmatch(secret.get_secret_value()):
            raise ValueError(sentence)
        return secret

    return AfterValidator(check)


def secret_of(secret: SecretStr) -> str:
    """The secret in clear. Raises NotConfigured when it is empty, so that no check is ever skipped."""
    value = secret.get_secret_value()
    if not value:
        raise NotConfigured
    return value


def _clear(value: object) -> object:
    return value.get_secret_value() if isinstance(value, SecretStr) else value
