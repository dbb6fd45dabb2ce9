"""WeChat ids (6-20 letters, digits, - and _, letter first), which only a word beside them makes recognisable.

An account that is found by a phone number is told by `graphs.lead.same_number`.
"""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.contact_text import holds_any
from graphs.turn import Contact

_WORD = (
    r"(?:微\s?信|薇\s?信|[威薇微]芯|威信|维信|徽信|(?<![A-Za-z])(?:we\s?chat|weixin|wei\s?xin|vx|v信|wx(?!id)|wxid(?=\s*[:是])|v(?=[:号]))|"
    r"(?<=[加+➕])(?:我)?(?:个)?v(?![A-Za-z])|加我?(?:个)?v\b|(?<=[加+➕])\s?我?[薇微威卫](?![\u4e00-\u9fff])|卫星(?=号?[:是]))"
)
_CUES = (
    "chat", "xin", "vx", "wx", "v信", "v:", "v号", "+", "加", "➕", "微", "薇", "威", "维信", "徽信", "卫",
)  # fmt: skip
_ID = r"[A-Za-z][A-Za-z0-9_-]{5,19}"
_LINK = (
    r"(?:(?:号码?|账号|帐号|id|account|number|name|handle|my|me|is|it's|at|on|under|as|是|为|叫|我|搜|加|搜索|用|直接|那边|上"
    r"|找|也?是|[:=,(\"“-])\s*){0,6}"
)
_SAID = re.compile(rf"{_WORD}\s*(?P<link>{_LINK})@?(?P<id>{_ID})(?![A-Za-z0-9_@-]|\.[A-Za-z])", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9_@.-])(?P<id>{_ID})(?![A-Za-z0-9_@-])[\s,(]*(?:这个?|就)?(?:(?:is|are|on|as|that's"
    rf"|for)\s+)?(?:my\s+)?(?:是)?(?:我的?)?{_WORD}"
    r"(?!\s*(?:pay|支付|付款|:|号?是))",
    re.IGNORECASE,
)
_SIGN = r"(?:[A-Za-z0-9]|下划线|underscore|横?杠|dash)"
_SPELT = re.compile(
    rf"{_WORD}\s*{_LINK}(?:[小大]写的?\s*)?(?P<id>[A-Za-z](?:\s{{1,2}}{_SIGN}){{5,19}})(?![A-Za-z0-9])", re.IGNORECASE
)
_SURE = re.compile(r"[:=]|\bid\b|是|为|叫|号|搜|\bis\b|\bas\b|handle", re.IGNORECASE)
_WORDS = frozenset(
    [
        "number",
        "account",
        "please",
        "payment",
        "support",
        "wechat",
        "weixin",
        "service",
        "transfer",
        "wallet",
        "instead",
        "because",
        "already",
        "doesn",
        "whatsapp",
        "telegram",
        "message",
        "anyway",
        "either",
        "phone",
    ]
)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Ids as written."""
    if not holds_any(text, _CUES):
        return
    for match in _SAID.finditer(text):
        id_ = match["id"]
        if id_.casefold() not in _WORDS and (_SURE.search(match["link"]) or re.search(r"[\d_-]", id_) or _alone(match)):
            yield Found(Contact("wechat", id_, ""), match.start("id"), match.end("id"))
    for match in _SPELT.finditer(text):
        spelt = re.sub(
            "下划线|underscore", "_", re.sub("横?杠|dash", "-", match["id"], flags=re.IGNORECASE), flags=re.IGNORECASE
        )
        yield Found(Contact("wechat", re.sub(r"\s", "", spelt), ""), match.start("id"), match.end("id"))
    for match in _BEFORE.finditer(text):
        if re.search(r"[\d_-]", match["id"]) and match["id"].casefold() not in _WORDS:
            yield Found(Contact("wechat", match["id"], ""), match.start("id"), match.end("id"))


def _alone(match: re.Match[str]) -> bool:
    """A plain word after the Chinese word, and after nothing else, is an id: 微信lgmupan."""
    return bool(re.match(r"[微薇威]|v|wx", match.group(), re.IGNORECASE)) and not match.group().casefold().startswith(
        "we"
    )


contact = ContactKind("wechat", 1, find)
