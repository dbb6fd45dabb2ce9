"""The agent for programs that speak OpenAI's chat-completions format, whole or streamed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from time import time
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from knowledge import sentences
from service.api.integrations.completion_models import (
    MODEL,
    About,
    AssistantMessage,
    Choice,
    Completion,
    CompletionRequest,
    Model,
    Models,
    Usage,
)
from service.deps import CurrentKey, CurrentSite, Site, needs_key
from service.errors import InvalidRequest, TurnwiseError
from service.rest.bodies import BodyRefused
from service.rest.errorpages import sentence
from service.storage.messages.messages import StoredMessage
from service.storage.messages.programs import Told
from service.storage.users.api_keys import ApiKey

BEAT_S = 10.0


class OpenAiErrors(APIRoute):
    """Errors as the clients of this format read them."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, with the errors rendered here."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except RequestValidationError as error:
                return _failed(InvalidRequest(sentence(error.errors())))
            except TurnwiseError as error:
                return _failed(error)
            except HTTPException as error:
                if isinstance(error, BodyRefused):
                    return _failed(error.error)
                raise

        return handled


router = APIRouter(prefix="/v1", tags=["programs"], dependencies=[needs_key], route_class=OpenAiErrors)


@router.get("/models")
async def models(_key: CurrentKey) -> Models:
    """The one model: the agent."""
    return Models(data=[Model()])


@router.post("/chat/completions", response_model=Completion)
async def complete(asked: CompletionRequest, key: CurrentKey, site: CurrentSite) -> Response:
    """The agent's reply; with `stream` as server-sent events, once it has passed the agent's own check."""
    await site.limits.program(key.id)
    message = await site.programs.receive(key, asked.user, asked.said())
    if asked.stream:
        return StreamingResponse(_stream(site, key, asked, message), media_type="text/event-stream")
    told = await _told(site, key, asked, message)
    return Response(_completion(told, message).model_dump_json(), media_type="application/json")


async def _told(site: Site, key: ApiKey, asked: CompletionRequest, message: StoredMessage) -> Told:
    told = await site.programs.told(message)
    await site.programs.remember(key, asked.user, asked.said(), told)
    return told


async def _stream(site: Site, key: ApiKey, asked: CompletionRequest, message: StoredMessage) -> AsyncIterator[bytes]:
    """The reply by its sentences. What a model writes is not shown before it is checked: it could not be taken back."""
    yield _chunk(message, {"role": "assistant", "content": ""})
    waiting = asyncio.ensure_future(_told(site, key, asked, message))
    try:
        while not (await asyncio.wait([waiting], timeout=BEAT_S))[0]:
            yield b": waiting\n\n"
        told = waiting.result()
    except TurnwiseError as error:
        yield _event(_problem(error))
        return
    finally:
        waiting.cancel()
    at = 0
    for _, end in sentences.spans(told.reply):
        yield _chunk(message, {"content": told.reply[at:end]})
        at = end
    if at < len(told.reply):
        yield _chunk(message, {"content": told.reply[at:]})
    about = _about(told).model_dump(mode="json")
    yield _chunk(message, {}, finish_reason="stop", turnwise=about)
    if asked.stream_options and asked.stream_options.include_usage:
        yield _event(_head(message) | {"choices": [], "usage": _usage(told).model_dump()})
    yield b"data: [DONE]\n\n"


def _completion(told: Told, message: StoredMessage) -> Completion:
    return Completion(
        id=f"chatcmpl-{message.id}",
        created=int(time()),
        choices=[Choice(message=AssistantMessage(content=told.reply))],
        usage=_usage(told),
        turnwise=_about(told),
    )


def _about(told: Told) -> About:
    return About(
        conversation_id=told.conversation_id,
        answered=told.answered,
        handoff=told.handoff,
        state=told.state,
        citations=list(told.citations),
    )


def _usage(told: Told) -> Usage:
    return Usage(
        prompt_tokens=told.input_tokens,
        completion_tokens=told.output_tokens,
        total_tokens=told.input_tokens + told.output_tokens,
    )


def _head(message: StoredMessage) -> dict[str, Any]:
    created = int(message.at.timestamp())
    return {"id": f"chatcmpl-{message.id}", "object": "chat.completion.chunk", "created": created, "model": MODEL}


def _chunk(message: StoredMessage, delta: dict[str, str], finish_reason: str | None = None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return _event(_head(message) | {"choices": [choice]} | more)


def _event(content: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps(content) + b"\n\n"


def _problem(error: TurnwiseError) -> dict[str, Any]:
    return {"error": {"message": error.detail, "type": error.code, "param": None, "code": error.code}}


def _failed(error: TurnwiseError) -> Response:
    headers = {} if error.retry_after_s is None else {"Retry-After": f"{error.retry_after_s:.0f}"}
    return JSONResponse(_problem(error), error.status, headers)
