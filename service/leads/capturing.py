"""What operators may not write on platforms that forbid contact details: it can cost the shop its account there."""

from collections.abc import Collection
from http import HTTPStatus

from graphs.agent.strangers import forbidden_kind
from graphs.lead.requested import requested
from service.errors import TurnwiseError


class NotAllowedThere(TurnwiseError):
    """The platform forbids contact details of this kind in messages."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "contact_forbidden"


def ensure_allowed(text: str, forbidden: Collection[str]) -> None:
    """Let pass what neither holds nor asks for a kind that is forbidden. Raises NotAllowedThere."""
    if not forbidden:
        return
    holds = forbidden_kind(text, forbidden, ())
    asked = set(requested(text))
    asks = next((kind for kind in sorted(forbidden) if kind in asked), "") or ("contact" if "contact" in asked else "")
    if holds or asks:
        what = f"holds a contact detail ({holds})" if holds else f"asks for a contact detail ({asks})"
        raise NotAllowedThere(f"This message {what}, which the platform forbids: leave it out.")
