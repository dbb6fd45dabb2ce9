"""The certificates that HTTP clients trust, read once a process: each of hundreds of clients would read them anew."""

import os
import ssl
from functools import cache

from httpx._transports.default import create_ssl_context

READ_BY = "httpx._transports.default.create_ssl_context"


def trusted_once(
    verify: ssl.SSLContext | str | bool = True, cert: object = None, trust_env: bool = True
) -> ssl.SSLContext:
    """In place of what `READ_BY` names: the same, and one for all clients that ask for nothing of their own."""
    if verify is not True or cert:
        return create_ssl_context(verify, cert, trust_env)
    named = [os.environ.get(name) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")] if trust_env else []
    return _trusted(trust_env, *named)


@cache
def _trusted(trust_env: bool, *_named: str | None) -> ssl.SSLContext:
    return create_ssl_context(trust_env=trust_env)
