"""One HTTP request of a declared tool: to the host of its declaration, in bounded time, with a bounded answer."""

import asyncio
import json
import logging
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx

from graphs.agent.declared.address import BadArgumentError, fill_address, places_in
from graphs.agent.declared.declaration import HttpTool
from graphs.agent.declared.result import Result
from graphs.agent.tool import ToolError

log = logging.getLogger(__name__)

_WITH_BODY = ("POST", "PUT", "PATCH")
_NOT_FOUND = (404, 410)


class HttpCaller:
    """Calls the tool. What it answers is data or a status: nothing that comes back raises."""

    def __init__(self, tool: HttpTool) -> None:
        self._tool = tool

    async def __call__(self, arguments: Mapping[str, Any], key: str, timeout_s: float) -> Result:
        """`key` names this use of the tool: the same again, when a turn is answered again after a crash."""
        try:
            async with asyncio.timeout(timeout_s):
                return await self._ask(arguments, key, timeout_s)
        except (TimeoutError, httpx.TimeoutException):
            log.warning("the tool %s gave no answer in time", self._tool.name)
            return Result("timeout")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            # Never the error's own words: they may hold the address with what the customer wrote.
            log.warning("the tool %s cannot be reached: %s", self._tool.name, type(error).__name__)
            return Result("failed")

    async def _ask(self, arguments: Mapping[str, Any], key: str, timeout_s: float) -> Result:
        http, name = self._tool.http, self._tool.name
        try:
            url = fill_address(http.url, arguments)
        except BadArgumentError as error:
            raise ToolError(str(error)) from error
        places = places_in(http.url)
        rest = {key: value for key, value in arguments.items() if key not in places}
        headers = {"Accept": "application/json"} | http.headers
        body = None
        if http.method != "GET":
            headers |= {http.idempotency_header: key}
        if http.method in _WITH_BODY:
            body = rest
        # No proxy of the machine and no redirect: the request goes to the declared host or nowhere.
        async with (
            httpx.AsyncClient(verify=_tls(), trust_env=False, follow_redirects=False, timeout=timeout_s) as client,
            client.stream(
                http.method, url, params=None if body is not None else _query(rest), json=body, headers=headers
            ) as response,
        ):
            if response.status_code in _NOT_FOUND:
                return Result("not_found")
            if not response.is_success:
                log.warning("the tool %s answered with status %d", name, response.status_code)
                return Result("failed")
            content = bytearray()
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > self._tool.max_bytes:
                    log.warning("the tool %s answered more than %d bytes", name, self._tool.max_bytes)
                    return Result("failed")
        return _parsed(name, bytes(content))


def _parsed(name: str, content: bytes) -> Result:
    if not content.strip():
        return Result("ok", {})
    try:
        return Result("ok", json.loads(content))
    except (ValueError, RecursionError):
        log.warning("the tool %s answered what is no JSON", name)
        return Result("failed")


def _query(arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    """Lists repeat their name; what is nested has no form in a query and is written as JSON."""
    nested = {name: json.dumps(one, ensure_ascii=False) for name, one in arguments.items() if isinstance(one, dict)}
    return dict(arguments) | nested or None


@cache
def _tls() -> ssl.SSLContext:
    """Made once: it reads all certificates of the machine."""
    return httpx.create_ssl_context(trust_env=False)
