"""Users' profile pictures: set and removed by oneself, removed by admins, shown to whoever was told the address."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from service.api.users.entering import Me, shown_to
from service.deps import CurrentSite, CurrentUser, PathId, Site, needs, needs_login, open_to_all
from service.rest.shown import problems
from service.roles import Right
from service.users.profile_pictures import MEDIA_TYPE

router = APIRouter(tags=["users"])

_KEPT = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@router.put(
    "/api/auth/picture",
    dependencies=needs_login,
    responses=problems(401, 403, 413, 415),
    openapi_extra={"requestBody": {"required": True, "content": {"image/png": {}, "image/jpeg": {}, "image/webp": {}}}},
)
async def put_own(request: Request, user: CurrentUser, site: CurrentSite) -> Me:
    """Make the request's body your picture: PNG, JPEG or WebP, told by its bytes, of 5 MB and 50 megapixels at most.

    Its middle is kept, 192 by 192 pixels, without what the file says about camera and place. Customers to whom you
    write see it.
    """
    await site.pictures.put(user.id, await request.body())
    return await _changed(user, site)


@router.delete("/api/auth/picture", dependencies=needs_login, responses=problems(401, 403))
async def remove_own(user: CurrentUser, site: CurrentSite) -> Me:
    """Show your initials instead of a picture."""
    await site.pictures.remove(user.id)
    return await _changed(user, site)


@router.delete(
    "/api/users/{id}/picture",
    status_code=HTTPStatus.NO_CONTENT,
    dependencies=[*needs(Right.MANAGE), *needs_login],
    responses=problems(401, 403, 404),
)
async def remove_anothers(user_id: PathId, site: CurrentSite) -> None:
    """Take a user's picture away."""
    await site.members.remove_picture(user_id)
    site.resources.live.changed("team")


@router.get(
    "/api/pictures/{key}",
    dependencies=open_to_all("the address, which nobody can guess, was told to who may see the picture"),
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {}}, "description": "The picture."}, **problems(404)},
)
async def show(key: str, site: CurrentSite) -> Response:
    """A picture. At this address it never changes: another one, of the same user too, has another address."""
    return Response(await site.pictures.find(key[:40]), media_type=MEDIA_TYPE, headers=_KEPT)


async def _changed(user: CurrentUser, site: Site) -> Me:
    site.resources.live.changed("team")
    return await shown_to(user, site)
