"""Which piece of a detail a correction exchanges, and which kinds of details it takes back altogether."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

_PIECE = r"[A-Za-z0-9._@+-]{1,40}|[\u4e00-\u9fff]{1,4}?"
_EN_PIECE = (
    r"[\"'“]?(?P<{0}>[A-Za-z0-9._@+-]{{1,40}}?(?:[ -](?:zero|oh|one|two|three|four|five|six|seven|eight"
    r"|nine|\d+)){{0,4}})[\"'”]?"
)
_EXCHANGES = (
    re.compile(
        rf"\b(?:it'?s|is|should\s+be|that'?s|make\s+(?:it|that)|spelled|spelt|with|are|as|be|at|the)\s+(?:an?\s+"
        rf"|the\s+|number\s+|actually\s+)?{_EN_PIECE.format('new')},?\s+(?:and\s+"
        rf"|,\s*)?not\s+(?:with\s+|an?\s+|the\s+|number\s+)?{_EN_PIECE.format('old')}(?=[,.!?)\s]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|(?<=[.!?,]\s))(?:(?:no|sorry|oops|wait|correction|typo|mistake|i\s+meant|meant"
        rf"|actually)\W{{1,3}}){{0,4}}{_EN_PIECE.format('new')},?\s+not\s+(?:with\s+|an?\s+"
        rf"|the\s+)?{_EN_PIECE.format('old')}(?=[,.!?)\s]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bnot\s+(?:with\s+|an?\s+|the\s+)?{_EN_PIECE.format('old')},?\s+(?:but|it'?s|rather|it\s+is"
        rf"|it\s+should\s+be|should\s+be)\s+(?:with\s+|an?\s+"
        rf"|the\s+)?{_EN_PIECE.format('new')}(?=[,.!?)\s]|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:replace|change|swap)\s+(?:the\s+)?{_EN_PIECE.format('old')}\s+(?:with|to|by|for"
        rf"|into)\s+(?:an?\s+|the\s+)?{_EN_PIECE.format('new')}(?=[,.!?)\s]|$)",
        re.IGNORECASE,
    ),
    re.compile(rf"不是\s?(?P<old>{_PIECE})\s?,?\s?(?:而|应该)?是\s?(?P<new>{_PIECE})(?=[,。!?\s]|$)"),
    re.compile(
        rf"(?:是|写)\s?(?P<new>{_PIECE})\s?,?(?:[^,。不]{{0,6}},)?\s?(?"
        rf":而)?不是\s?(?P<old>{_PIECE})(?=[,。!?\s]|$|弓|立|耳|口)"
    ),
    re.compile(rf"(?:把|将)\s?(?P<old>{_PIECE})\s?(?:改成|换成|改为)\s?(?P<new>{_PIECE})(?=[,。!?\s]|$)"),
)
_SIGNS = {
    "_": r"underscores?|下划线|下劃線",
    "-": r"dash(?:es)?|hyphens?|横杠|杠|中划线|减号",
    ".": r"dots?|full stops?|点|句号",
}
_NO = (
    r"(?:no|without|not|drop|remove|there'?s\s+no|there\s+is\s+no|skip|minus)\s+(?:the\s+|an?\s+|any\s+)?"
    r"|没有?|不要|去掉|不带|无"
)
_KINDS = {
    "phone": r"phone(?:\s+number)?|number|mobile|cell|telephone|手机号?码?|电话号?码?|电话|号码",
    "email": r"e-?mail(?:\s+address)?|邮箱|邮件",
    "wechat": r"we\s?chat|微信",
    "qq": r"qq",
    "whatsapp": r"whats\s?app",
    "telegram": r"telegram|电报",
    "name": r"(?<!last )name|姓名|名字",
    "address": r"(?<!mail )address|地址",
}
_DROP_EN = (
    r"\b(?:don'?t\s+(?:call|use|text|keep|save|store)|do\s+not\s+(?:call|use|text|keep|save)|stop\s+using"
    r"|forget|delete|remove|erase|scrap|ignore|drop|discard"
    r"|no\s+longer\s+use)\s+(?:about\s+)?(?:me\s+(?:on|at|by)\s+)?(?:my|the|that|this"
    r"|all\s+my)\s+(?:old\s+)?(?:{0})\b(?!\s*(?:i\s+)?(?:ending|starting))"
)
_DROP_EN_AFTER = (
    r"\b(?:my|the|that)\s+(?:old\s+)?(?:{0})\s+(?:is\s+(?:dead|no\s+longer|off|broken|disconnected|gone"
    r"|wrong\s+now)|was\s+stolen|(?:has\s+)?stopped\s+working|doesn'?t\s+work|no\s+longer)"
)
_DROP_ZH = (
    r"(?:{0})(?:号|我)?[^,。不是]{{0,3}}(?:停机|停用|不用了|作废|别用|删掉|删了|注销"
    r"|丢了|坏了)|(?:别用|不要用|删掉|删了|删除|去掉|忘掉|别打)(?:我的?"
    r"|那个|之前的?|刚才的?)*(?:{0})"
)
_AREA = re.compile(r"(?:area code|区号|區號)[^\d]{0,24}(?P<area>0?\d{2,3})(?!\d)", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"(?:\b(?:make\s+(?:that|it)|should\s+be|i\s+meant?|it'?s)\s+|(?:应该是|改成|换成)\s?)(?P<digits>\d{3,4})(?=\W*$)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?:门牌|门牌号|号码)[^\d]{0,10}(?P<a>\d{1,5})\s?[号號]|(?:house|street|flat|apartment|unit"
    r"|door)\s+(?:number\s+)?(?:is|should\s+be)\s+(?P<b>\d{1,5}[A-Za-z]?)\b",
    re.IGNORECASE,
)


def exchanges(folded: str) -> Iterator[tuple[str, str]]:
    """Pairs of what is wrong and what stands in its place."""
    for pattern in _EXCHANGES:
        for match in pattern.finditer(folded[:400]):
            old, new = match["old"].rstrip(".,"), match["new"].rstrip(".,")
            if old.casefold() != new.casefold():
                yield _sign(old), _sign(new)


def _sign(word: str) -> str:
    return next((sign for sign, words in _SIGNS.items() if re.fullmatch(words, word, re.IGNORECASE)), word)


def signs_changed(folded: str) -> tuple[str, str] | None:
    """A sign that is not part of the id: ("_", "")."""
    for sign, words in _SIGNS.items():
        match = re.search(rf"(?:{_NO})\s?(?:{words})(?:\s+before\s+(?:the\s+)?(?P<next>\w+))?", folded, re.IGNORECASE)
        if match:
            after = match["next"] or ""
            return sign + after, after
    return None


def asked_away(folded: str, given: Sequence[str]) -> set[str]:
    """The kinds of details that the customer takes back without naming the value."""
    return {kind for kind, drops in _drops().items() if kind not in given and drops.search(folded)}


@cache
def _drops() -> Mapping[str, re.Pattern[str]]:
    """For each kind the words that take it back."""
    patterns = (_DROP_EN, _DROP_EN_AFTER, _DROP_ZH)
    return {
        kind: re.compile("|".join(f"(?:{pattern.format(words)})" for pattern in patterns), re.IGNORECASE)
        for kind, words in _KINDS.items()
    }


def area_changed(folded: str) -> str | None:
    """The area code that a message corrects."""
    match = _AREA.search(folded)
    return match["area"] if match else None


def house_number(address: str, folded: str) -> str:
    """The address with the house number that a message corrects."""
    match = _HOUSE.search(folded)
    if match is None:
        return address
    return re.sub(r"\d{1,5}(?=\s?[号號])|^\d{1,5}[A-Za-z]?(?=\s)", match["a"] or match["b"], address, count=1)


def fragment(folded: str) -> str | None:
    """Three or four digits that alone are put right: "make that 409"."""
    match = _FRAGMENT.search(folded)
    return match["digits"] if match else None
