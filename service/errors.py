"""What can be wrong with a request: each error carries its status, a code and a sentence that says what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Misplaced:
    """What is wrong with one field: `field` is its path in dots, `code` for programs, `problem` for people."""

    field: str
    code: str
    problem: str


class TurnwiseError(Exception):
    """An error that the caller can act on; one handler renders it as `{"error", "detail"}`.

    `fields` says what is wrong where, for errors that have it.
    """

    status: HTTPStatus = HTTPStatus.BAD_REQUEST
    code: str = "bad_request"
    detail: str = "The request cannot be served as it is."
    retry_after_s: float | None = None
    fields: Sequence[Misplaced] = ()

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or self.detail)
        self.detail = detail or self.detail


class BadToken(TurnwiseError):
    status = HTTPStatus.UNAUTHORIZED
    code = "bad_token"
    detail = "The visitor token is missing, expired or not ours: start a new session."


class BadKey(TurnwiseError):
    status = HTTPStatus.UNAUTHORIZED
    code = "bad_key"
    detail = "The API key is missing, wrong or revoked: send a valid one as a bearer token."


class NotAnsweredYet(TurnwiseError):
    status = HTTPStatus.GATEWAY_TIMEOUT
    code = "not_answered_yet"
    detail = "The answer takes too long: it will be in the conversation, but not in this response."


class NotLoggedIn(TurnwiseError):
    status = HTTPStatus.UNAUTHORIZED
    code = "not_logged_in"
    detail = "Log in first."


class WrongPassword(TurnwiseError):
    status = HTTPStatus.UNAUTHORIZED
    code = "wrong_password"
    detail = "E-mail or password is wrong."


class LinkGone(TurnwiseError):
    status = HTTPStatus.GONE
    code = "link_gone"
    detail = "This link has been used, replaced or has expired: ask an admin for another one."


class Forbidden(TurnwiseError):
    status = HTTPStatus.FORBIDDEN
    code = "forbidden"
    detail = "This is not yours to change."


class NotFound(TurnwiseError):
    status = HTTPStatus.NOT_FOUND
    code = "not_found"
    detail = "There is no such thing here."


class ConversationClosed(TurnwiseError):
    status = HTTPStatus.CONFLICT
    code = "conversation_closed"
    detail = "This conversation has ended: start a new one."


class NotEndedYet(TurnwiseError):
    status = HTTPStatus.CONFLICT
    code = "not_ended_yet"
    detail = "This conversation goes on: end it before you rate it."


class AlreadyClaimed(TurnwiseError):
    status = HTTPStatus.CONFLICT
    code = "already_claimed"
    detail = "Another operator has this conversation."


class NotClaimed(TurnwiseError):
    status = HTTPStatus.CONFLICT
    code = "not_claimed"
    detail = "Claim the conversation before you answer in it."


class EmptyMessage(TurnwiseError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "empty_message"
    detail = "The message has no text: write something."


class InvalidRequest(TurnwiseError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid_request"


class MessageTooLong(TurnwiseError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "message_too_long"


class DocumentTooLarge(TurnwiseError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "document_too_large"


class FileTooLarge(TurnwiseError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "file_too_large"


class PictureTooLarge(TurnwiseError):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "picture_too_large"


class UnreadablePicture(TurnwiseError):
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "unreadable_picture"


class UnreadableUpload(TurnwiseError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "unreadable_document"


class UnsupportedUpload(TurnwiseError):
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "unsupported_format"


class InvalidPolicy(TurnwiseError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid_policy"

    def __init__(self, fields: Sequence[Misplaced]) -> None:
        told = "; ".join(f"{one.field}: {one.problem}" if one.field else one.problem for one in fields)
        super().__init__(f"The policy is not in force, because of {told}.")
        self.fields = fields


class InvalidForm(TurnwiseError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid_form"

    def __init__(self, fields: Sequence[Misplaced]) -> None:
        super().__init__("; ".join(f"{one.field}: {one.problem}".removeprefix(": ") for one in fields) + ".")
        self.fields = fields


class InvalidRules(TurnwiseError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid_rules"

    def __init__(self, fields: Sequence[Misplaced]) -> None:
        super().__init__("The rules are not in force, because of " + "; ".join(one.problem for one in fields) + ".")
        self.fields = fields


class NotInstalled(TurnwiseError):
    status = HTTPStatus.NOT_IMPLEMENTED
    code = "not_installed"


class NotAllowedNow(TurnwiseError):
    status = HTTPStatus.CONFLICT
    code = "not_allowed"


class RateLimited(TurnwiseError):
    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "rate_limited"
    detail = "Too many requests: wait a moment and try again."

    def __init__(self, retry_after_s: float) -> None:
        super().__init__()
        self.retry_after_s = retry_after_s


class Overloaded(TurnwiseError):
    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "overloaded"
    detail = "Too much is waiting to be answered: try again in a few seconds."
    retry_after_s = 2.0
