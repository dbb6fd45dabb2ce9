"""Which apps a phone number serves ("WhatsApp: +44 ...", 微信同号), and addresses that are made of a number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphs.contact import Found
from graphs.contacts.email import PHONE_LOCAL, QQ_LOCAL
from graphs.turn import Contact

_APPS = {
    "whatsapp": r"(?:what'?s?\s?app|whats\s?up(?= number)|(?<![A-Za-z])wa(?![A-Za-z]))",
    "wechat": r"(?:微\s?信|薇信|we\s?chat|weixin|(?<![A-Za-z])(?:vx|wx|v信|v(?=[:号同]))(?![A-Za-z]))",
}
_LINK = (
    r"(?:(?:号码?|账号|number|no|is|it's|me|at|on|under|my|the|via"
    r"|to|或|or|us|可以吗|行吗|吗|可以|\?|!|我的?|是|为|就|也|都"
    r"|也是|加|用|搜|only|:|=|,|\.|\(|-|and|&|和|/)\s*){0,6}"
)
_PHONE_TOO = re.compile(
    r"(?:phone|call(?:s|ing)?|text|mobile|cell|sms|tel|手机|电话|電話)(?:\s*(?:number|号码?))?\s*(?:/|or|and|&"
    r"|\+|,|和|或|、|与|跟|就是|也是|同时是|即|=|is also|is)\s*(?:on |via |the |my |a )?\s*$",
    re.IGNORECASE,
)
_TOO = re.compile(r"\b(?:also|too|same|as well|both|and)\b|也|都|同|一样|兼", re.IGNORECASE)
_NEAR = 6  # characters: "号是：", " is: "
_ONLY = re.compile(r"\bonly\b|只|仅", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _App:
    """Words about one app, compiled."""

    type: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    same: re.Pattern[str]
    no: re.Pattern[str]


def _app(kind: str, word: str) -> _App:
    other = "|".join(_APPS.values())
    also = rf"(?:[\s,、/和与及&]|and|also|跟|同|{other}|telegram|line|手机|电话)*"
    return _App(
        kind,
        re.compile(rf"(?P<word>{word})\s*{_LINK}$", re.IGNORECASE),
        re.compile(
            rf"^[\s,(-]*(?:which is |that's |is |it's |works "
            rf"|works best |works fine |available |reachable )?(?:my "
            rf"|also |on "
            rf"|via |for |too |as )*(?:the )?(?:我的?)?{also}(?P<word>{word})",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{word}{also}(?:号码?)?\s*(?:is |uses |under |on |with |has |号)*(?:也|都|就)*(?:is "
            rf"|are )?(?:同号|同步|同一个?号?|同(?=[,。\s!)]|$)|一样|是?这个?号?"
            rf"|(?:the )?same|也是|就是手机|就是电话|都是)"
            rf"|(?:same|identical)\b[^.!?]{{0,24}}?\b(?:for|on|as|in|is)\s+(?:my\s+"
            rf"|the\s+)?{also}{word}|(?:also|too|use it|it's|it works|works|reachable|find me|add me|am"
            rf"|me|that's my|(?:it|that|this|number)(?:\s+one)?\s*(?:'s|is"
            rf"|works)(?:\s+also)?)\s+(?:too\s+)?(?:on|for|my|with|via)\s+(?:my\s+)?{also}{word}"
            rf"|(?:同号|一样的?|同一个号?)[^。]{{0,4}}{word}|(?:手机|电话)(?:和|、|/|跟|与)?{word}(?:同|一样|都|是同)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:no|not\s+on|don'?t\s+(?:have|use)|without|never\s+use|isn'?t\s+on|not\s+my|没有?|不用|不玩"
            rf"|不是)\s*(?:the\s+|any\s+|my\s+)?{word}|{word}(?:我)?(?:不用|没有|不是|不一样|不同|不加)"
            rf"|{word}\s+is\s+(?:different|another)",
            re.IGNORECASE,
        ),
    )


_ALL = tuple(_app(kind, word) for kind, word in _APPS.items())


def with_apps(folded: str, details: Sequence[Found], known_phone: Contact | None) -> Iterator[Found]:
    """The details, phones made WhatsApp or WeChat accounts where the words say so, and what "the same number" adds."""
    if not details and known_phone is None:
        return
    phones = [found for found in details if found.contact.type == "phone"]
    replaced: set[int] = set()
    added: list[Found] = []
    for app in _ALL:
        if not re.search(_APPS[app.type], folded, re.IGNORECASE):
            continue
        if app.no.search(folded):
            continue
        direct = False
        for phone in phones:
            previous = max((other.end for other in details if other.end <= phone.start), default=0)
            before = folded[max(previous, phone.start - 40) : phone.start]
            after = re.split(r"[。!?\n;]|\.(?:\s|$)", folded[phone.end : phone.end + 48])[0]
            at = app.before.search(before)
            behind = None if at else app.after.search(after)
            if at is None and (behind is None or app.same.search(after)):
                continue
            if behind and _has_its_own(app.type, phone.end + behind.end("word"), details):
                continue
            direct = True
            added.append(replace(phone, contact=replace(phone.contact, type=app.type, value=_dialled(phone))))
            both = (
                _PHONE_TOO.search(before[: at.start("word")]) or _TOO.search(at.group()) if at else _TOO.search(after)
            )
            if not both or _ONLY.search(after):
                replaced.add(phone.start)
        if not direct and app.same.search(folded):
            target = phones[-1] if phones else None
            if target is not None:
                added.append(replace(target, contact=replace(target.contact, type=app.type)))
            elif known_phone is not None:
                added.append(Found(replace(known_phone, type=app.type), len(folded), len(folded)))
    kept = [found for found in details if found.start not in replaced or found.contact.type != "phone"]
    yield from (_filled(found, details, known_phone) for found in (*kept, *added))


def _has_its_own(app: str, word_end: int, details: Sequence[Found]) -> bool:
    """Whether the app's word names another account ("手机138..., 微信号lily_88") and not the number before it."""
    return any(one.contact.type == app and 0 <= one.start - word_end <= _NEAR for one in details)


def _dialled(phone: Found) -> str:
    return phone.contact.value


def _filled(found: Found, details: Sequence[Found], known_phone: Contact | None) -> Found:
    """手机号艾特163点com: the number that stands elsewhere, without its country code."""
    value = found.contact.value
    if found.contact.type != "email" or not value.startswith((PHONE_LOCAL, QQ_LOCAL)):
        return found
    kind = "phone" if value.startswith(PHONE_LOCAL) else "qq"
    number = next(
        (other.contact.value for other in details if other.contact.type == kind),
        known_phone.value if known_phone else "",
    )
    return replace(
        found,
        contact=replace(
            found.contact, value=value.replace("{" + kind + "}", number.removeprefix("+86").removeprefix("+1"))
        ),
    )
