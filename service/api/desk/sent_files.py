"""Files that operators send to customers: uploaded here, and fetched by whoever has a link to one."""

from http import HTTPStatus
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from service.api.conversations.attachments import file_headers, served_type
from service.api.conversations.page import Sent
from service.attached_text import media_type_of
from service.channel.sent_files import ensure_sendable
from service.deps import CurrentResources, CurrentUser, PathId, Reading, needs, open_to_all
from service.errors import InvalidRequest
from service.rest.bodies import file_too_large
from service.rest.shown import ClientId, Message, problems
from service.roles import Right
from service.storage.conversations.conversations import channel_of
from service.storage.messages.attachments import NewAttachment, read_attachment
from service.storage.messages.sent_files import conversation_of_sent
from service.texts import clean

router = APIRouter(tags=["conversations"])


@router.post(
    "/api/conversations/{id}/files",
    status_code=HTTPStatus.ACCEPTED,
    dependencies=needs(Right.SEE, Right.ANSWER),
    responses=problems(401, 403, 404, 409, 413, 422),
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": {}}}},
)
async def send_file(
    conversation_id: PathId,
    request: Request,
    user: CurrentUser,
    resources: CurrentResources,
    connection: Reading,
    name: Annotated[str, Query(min_length=1, max_length=255)],
    client_id: Annotated[ClientId, Query()],
) -> Sent:
    """Send the file that is the request's body, as a message of its own, as the operator who claimed the conversation.

    On platforms that take no such file the customer gets a link to it. The same `client_id` again is the same message.
    """
    title = clean(PurePath(name.replace("\\", "/")).name).strip() or "file"
    body, most = await request.body(), resources.settings.max_attachment_bytes
    if not body:
        raise InvalidRequest("The file is empty: choose another one.")
    if len(body) > most:
        raise file_too_large(most)
    media_type = media_type_of(body, request.headers.get("content-type"))
    channel = resources.accounts.channels.get(await channel_of(connection, conversation_id))
    ensure_sendable(channel, media_type, len(body), links=resources.file_links.possible)
    file = NewAttachment("", title, media_type, body)
    message = await resources.desk.send_file(conversation_id, user.id, file, client_id)
    return Sent(message=Message.model_validate(message))


@router.get(
    "/api/files/{token}",
    response_class=Response,
    dependencies=open_to_all("The signed link, which the customer got, is what lets in."),
    responses=problems(404),
)
async def fetch_file(token: str, resources: CurrentResources, connection: Reading) -> Response:
    """A file that an operator sent, by the link that the customer got. Only pictures are shown in place."""
    file_id = resources.file_links.opened(token)
    about, body = await read_attachment(connection, await conversation_of_sent(connection, file_id), file_id)
    return Response(body, media_type=served_type(about), headers=file_headers(about))
