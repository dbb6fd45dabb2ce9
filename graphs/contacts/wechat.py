"""WeChat ids (6-20 letters, digits, - and _, letter first), which only a word before makes recognisable."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.turn import Contact

_WECHAT = re.compile(
    r"(?:微\s?信|(?<![a-z])(?:wechat|weixin|we\s?chat|vx|v信|wx)|薇信|威信)\s*(?:号码?|账号|帐号|id|account|number)?\s*"
    r"(?:is|是|为|:|：|=|@|，|,)?\s*(?:is\s+)?(?P<id>[A-Za-z][A-Za-z0-9_-]{5,19}|\d{5,15})(?![A-Za-z0-9_@.-])",
    re.IGNORECASE,
)
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
    ]
)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Ids as written; a mobile number may be one ("微信13800138000")."""
    for match in _WECHAT.finditer(text):
        value = match["id"]
        if value.lower() not in _WORDS:
            yield Found(Contact("wechat", value, value), match.start("id"), match.end("id"))


contact = ContactKind("wechat", 2, find)
