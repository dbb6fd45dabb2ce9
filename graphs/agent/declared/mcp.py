"""Tools of MCP servers, through langchain-mcp-adapters: found at start, called in a session of their own each time."""

import asyncio
import json
import logging
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from graphs.agent.declared.declaration import Declaration, Server, check_names
from graphs.agent.declared.load import ToolsFileError
from graphs.agent.declared.result import Result
from graphs.agent.declared.toolbox import DeclaredTool

if TYPE_CHECKING:
    from mcp.types import CallToolResult, Tool

log = logging.getLogger(__name__)


class McpCaller:
    """Calls one tool of a server. What it answers is data or a status: nothing that comes back raises."""

    def __init__(self, server: Server, tool: Declaration) -> None:
        self._server = server
        self._tool = tool

    async def __call__(self, arguments: Mapping[str, Any], key: str, timeout_s: float) -> Result:
        """`key` goes along as the call's metadata, for servers that know what to do with it."""
        from langchain_mcp_adapters.sessions import create_session

        try:
            async with asyncio.timeout(timeout_s), create_session(_connection(self._server)) as session:
                await session.initialize()
                answer = await session.call_tool(self._tool.name, dict(arguments), meta={"idempotencyKey": key})
        except TimeoutError:
            log.warning("the tool %s gave no answer in time", self._tool.name)
            return Result("timeout")
        except Exception as error:  # noqa: BLE001 - servers, transports and the library each have errors of their own
            # Never the error's own words: they may hold what the customer wrote.
            log.warning("the tool %s cannot be reached: %s", self._tool.name, type(error).__name__)
            return Result("failed")
        return self._result(answer)

    def _result(self, answer: "CallToolResult") -> Result:
        from mcp.types import TextContent

        if answer.isError:
            log.warning("the tool %s answered with an error", self._tool.name)
            return Result("failed")
        texts = [part.text for part in answer.content if isinstance(part, TextContent)]
        if sum(len(text.encode()) for text in texts) > self._tool.max_bytes:
            log.warning("the tool %s answered more than %d bytes", self._tool.name, self._tool.max_bytes)
            return Result("failed")
        if not self._tool.show:
            return Result("ok", "\n".join(texts))
        if answer.structuredContent is not None:
            return Result("ok", answer.structuredContent)
        return _parsed(self._tool.name, "\n".join(texts))


def open_server(server: Server) -> list[DeclaredTool]:
    """The declared tools of the server, with the schemas that it tells; none where it cannot be reached now.

    A server that is down must not keep customers from their other answers: that is logged, and a restart finds it
    again. Raises ToolsFileError for a tool that the server does not have, or that has other arguments than the file.
    """
    try:
        # In a thread, because whoever builds the agent may be inside a running event loop.
        with ThreadPoolExecutor(1) as pool:
            offered = pool.submit(lambda: asyncio.run(_offered(server))).result()
    except Exception as error:  # noqa: BLE001 - as above
        log.error("the MCP server %s cannot be reached: its tools are not offered (%s)", server.name, _first(error))
        return []
    return [_declared(server, tool, offered) for tool in server.tools]


async def _offered(server: Server) -> dict[str, "Tool"]:
    from langchain_mcp_adapters.sessions import create_session

    found: dict[str, Tool] = {}
    async with asyncio.timeout(server.start_timeout_s), create_session(_connection(server)) as session:
        await session.initialize()
        cursor: str | None = None
        while True:
            page = await session.list_tools(cursor)
            found |= {tool.name: tool for tool in page.tools}
            cursor = page.nextCursor
            if not cursor:
                return found


def _declared(server: Server, tool: Declaration, offered: Mapping[str, "Tool"]) -> DeclaredTool:
    if tool.name not in offered:
        raise ToolsFileError(f"servers.{server.name}: has no tool {tool.name}; it has {', '.join(sorted(offered))}")
    known = offered[tool.name]
    try:
        check_names(tool, known.inputSchema)
    except ValueError as error:
        raise ToolsFileError(f"servers.{server.name}.{tool.name}: {error}") from error
    described = tool if tool.description else tool.model_copy(update={"description": known.description or ""})
    reads = bool(known.annotations and known.annotations.readOnlyHint)
    return DeclaredTool(described, known.inputSchema, McpCaller(server, tool), reads)


def _connection(server: Server) -> Any:
    if server.command:
        program, *arguments = server.command
        # Of this process's variables the server gets where programs are found, and no secret.
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {
            "transport": "stdio",
            "command": program,
            "args": arguments,
            "env": inherited | server.environment,
        }
    return {"transport": "streamable_http", "url": server.url, "headers": dict(server.headers)}


def _parsed(name: str, text: str) -> Result:
    try:
        return Result("ok", json.loads(text))
    except (ValueError, RecursionError):
        log.warning("the tool %s answered what is no JSON", name)
        return Result("failed")


def _first(error: BaseException) -> str:
    """The kind of the innermost error of a task group."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__
