"""Nothing is open by oversight: every endpoint says who may call it."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from service.deps import declares_access

_OURS = ("/api", "/v1")


def ensure_guarded(app: FastAPI) -> None:
    """Refuse to start with an endpoint that declares no right, no token and no reason to be open."""
    if found := sorted(unguarded(app)):
        raise RuntimeError(f"These endpoints do not say who may call them (see service/deps.py): {', '.join(found)}")


def unguarded(app: FastAPI) -> Iterator[str]:
    """The paths of endpoints that declare nothing; a bare route among them cannot. Pages are open to all."""
    for context in iter_route_contexts(app.router.routes):
        path, dependant = context.path or "", getattr(context, "dependant", None)
        if not path.startswith(_OURS):
            continue
        if not isinstance(dependant, Dependant) or not any(declares_access(call) for call in _calls(dependant)):
            yield path


def _calls(dependant: Dependant) -> Iterator[object]:
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)
