"""How errors look to a client: always `{"error", "detail"}`, with a sentence that says what to do."""

import logging
import math
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from evals.problems import plain
from service.errors import InvalidRequest, NotFound, TurnwiseError
from service.rest.bodies import BodyRefused

log = logging.getLogger(__name__)


class FieldProblem(BaseModel):
    """What is wrong with one field: its path in dots, a code for programs, a sentence for people."""

    field: str
    code: str
    problem: str


class Problem(BaseModel):
    """What every error looks like: a code for programs, a sentence for people; `fields` where it has several places."""

    error: str
    detail: str
    fields: list[FieldProblem] | None = None


def add_error_pages(app: FastAPI) -> None:
    """Render every error of the app here."""
    app.add_exception_handler(TurnwiseError, _business)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _unexpected)


def error_response(error: TurnwiseError) -> JSONResponse:
    """A business error as a response."""
    headers = {}
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(math.ceil(error.retry_after_s))
    if error.status is HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    body: dict[str, Any] = {"error": error.code, "detail": error.detail}
    if error.fields:
        body["fields"] = [asdict(one) for one in error.fields]
    return JSONResponse(body, error.status, headers)


def sentence(problems: Sequence[Any]) -> str:
    """What is wrong with which field, from pydantic's errors."""
    said = []
    for problem in problems:
        if problem["type"] == "json_invalid":
            return _no_json(problem)
        where = [str(part) for part in problem["loc"] if part not in ("body", "query", "path", "header")]
        field, told = ".".join(where), plain(problem["msg"])
        said.append(f"{field}: {told}" if field else told)
    return "The request is not as it should be: " + "; ".join(said) + "."


def _no_json(problem: Any) -> str:
    """The parser's own words; those of FastAPI's lack the position, which stands as the last part of the place."""
    why, place = problem["ctx"]["error"], problem["loc"][-1:]
    at = f" at character {place[0]}" if place and isinstance(place[0], int) else ""
    return f"The body is not valid JSON: {why}{at}."


async def _business(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, TurnwiseError):
        raise error
    return error_response(error)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    return error_response(InvalidRequest(sentence(error.errors())))


async def _http(_request: Request, error: Exception) -> JSONResponse:
    match error:
        case BodyRefused():
            return error_response(error.error)
        case HTTPException(status_code=HTTPStatus.NOT_FOUND):
            return error_response(NotFound("There is nothing at this address: see /docs for those that exist."))
        case HTTPException():
            status = HTTPStatus(error.status_code)
            code = status.phrase.lower().replace(" ", "_").replace("-", "_")
            return JSONResponse({"error": code, "detail": f"{error.detail.rstrip('.')}."}, status, error.headers)
        case _:
            raise error


async def _gone(_request: Request, _error: Exception) -> JSONResponse:
    """The client left before its request was whole, as phones do every day: no incident, and nobody reads this."""
    return error_response(TurnwiseError("The connection ended before the request was whole: send it again."))


async def _unexpected(_request: Request, error: Exception) -> JSONResponse:
    incident = secrets.token_hex(4)
    log.error("incident %s", incident, exc_info=error)
    detail = f"Something went wrong on our side: try again, and if it stays, report incident {incident}."
    return JSONResponse({"error": "internal", "detail": detail}, HTTPStatus.INTERNAL_SERVER_ERROR)
