"""An endpoint that does not say who may call it keeps the app from starting."""

import pytest
from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.deps import needs, needs_visitor, open_to_all
from service.guarding import ensure_guarded
from service.roles import Right


async def endpoint() -> None:
    """Does nothing."""


async def bare(_request: Request) -> Response:
    """Answers whoever asks."""
    return Response()


def app_with(router: APIRouter) -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    return app


@pytest.mark.parametrize(
    "dependencies", [needs(Right.SEE), needs(Right.SEE, Right.MANAGE), open_to_all("for a test"), [needs_visitor]]
)
def test_one_that_says_it_passes_whether_by_its_router_or_itself(dependencies: list[object]) -> None:
    by_router = APIRouter(prefix="/api/router", dependencies=dependencies)  # type: ignore[arg-type]
    by_router.add_api_route("", endpoint)
    itself = APIRouter(prefix="/api/itself")
    itself.add_api_route("", endpoint, dependencies=dependencies)  # type: ignore[arg-type]

    ensure_guarded(app_with(by_router))
    ensure_guarded(app_with(itself))


def test_one_that_does_not_is_named() -> None:
    router = APIRouter(prefix="/api/forgotten")
    router.add_api_route("/one", endpoint)
    router.add_api_route("/two", endpoint, dependencies=needs(Right.SEE))

    with pytest.raises(RuntimeError, match="/api/forgotten/one") as raised:
        ensure_guarded(app_with(router))
    assert "two" not in str(raised.value)


def test_a_bare_route_beside_the_routers_cannot_say_it() -> None:
    app = FastAPI()
    app.router.routes.append(Route("/api/bare", bare))

    with pytest.raises(RuntimeError, match="/api/bare"):
        ensure_guarded(app)
