"""Which pages may carry a widget, told by the Origin that browsers send."""

from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import Request

from service.errors import TurnwiseError
from service.widget.settings import WidgetSettings


class SiteNotAllowed(TurnwiseError):
    status = HTTPStatus.FORBIDDEN
    code = "site_not_allowed"
    detail = "This site may not carry the widget: add it under Settings, Widget, Sites."


def ensure_site(request: Request, settings: WidgetSettings) -> None:
    """Let pages of the installation's own and of allowed sites pass. Raises SiteNotAllowed.

    Browsers send the origin of a page with everything that it asks of another site; what comes without is no page of
    another site.
    """
    origin = request.headers.get("origin")
    if origin is None or urlsplit(origin).netloc == request.headers.get("host") or settings.may_carry(origin):
        return
    raise SiteNotAllowed
