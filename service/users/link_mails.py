"""Password links as mails: who was invited, was given another one, or has forgotten their password gets it by mail."""

from dataclasses import dataclass
from typing import Literal

from service.notifier import NotTaken
from service.settings import Settings
from service.storage.users.users import User
from service.users.mailing import Mailer, Missing, open_mailer
from service.users.members import PasswordLink

Language = Literal["en", "zh"]
Occasion = Literal["invited", "given", "forgotten"]
_SUBJECTS: dict[Occasion, dict[Language, str]] = {
    "invited": {"en": "{by} invites you to Turnwise", "zh": "{by} 邀请您使用 Turnwise"},
    "given": {"en": "A new password for Turnwise", "zh": "设置新的 Turnwise 密码"},
    "forgotten": {"en": "A new password for Turnwise", "zh": "设置新的 Turnwise 密码"},
}
_TEXTS: dict[Occasion, dict[Language, str]] = {
    "invited": {
        "en": "Hello {name},\n\n{by} invites you to Turnwise at {site}, where you log in as {email}.\n"
        "Choose your password here:",
        "zh": "{name}，您好：\n\n{by} 邀请您使用 {site} 上的 Turnwise，登录邮箱为 {email}。\n请在这里设置密码：",
    },
    "given": {
        "en": "Hello {name},\n\n{by} has made a link with which you choose a new password for {email} at {site}:",
        "zh": "{name}，您好：\n\n{by} 为您生成了链接，可为 {site} 上的账号 {email} 设置新密码：",
    },
    "forgotten": {
        "en": "Hello {name},\n\nsomebody, you we hope, has asked for a new password for {email} at {site}. "
        "Choose it here:",
        "zh": "{name}，您好：\n\n有人（应该是您本人）申请为 {site} 上的账号 {email} 设置新密码。请在这里设置：",
    },
}
_ENDS: dict[Language, str] = {
    "en": "The link works once, until {until} UTC; an earlier one has ended. Pass it on to nobody.\n"
    "If you expected no such mail, ignore it: nothing happens, and your password stays as it is.",
    "zh": "链接仅可使用一次，有效期至 {until}（UTC），此前的链接已失效。请勿转发给他人。\n"
    "如果这不是您预期的邮件，请忽略：不会有任何改变，密码保持不变。",
}


@dataclass(frozen=True, slots=True)
class Mailed:
    """Whom a link was sent to; or, with None, what is missing for that, or why the mail was not taken."""

    to: str | None = None
    missing: Missing | Literal["not_taken"] | None = None
    why: str | None = None


def open_link_mails(settings: Settings) -> "LinkMails":
    """As the installation sets mail up. Raises BadAddress."""
    return LinkMails(open_mailer(settings))


class LinkMails:
    """Sends password links to the users whose they are."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    @property
    def missing(self) -> Missing | None:
        """What has to be set before links can be sent."""
        return self._mailer.missing

    async def send(self, link: PasswordLink, user: User, occasion: Occasion, language: Language, by: str) -> Mailed:
        """To the user's own address; `by` is who invites, or made the link. Nothing of it is logged."""
        if missing := self._mailer.missing:
            return Mailed(missing=missing)
        site = self._mailer.site
        said = {"name": user.name, "email": user.email, "by": by, "site": site.partition("://")[2]}
        head = _TEXTS[occasion][language].format(**said)
        end = _ENDS[language].format(until=f"{link.expires_at:%Y-%m-%d %H:%M}")
        try:
            subject = _SUBJECTS[occasion][language].format(by=by)
            await self._mailer.send(user.email, subject, f"{head}\n\n{site}{link.path}\n\n{end}\n")
        except NotTaken as error:
            return Mailed(missing="not_taken", why=str(error))
        return Mailed(to=user.email)
