"""Is an answer of the kind that its question asks for: a person, a time, an amount, a place, a reason, a list?"""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.words import fold

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundred|thousand"
    r"|million|billion|half|dozen|free|once|twice|none|zero|percent)\b|[零一二两三四五六七八九十百千万亿半数]|免费|包邮"
)
_TIME = re.compile(
    r"\b1\d{3}\b|\b20\d\d\b|\d ?(?::\d\d|st|nd|rd|th)\b|\b(?:day|week|month|year|hour|minute|second|decade|century"
    r"|today|tomorrow|yesterday|soon|immediately|always|never|until|after|before|during|when|since|once|daily"
    r"|weekend|morning|evening|night|spring|summer|autumn|winter|age|era)s?\b|\b(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\d ?(?:am|pm)\b"
    r"|[天日周月年时点分秒]|世纪|年代|[春夏秋冬]季|时期|时代|初期|末期|小时|立即|马上|当天|随时|期间|之后|以后|之前|以前|朝"
)
_PLACE = re.compile(
    r"\b(?:at|in|on|to|from|under|via|near|street|page|website|store|shop|account|settings|menu|link|city|state"
    r"|country|island|river|north|south|east|west|europe|asia|africa|america)\b"
    r"|[在到从往国省市县区镇乡村州郡岛洲海湖江河山港湾路街道巷桥站院馆寺部带内里外上下边岸方地京城]|页面|门店|官网"
)
_REASON = re.compile(
    r"\b(?:because|due|to|for|since|as|so|caus\w*|reason\w*|lack|by)\b|因|由于|为了|以便|所以|使|导致|避免"
)
_LIST = re.compile(r",|;|\band\b|\bor\b|[、，；和及与或]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_UNIT = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")

_ASKED = {
    "number": r"\bhow (?:much|many|large|big|far|tall|high|heavy|old|fast)\b"
    r"|\bwhat (?:is |was |are )?(?:the )?(?:\w+ )?(?:price"
    r"|cost|fee|number|percent\w*|amount|population|size|temperature|rate|length|height)\b|\bcosts?\b|多少|几(?![乎何])"
    r"|多(?:高|大|重|宽|远|深|长(?!时))|价格|价钱|运费|长度|面积|人口",
    "time": r"\bwhen\b|\bhow (?:long|soon|often)\b|\b(?:what|which) (?:time|date|day|year|month|decade|century)\b"
    r"|多久|多长时间"
    r"|几(?:点|天|号|时|月)|什么时(?:候|间|期)|何时|哪(?:一)?(?:天|年|月|日|个?世纪|个?时期)|时间是",
    "place": r"\bwhere\b|\b(?:what|which) (?:city|country|state|place|region|continent|town)\b|哪里|哪儿|在哪|何处|何地"
    r"|什么(?:地方|地区|地带|海域|位置)|哪(?:一|两|几|些)?个?(?:国家|地区|城市|省|市|县|州|海域|洋区|地方|国)|分布(?:于|在)",
    "person": r"\bwho(?:m|se)?\b|谁|哪(?:一)?[位名]|什么人|何人",
    "reason": r"\bwhy\b|\bwhat (?:caused|is the reason)\b|为什么|为何|为啥|原因|什么目的",
    "list": r"哪些|哪几|\bwhat are\b|有什么(?:特点|特征|特色|功效|作用)",
    "way": r"^how(?! (?:much|many|long|far|large|big|tall|high|heavy|old|fast|soon|often)\b)"
    r"|怎么|怎样|如何|什么(?:方式|方法|内容)",
}
_ASKS = {kind: re.compile(pattern) for kind, pattern in _ASKED.items()}
_HEAD = re.compile(
    r"(?:什么(?:样的?)?|哪(?:一|两|几|些)?[个种位名家部本条所座届支只类]?)(?P<zh>[\u3400-\u9fff]{1,4})"
    r"|\b(?:what|which)(?: kind| type| sort)?(?: of)? "
    r"(?P<en>(?!is|are|was|were|do|did|does|has|have|had|would|will|can)[a-z]{3,})"
)
_DATE_ALONE = re.compile(r"[\W\d年月日]+")
_SHORT, _LONGEST_NAME = 6, 8
_AMBIGUOUS = "的了是在有吗呢被会能可和与"


@dataclass(frozen=True, slots=True)
class Fit:
    """In [-1, 1]: `kind`, is it of the kinds asked for; `strange`, an amount that nobody asked for.

    `head`: does it end in, or stand before, the noun after "which" ("which family": "the finch family").
    """

    kind: float
    strange: float
    head: float


@lru_cache(maxsize=2048)
def kinds_asked_for(question: str) -> frozenset[str]:
    """The kinds that a question's words ask for; none for "what is" and for what is no question."""
    asked = fold(question)
    return frozenset(kind for kind, pattern in _ASKS.items() if pattern.search(asked))


def words_in(text: str) -> float:
    """Words, a Chinese character counting half."""
    return sum(0.5 if _HAN.match(unit) else 1.0 for unit in _UNIT.findall(text))


def fit(question: str, answer: str, after: str = "") -> Fit:
    """How well a bare answer fits what was asked for; `after` is what follows it where it was quoted from."""
    asked, answered = kinds_asked_for(question), fold(answer)
    found = _kinds_of(answered)
    kind = sum(1.0 if one in found else -1.0 for one in asked) / len(asked) if asked else 0.0
    has_digit = any(map(str.isdigit, answered))
    strange = has_digit and words_in(answered) <= _SHORT and not asked & {"number", "time"}
    return Fit(kind, float(strange), _head(question, answered, fold(after)))


def is_of_kind(question: str, answer: str) -> bool:
    """Whether a whole answer holds an amount, a time or a place where the question asks for one."""
    return kinds_asked_for(question) & {"number", "time", "place"} <= _kinds_of(fold(answer))


@lru_cache(maxsize=2048)
def _kinds_of(answered: str) -> frozenset[str]:
    """What a folded answer may be."""
    words = words_in(answered)
    found = {
        "number": bool(_NUMBER.search(answered)),
        "time": bool(_TIME.search(answered)),
        "place": bool(_PLACE.search(answered)) and not _DATE_ALONE.fullmatch(answered),
        "person": words <= _LONGEST_NAME and not any(map(str.isdigit, answered)),
        "reason": words >= 4 or bool(_REASON.search(answered)),
        "list": words >= 6 or bool(_LIST.search(answered)),
        "way": words >= 3,
    }
    return frozenset(kind for kind, is_one in found.items() if is_one)


def _head(question: str, answered: str, after: str) -> float:
    match = _HEAD.search(fold(question))
    if not match:
        return 0.0
    if match["zh"]:
        noun = re.split(f"[{_AMBIGUOUS}]", match["zh"])[0]
        if not noun:
            return 0.0
        near = answered + after[: len(noun) + 1]
        return 1.0 if noun[:2] in near or noun[-1] in answered[-2:] + after[:2] else -0.5
    return 1.0 if match["en"].rstrip("s")[:6] in answered + after[:20] else 0.0
