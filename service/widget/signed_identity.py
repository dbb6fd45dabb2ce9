"""Who a page says its visitor is, believed only where the shop's server has signed it.

The signature is HMAC-SHA256 (RFC 2104) under the widget's secret, in hexadecimal, over the id; with `expires` (Unix
time in seconds) over the id, a newline and that number. No id holds a newline: neither can be taken for the other.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from service.errors import TurnwiseError

_ID = re.compile(r"[^\x00-\x1f\x7f]{1,200}")


class BadIdentity(TurnwiseError):
    """The page's word on who its visitor is does not hold."""

    status = HTTPStatus.FORBIDDEN
    code = "bad_identity"
    detail = "The identity is not signed with this widget's secret: the signature is HMAC-SHA256 over the id, in hex."


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says of its visitor."""

    id: str
    signature: str
    expires: int | None = None


def verified(claim: Claim, secrets: Sequence[str], *, expiring: bool, at: datetime) -> str:
    """The id, where one of the secrets has signed it. Raises BadIdentity."""
    if not secrets:
        raise BadIdentity("This widget has no secret yet: make one under Settings, Widget, first.")
    if not _ID.fullmatch(claim.id):
        raise BadIdentity("An id has 1 to 200 characters, none of them a control character.")
    if claim.expires is None and expiring:
        raise BadIdentity("This widget takes only signatures that say until when they are good: send `expires`, too.")
    given = claim.signature.strip().lower().encode()
    if not any(hmac.compare_digest(sign(secret, claim.id, claim.expires).encode(), given) for secret in secrets):
        raise BadIdentity
    if claim.expires is not None and claim.expires <= at.timestamp():
        raise BadIdentity("The signature is no longer good: sign the id anew when the page is served.")
    return claim.id


def sign(secret: str, visitor_id: str, expires: int | None = None) -> str:
    """The signature that a shop's server makes."""
    said = visitor_id if expires is None else f"{visitor_id}\n{expires}"
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()


def person_of(account_id: str, visitor_id: str) -> str:
    """The verified name of this person: another widget's ids are other people's. At most 255 characters."""
    known = f"site:{account_id}:{visitor_id}"
    return known if len(known) <= 255 else f"site:{account_id}:{hashlib.sha256(visitor_id.encode()).hexdigest()}"


def contact_of(person: str) -> str:
    """The visitor's id in the widget's account: the same on every device where the shop knows them."""
    return f"user-{hashlib.sha256(person.encode()).hexdigest()[:40]}"
