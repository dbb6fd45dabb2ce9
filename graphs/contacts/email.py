"""E-mail addresses: as written on the web (RFC 5322 addr-spec without quoted parts), or spelled out with at and dot."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.contact_text import holds_any
from graphs.numbers.spoken import digits_of
from graphs.turn import Contact

_AT = re.compile(
    r"\s{0,2}(?:(?P<sign>@)|[(\[{<]\s?(?:at|@|艾特)\s?[)\]}>]|艾特|爱特|圈\s?[aA](?![A-Za-z])"
    r"|(?P<word>(?<=\s)at(?=\s)))\s{0,2}",
    re.IGNORECASE,
)
_DOT = r"(?:\.| \. |\s?(?:[(\[{]\s?(?:dot|点)\s?[)\]}]|点|點)\s?|\s(?:dot|period|point)\s)"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# ASCII on purpose: in "邮箱是a@b.com谢谢" the address ends where the Chinese text goes on.
_DOMAIN = re.compile(
    rf"(?P<name>{_LABEL}(?:(?:{_DOT}|\s(?:dash|hyphen)\s){_LABEL}){{0,4}}?{_DOT}[A-Za-z]{{2,24}}"
    rf"(?:{_DOT}[A-Za-z]{{2,3}}(?![A-Za-z0-9]))?)(?![A-Za-z0-9@]|\.[A-Za-z])",
    re.IGNORECASE,
)
# "...@qq.com18611589811", "...@sina.cnTel": what follows without a space begins with a capital or a digit.
_GLUED = re.compile(
    r"(?P<name>(?:[A-Za-z0-9-]{1,62}\.){1,4}?(?:com|net|org|cn|tw|hk|jp|sg)(?:\.(?:cn|tw|hk|jp"
    r"|sg))?)(?=[A-Z\d]|\.[A-Z])"
)
_SPELT = (
    (r"\s?[(\[{]\s?(?:dot|点)\s?[)\]}]\s?|\s(?:dot|period|point)\s|点|點", "."),
    (r"\s(?:underscore|under score)\s|\s?下划线\s?|\s?下劃線\s?", "_"),
    (r"\s(?:dash|hyphen|minus)\s|\s?(?:中?横?杠|减号)\s?", "-"),
    (r"\s(?:plus)\s|\s?加号\s?", "+"),
)
_JOIN = "|".join(pattern for pattern, _ in _SPELT)
# "at noon dot on the corner" is no address: what is spelled out ends in one of these.
_ENDS = re.compile(
    r"(?<![A-Za-z])(?:com|net|org|edu|gov|info|biz|io|co|ai|app|dev|me|tv|fm|cc|eu|uk|us|ca|au|nz|ie|de|fr|es|it|nl"
    r"|be|ch|at|se|no|dk|fi|pl|pt|cz"
    r"|ru|ua|tr|gr|in|jp|kr|cn|hk|tw|sg|my|th|vn|ph|id|br|mx|ar|cl|za|ng|ke|ae|sa|il|example|asia|shop|online|xyz)$",
    re.IGNORECASE,
)
_UNIT = r"[A-Za-z0-9_%+][A-Za-z0-9_%+.-]*"
_PLAIN_LOCAL = re.compile(r"(?<![A-Za-z0-9_%+*])(?<![A-Za-z0-9_*][.-])[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63}$")
_SPELT_LOCAL = re.compile(
    rf"(?<![A-Za-z0-9_%+*])(?<![A-Za-z0-9_*][.-])(?:[A-Za-z0-9](?:[ -][A-Za-z0-9]){{2,30}}"
    rf"|{_UNIT}(?:(?:{_JOIN})(?:{_UNIT}|[一二三四五六七八九零幺]+)){{0,6}})"
    r"(?P<han>\s?[一二三四五六七八九零幺]{1,12})?$",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(
    r"(?P<own>手机号码?|电话号码?|QQ号码?|(?:my )?(?:phone|mobile|cell) number|my number)$", re.IGNORECASE
)
_MAIL = re.compile(r"mail|邮|郵|address|写信|write to|reach me|contact", re.IGNORECASE)
_LONGEST = 96
_AT_CUES, _DOT_CUES = ("@", "at", "艾特", "爱特", "圈"), (".", "dot", "point", "period", "点", "點")
# An address that is made of a number told elsewhere: `graphs.lead.same_number` puts it in.
PHONE_LOCAL, QQ_LOCAL = "{phone}", "{qq}"


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Addresses in lower case."""
    if not (holds_any(text, _AT_CUES) and holds_any(text, _DOT_CUES)):
        return
    for at in _AT.finditer(text):
        limit = at.end() + _LONGEST
        domain = _DOMAIN.match(text, at.end(), limit)
        if at["sign"] and (domain is None or not _ENDS.search(domain["name"])):
            domain = _GLUED.match(text, at.end(), limit) or domain
        if domain is None or (at["sign"] and at.group()[0] != "@" and at.group()[-1] == "@"):
            continue  # "thanks @acme.shop": a mention
        opening = max(0, at.start() - _LONGEST)
        window = text[opening : at.start()]
        local = _local(window, spelt=not at["sign"] or at.group() != "@")
        if local is None:
            continue
        start, written = local
        if at["word"] and not (_is_spelt(domain["name"]) or _MAIL.search(text)):
            continue  # "look at example.com"
        if not at["sign"] and not _ENDS.search(domain["name"]):
            continue
        value = f"{written}@{_plain(domain['name'])}".casefold()
        if ".." not in value and not written.startswith(".") and not written.endswith("."):
            yield Found(Contact("email", value, ""), opening + start, domain.end())


def _local(window: str, *, spelt: bool) -> tuple[int, str] | None:
    if own := _OWN_NUMBER.search(window):
        return own.start(), QQ_LOCAL if own["own"].casefold().startswith("qq") else PHONE_LOCAL
    match = (_SPELT_LOCAL if spelt or re.search(_JOIN, window[-40:]) else _PLAIN_LOCAL).search(window)
    if match is None:
        return None
    written = match.group()
    if match.re is _SPELT_LOCAL and match["han"]:
        written = written[: -len(match["han"])] + digits_of(match["han"])
    return match.start(), _plain(written)


def _plain(written: str) -> str:
    for pattern, sign in _SPELT:
        written = re.sub(pattern, sign, written, flags=re.IGNORECASE)
    written = re.sub(r"[一二三四五六七八九零幺]+", lambda digits: digits_of(digits.group()), written)
    if re.fullmatch(r"[A-Za-z0-9](?:-[A-Za-z0-9]){3,}", written):
        written = written.replace("-", "")  # spelled letter by letter
    return re.sub(r"\s", "", written)


def _is_spelt(domain: str) -> bool:
    return re.search(r"\s(?:dot|period|point)\s|[(\[{]\s?dot|点", domain, re.IGNORECASE) is not None


contact = ContactKind("email", 0, find)
