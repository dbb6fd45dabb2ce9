"""What a channel may answer with besides success: the platform did not take a reply, or a delivery is not let in."""

from http import HTTPStatus

from service.errors import TurnwiseError


class ChannelError(Exception):
    """The platform did not take a reply. `sentence` is for an operator's eyes and holds no secret.

    Not `permanent`: try again, no sooner than `retry_after_s` where the platform named a time.
    """

    def __init__(self, sentence: str, *, permanent: bool, retry_after_s: float | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.permanent = permanent
        self.retry_after_s = retry_after_s


class DeliveryUncertain(ChannelError):
    """The reply left us and no answer came: the customer may have it. Counts as permanent: only an `idempotent`
    channel's reply may be sent again, for others an operator decides."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, permanent=True)


class Refused(TurnwiseError):
    """The request does not prove that it comes from the platform."""

    status = HTTPStatus.UNAUTHORIZED
    code = "not_verified"
    detail = "The signature or secret of this request is missing, wrong or too old."


class Malformed(TurnwiseError):
    """The request is genuine but not in the platform's documented form."""

    status = HTTPStatus.BAD_REQUEST
    code = "malformed_delivery"
    detail = "The body is not what this channel's documentation describes."
