"""Webhooks of channels: verified and read by the channel, stored, and acknowledged only then."""

from fastapi import APIRouter, Request, Response

from service.channel.interface import Request as Delivery
from service.deps import CurrentResources, open_to_all
from service.rest.shown import problems
from service.storage.types import now
from service.texts import clean

router = APIRouter(
    prefix="/api/hooks", tags=["channels"], dependencies=open_to_all("the channel verifies its platform")
)


@router.get("/{channel}/{key}", responses=problems(400, 401, 404, 503))
@router.post("/{channel}/{key}", responses=problems(400, 401, 404, 503))
async def receive(channel: str, key: str, request: Request, resources: CurrentResources) -> Response:
    """Handshakes and messages of one account; the key is the secret end of its address."""
    # A handshake has no body, and nothing would limit how much of one is read.
    body = b"" if request.method == "GET" else await request.body()
    delivery = Delivery(request.method, request.headers, dict(request.query_params), body, now())
    answer = await resources.hooks.receive(clean(channel), clean(key), delivery)
    return Response(answer.body, answer.status, dict(answer.headers), answer.media_type)
