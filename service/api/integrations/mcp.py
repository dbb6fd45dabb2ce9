"""The agent as an MCP server (https://modelcontextprotocol.io, streamable HTTP), for programs with a key.

Each request stands by itself: nothing is kept between them, so that any process can take any of them.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from service.deps import Site, bearer
from service.errors import InvalidRequest, TurnwiseError
from service.rest.errorpages import error_response
from service.storage.users.api_keys import ApiKey
from service.texts import clean

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server
    from mcp.types import Tool

PATH = "/mcp"
_MOST_HITS = 20


class McpEndpoint:
    """The ASGI application behind `/mcp`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; only POST has a meaning where there are no sessions."""
        request = Request(scope)
        site: Site = scope["state"]["site"]
        try:
            key = await site.keys.verify_for_agent(bearer(request))
            await site.limits.program(key.id)
        except TurnwiseError as error:
            await error_response(error)(scope, receive, send)
            return
        if request.method != "POST":
            await Response(status_code=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "POST"})(scope, receive, send)
            return
        await _serve(build_server(site, key), scope, receive, send)


def mcp_routes() -> list[BaseRoute]:
    """For the application's router."""
    return [Route(PATH, McpEndpoint())]


def build_server(site: Site, key: ApiKey) -> "Server[Any, Any]":
    """The MCP server as this key sees it."""
    from mcp.server.lowlevel import Server

    server: Server[Any, Any] = Server("turnwise", instructions="A customer-service agent and what it knows.")

    @server.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]
    async def tools() -> "list[Tool]":
        return _tools()

    @server.call_tool()  # type: ignore[untyped-decorator]
    async def call(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        match name:
            case "ask":
                return await _ask(site, key, arguments)
            case "search_knowledge":
                return await _search(site, arguments)
            case _:
                raise InvalidRequest(f"There is no tool named {name}.")

    return server


async def _ask(site: Site, key: ApiKey, arguments: Mapping[str, Any]) -> dict[str, Any]:
    message = await site.programs.receive_in(key, arguments.get("conversation_id"), arguments["question"])
    told = await site.programs.told(message)
    return {
        "reply": told.reply,
        "citations": list(told.citations),
        "answered": told.answered,
        "handoff": told.handoff,
        "state": told.state,
        "conversation_id": told.conversation_id,
    }


async def _search(site: Site, arguments: Mapping[str, Any]) -> dict[str, Any]:
    found = await site.resources.knowledge.retriever.search(clean(arguments["query"]), arguments.get("k", 5))
    hits = [
        {"document": hit.chunk.document, "title": hit.chunk.title, "text": hit.chunk.text, "score": hit.score}
        for hit in found.hits
    ]
    return {"hits": hits, "confidence": found.confidence}


async def _serve(server: "Server[Any, Any]", scope: Scope, receive: Receive, send: Send) -> None:
    import anyio
    from anyio.abc import TaskStatus
    from mcp.server.streamable_http import StreamableHTTPServerTransport

    transport = StreamableHTTPServerTransport(None, is_json_response_enabled=True)

    async def run(*, task_status: TaskStatus[None]) -> None:
        async with transport.connect() as (incoming, outgoing):
            task_status.started()
            await server.run(incoming, outgoing, server.create_initialization_options(), stateless=True)

    async with anyio.create_task_group() as tasks:
        await tasks.start(run)
        try:
            await transport.handle_request(scope, receive, send)
        finally:
            with anyio.CancelScope(shield=True):
                await transport.terminate()


def _tools() -> "list[Tool]":
    from mcp.types import Tool, ToolAnnotations

    text = {"type": "string", "minLength": 1}
    return [
        Tool(
            name="ask",
            description="Ask the customer-service agent as a customer would; it answers with its sources.",
            inputSchema={
                "type": "object",
                "properties": {
                    "question": text | {"description": "What the customer says"},
                    "conversation_id": text | {"description": "From an earlier answer, to go on in its conversation"},
                },
                "required": ["question"],
                "additionalProperties": False,
            },
        ),
        Tool(
            name="search_knowledge",
            description="Search the published documents that the agent answers from.",
            annotations=ToolAnnotations(readOnlyHint=True),
            inputSchema={
                "type": "object",
                "properties": {
                    "query": text | {"maxLength": 2_000},
                    "k": {"type": "integer", "minimum": 1, "maximum": _MOST_HITS, "default": 5},
                },
                "required": ["query"],
                "additionalProperties": False,
            },
        ),
    ]
