"""Whether a browser was made to send a request by another site's page (cross-site request forgery)."""

from urllib.parse import urlsplit

from starlette.requests import Request

from service.errors import Forbidden

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
"""They change nothing that matters, and are not looked at."""


def ensure_same_origin(request: Request) -> None:
    """Refuse what another site's page makes a browser send. Raises Forbidden.

    Browsers tell by Sec-Fetch-Site (https://www.w3.org/TR/fetch-metadata/) where they can, which is on https and on
    localhost, else by Origin, which they send with all that is not GET. What sends neither is no browser, and nobody's
    page can make it act; Go's http.CrossOriginProtection decides the same way.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        same = site in ("same-origin", "none")
    else:
        same = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not same:
        raise Forbidden("This came from a page of another site: do it on this site's own pages.")
