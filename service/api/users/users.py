"""Users of the console, for admins: invited, given another role, disabled, given a link for another password."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, StringConstraints

from service.deps import CurrentSite, CurrentUser, PathId, Site, needs, needs_login
from service.rest.shown import Shown, problems
from service.roles import Right, Role
from service.storage.users.team_list import ListedUser, UserState
from service.storage.users.users import User
from service.texts import clean
from service.users.link_mails import Language, Mailed, Occasion
from service.users.members import Change, PasswordLink

# Besides the right: no API key makes users, or it could give itself what it was not given.
router = APIRouter(prefix="/api/users", tags=["users"], dependencies=[*needs(Right.MANAGE), *needs_login])

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Listed(Shown):
    """A user. `link_until`: until when the link that they were given can be used, null where there is none.

    `picture` is the path of their profile picture.
    """

    id: str
    email: str
    name: str
    role: Role
    group: str | None
    state: UserState
    created_at: datetime
    logged_in_at: datetime | None
    link_until: datetime | None
    picture: str | None


class Users(BaseModel):
    """Everybody who can or could log in, by e-mail address."""

    users: list[Listed]


class WantedLink(BaseModel):
    """Whether the link goes to the user's address where mail can be sent, in which language; else it is shown."""

    by_mail: bool = True
    language: Language = "en"


_USUAL = WantedLink()


class Invitation(WantedLink):
    """Who is invited, and what for; without a name it is the address's first part."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=320)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    role: Role = Role.OPERATOR


class Linked(BaseModel):
    """A user with a link, which can be used once until `expires_at`.

    It went to `sent_to`; or it is to be passed on: `path`, shown this once only, belongs behind this site's address.
    `not_sent` says why no mail went: none is set up, nobody said where this site is, or it was not taken, `why`.
    """

    user: Listed
    path: str | None
    expires_at: datetime
    sent_to: str | None
    not_sent: Literal["no_mail", "no_public_url", "not_taken"] | None
    why: str | None


class ChangedUser(BaseModel):
    """What is to change; what is null stays."""

    name: Name | None = None
    role: Role | None = None
    disabled: bool | None = None


@router.get("", responses=problems(401, 403))
async def list_users(site: CurrentSite) -> Users:
    """Everybody."""
    return Users(users=[Listed.model_validate(one) for one in await site.members.list()])


@router.post("", status_code=HTTPStatus.CREATED, responses=problems(401, 403, 422))
async def invite(invitation: Invitation, admin: CurrentUser, site: CurrentSite) -> Linked:
    """Invite somebody, who sets their password by the link."""
    email, name = clean(invitation.email), clean(invitation.name).strip()
    user, link = await site.members.invite(email, name, invitation.role, admin.email)
    return await _passed_on(user, link, invitation, admin, site)


@router.post("/{id}/link", responses=problems(401, 403, 404, 422))
async def make_link(user_id: PathId, admin: CurrentUser, site: CurrentSite, wanted: WantedLink = _USUAL) -> Linked:
    """Another link, in place of the former: for who lost theirs, or has forgotten the password."""
    user, link = await site.members.link(user_id, admin.email)
    return await _passed_on(user, link, wanted, admin, site)


@router.patch("/{id}", responses=problems(401, 403, 404, 422))
async def change(user_id: PathId, changed: ChangedUser, site: CurrentSite) -> Listed:
    """Change name or role, disable or enable. A disabled user is logged out everywhere, at once."""
    name = clean(changed.name).strip() if changed.name else None
    return Listed.model_validate(
        await site.members.change(user_id, Change(name or None, changed.role, changed.disabled))
    )


@router.delete("/{id}", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404, 422))
async def remove(user_id: PathId, site: CurrentSite) -> None:
    """Take back an invitation that nobody has accepted."""
    await site.members.remove(user_id)


async def _passed_on(user: ListedUser, link: PasswordLink, wanted: WantedLink, admin: User, site: Site) -> Linked:
    mailed = Mailed()
    if wanted.by_mail:
        occasion: Occasion = "invited" if user.state == "invited" else "given"
        to = User(user.id, user.email, user.name, user.role)
        mailed = await site.link_mails.send(link, to, occasion, wanted.language, admin.name)
    return Linked(
        user=Listed.model_validate(user),
        path=None if mailed.to else link.path,
        expires_at=link.expires_at,
        sent_to=mailed.to,
        not_sent=mailed.missing,
        why=mailed.why,
    )
