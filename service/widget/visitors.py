"""Visitors of the widget: a signed token names the one conversation that its bearer may read and write in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

from service.errors import BadToken

ALGORITHM = "HS256"
AUDIENCE = "turnwise-widget"
LIFETIME = timedelta(days=30)
_REQUIRED = ["exp", "aud", "sub", "account", "conversation"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who a token speaks for: `id` is the visitor's external id in the widget's account."""

    id: str
    account_id: str
    conversation_id: str


class Visitors:
    """Issues and verifies visitors' tokens (JWT, RFC 7519); neither needs the database."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def issue(self, visitor: Visitor, at: datetime) -> str:
        """A token that is good for 30 days."""
        claims = {
            "sub": visitor.id,
            "account": visitor.account_id,
            "conversation": visitor.conversation_id,
            "aud": AUDIENCE,
            "exp": at + LIFETIME,
        }
        return jwt.encode(claims, self._key, ALGORITHM)

    def verify(self, token: str) -> Visitor:
        """Who the token speaks for. Raises BadToken, whatever is wrong with it."""
        try:
            claims = jwt.decode(
                token, self._key, algorithms=[ALGORITHM], audience=AUDIENCE, options={"require": _REQUIRED}
            )
        except (jwt.InvalidTokenError, UnicodeError) as error:
            raise BadToken from error
        return Visitor(claims["sub"], claims["account"], claims["conversation"])
