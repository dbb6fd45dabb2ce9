"""Addresses of files that operators sent, for customers: whoever has one reads that file, for a while."""

from datetime import datetime, timedelta

import jwt

from service.errors import NotFound

LIFETIME = timedelta(days=7)
_ALGORITHM, _AUDIENCE = "HS256", "turnwise-file"


class FileLinks:
    """Makes and opens them (JWT, RFC 7519). `public_url` is where customers reach this server; empty where none can."""

    def __init__(self, key: bytes, public_url: str) -> None:
        self._key = key
        self._public_url = public_url.rstrip("/")

    @property
    def possible(self) -> bool:
        """Whether customers can reach this server at all."""
        return bool(self._public_url)

    def address(self, file_id: str, sent_at: datetime) -> str:
        """The file's address, the same in every attempt to send it; empty where customers cannot reach this server."""
        if not self.possible:
            return ""
        claims = {"sub": file_id, "aud": _AUDIENCE, "exp": sent_at + LIFETIME}
        return f"{self._public_url}/api/files/{jwt.encode(claims, self._key, _ALGORITHM)}"

    def opened(self, token: str) -> str:
        """The id of the file. Raises NotFound where the link is none of ours, or its time is over."""
        required = ["sub", "aud", "exp"]
        try:
            claims = jwt.decode(
                token, self._key, algorithms=[_ALGORITHM], audience=_AUDIENCE, options={"require": required}
            )
        except (jwt.InvalidTokenError, UnicodeError) as error:
            raise NotFound("This link is not valid, or no longer: ask for the file again.") from error
        return str(claims["sub"])
