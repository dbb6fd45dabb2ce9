"""What a sentence that answers a question looks like: an amount for "how much", a time for "how long"."""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from graphs.places import places_in
from knowledge.language import detect
from knowledge.wordlist import word_set

_AMOUNT = (
    r"(?i)[$€£¥￥]\s?\d|\d\s*(?:usd|eur|gbp|rmb|cny|dollars?|euros?|pounds?|cents?)\b|\d\s*(?:元|块|美元|欧元)"
    r"|free|免费|包邮|不收"
)
_TIME = (
    r"(?i)\d\s*(?:[-–—~到至]\s*\d+\s*)?(?:个)?(?:working\s+|business\s+|calendar\s+)?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|am|pm|秒|分钟|小时|天|日|周|星期|月|年|工作日|点)"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|immediately|at\s+once|same\s+day|lifetime|1\d{3}|20\d{2})\b|立即|当天|终身|随时"
)
_CLOCK = r"(?i)\d{1,2}[:：]\d{2}|\d\s*(?:am|pm|a\.m\.|p\.m\.|点|时)(?![a-z])|24\s*(?:hours|小时)"
_LENGTH = r"(?i)\d\s*(?:[cmk]m|m|metres?|meters?|inch(?:es)?|feet|ft|厘米|毫米|公分|米)(?![a-z])"
_WEIGHT = r"(?i)\d\s*(?:kg|g|lbs?|pounds?|kilo(?:gram)?s?|grams?|千克|公斤|斤|克)(?![a-z])"
_LIGHT = r"(?i)\d\s*(?:lm|lumens?|lux|流明)(?![a-z])|\b(?:lm|lumens?|lux|流明)\W{1,3}\d"
_POWER = r"(?i)\d\s*(?:w|watts?|瓦)(?![a-z])|\b(?:w|watts?|瓦)\W{1,3}\d"
_MEASURES = (_WEIGHT, _LIGHT, _POWER)
_NUMBER = r"\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千万]+"
_SOMEBODY = r"\b[A-Z][a-z]+|先生|女士|公司|客服|同事|我们"
_PLACE = (
    r"\b(?:in|at|from|near|to)\s+(?:the\s+)?(?!\w+day\b)[A-Z]\w*|(?i:\b(?:address|street|road|lane|avenue|square|located)\b)"
    r"|地址|路|街|位于|来自|\d\s*号"
)
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*|[$€£¥￥|*•-]|[^\x00-\x7f]")
_MEASURE = re.compile(r"\d\s*[^\W\d]|[$€£¥￥]")
_PREPOSITIONS = word_set("in at from near to the")
_LIST = r" \| |(?m:^\s*[-*•]\s)"


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer holds; where it is `needed`, a sentence without it is no answer.

    Where a `place` is asked for, the name of a country or a city will do, wherever it stands in the sentence. Where a
    `measure` is, nothing else will: how bright a lamp is is not told by what it can be dimmed with.
    """

    told: re.Pattern[str]
    needed: bool
    place: bool = False
    measure: bool = False


_SHAPES = (
    (
        (
            r"\bhow\s+heavy\b|\bhow\s+much\b.{0,40}\b(?:weigh|hold|carry)|\bwhat\b.{0,40}\bweigh|多重|有多沉|重量|承重"
            # Pounds are money as well.
            r"|\bhow\s+many\s+(?:kg|kilo(?:gram)?s?|grams?|lbs?|pounds?\b.{0,40}\b(?:weigh|hold|carry|heavy))\b"
            r"|(?:多少|几)(?:千克|公斤|斤|克)"
        ),
        _WEIGHT,
        True,
    ),
    (
        (
            r"\bhow\s+(?:much\b(?!\s+(?:time|notice))|expensive)|\bwhat\b.{0,50}\b(?:costs?|price|fee)\b"
            r"|\bhow\b.{0,40}\b(?:shipping|delivery|postage|freight|fees?|costs?|prices?)\b.{0,30}\b(?:calculated|charged|computed"
            r"|worked\s+out|determined)\b"
            r"|多少钱|什么价|价格|(?:运|邮|快递|配送)费(?:.{0,3}(?:多少|怎么|如何)|\W*$)|怎么收费|费用|收费"
        ),
        _AMOUNT,
        True,
    ),
    (
        r"\bwhat\s+time\b|\b(?:opening|business|service)\s+hours\b|\bwhen\b.{0,60}\b(?:open|close)s?\b|几点|营业时间",
        _CLOCK,
        True,
    ),
    (r"\bhow\s+bright\b|\bhow\s+much\s+light\b|\bhow\s+many\s+(?:lumens?|lm|lux)\b|多亮|多少流明", _LIGHT, True),
    (r"\bhow\s+many\s+w(?:atts?)?\b|\bwhat\s+wattage\b|多少瓦|多大功率|功率(?:是|有)?多[大少]", _POWER, True),
    (
        (
            r"\bhow\s+(?:tall|high|wide|deep|big|large)\b|\bhow\s+many\s+(?:[cm]m|(?:centi|milli)?met(?:er|re)s?|inch(?:es)?)\b"
            r"|多高|多宽|多深|多大尺寸|多少(?:厘米|公分|毫米|米)"
        ),
        _LENGTH,
        True,
    ),
    (
        (
            r"\bhow\s+(?:long|soon|often)\b"
            # "tracked when shipped" asks for no time.
            r"|(?:(?:^|[.!?,;:\n])\W*|\b(?:and|or|but|so|know|tell\s+me|since|until|till|by|from)\s+)when\b"
            r"|\bwhen\s+(?:do|does|did|is|are|was|were|will|would|can|could|should|has|have)(?:n't)?\b|\bwhat\s+(?:year|date|day|month)\b"
            r"|多久|多长时间|[几多少]+[天年个]*[天年月]|什么时候|何时|哪[年天]|时间限制"
        ),
        f"{_TIME}|{_LENGTH[4:]}",
        True,
    ),
    (
        r"\bhow\s+(?:many|much|far|old)\b|\bwhat\s+(?:number|percentage)|多少|几[个件次台岁盏期]",
        _NUMBER,
        True,
    ),
    (r"\bwhich\b|哪些|哪几", _LIST, False),
    (r"\bwho(?:se|m)?\b|谁", _SOMEBODY, False),
    (
        (
            r"\bwhere\b.{0,30}\b(?:warehouses?|offices?|headquarters|factor(?:y|ies)|workshops?|showrooms?|stores?|shops?"
            r"|located|based)\b|(?:仓库|总部|工厂|工坊|办公室|公司|展厅|门店|实体店).{0,4}(?:哪里|哪儿|在哪|什么地方)"
        ),
        _PLACE,
        True,
    ),
    (r"\bwhere\b|哪里|哪儿|在哪|什么地方", _PLACE, False),
)


# Words of asking, which sentences about anything else may hold as well.
_ASKING_WORDS = re.compile(
    r"\b(?:takes?|taken|get|got|long|much|many|soon|need|want|know|tell|please|help|would|like|could|question|wondering)\b"
    r"|请问|我想|想问|一下|知道|告诉|需要|我(?:可以|能)|吗(?=[?？\s]*$)",
    re.IGNORECASE,
)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Shape], ...]:
    return tuple(
        (
            re.compile(asked, re.IGNORECASE),
            Shape(re.compile(told), needed, told is _PLACE, told in _MEASURES),
        )
        for asked, told, needed in _SHAPES
    )


def wanted_shape(question: str) -> Shape | None:
    """What an answer would hold; None where the question does not tell."""
    return next((shape for asked, shape in _compiled() if asked.search(question)), None)


def tells(shape: Shape, question: str, sentence: str) -> bool:
    """Whether a sentence holds what the shape asks for; a name or number of the question alone does not tell it."""
    if shape.place and _places(sentence) - _places(question):
        return True
    own = _words(question)
    return any(
        _MEASURE.search(match.group()) or not _words(match.group()) <= own for match in shape.told.finditer(sentence)
    )


def _places(text: str) -> Set[str]:
    return {place.chain[0] for place in places_in(text)}


def _words(text: str) -> Set[str]:
    return set(_WORD.findall(text.casefold())) - _PREPOSITIONS


def what_it_is_about(question: str) -> str:
    """The question without the words of asking; itself where nothing else is left."""
    rest = _ASKING_WORDS.sub(" ", question)
    return rest if re.search(r"\w", rest) else question


# Not a word's end: to regular expressions a Chinese character behind a number belongs to its word (Halo 3有多重).
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z-]*(?:\s?-?\d+[A-Za-z]?(?![A-Za-z\d]))?")
_NOT_NAMES = word_set("I I'm I'd I've I'll OK Hi Hello Dear Thanks Please Yes No VAT GHz PDF FAQ App LED USB")
_OF_THE_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|christmas|easter",
    re.IGNORECASE,
)


def names_in(question: str) -> list[str]:
    """Names and model numbers: a capital within a sentence, a number right after a word, Latin words among Chinese."""
    chinese = (language := detect(question)) == "zh"
    if language not in ("en", "zh"):
        return []
    found: list[str] = []
    for match in _LATIN_NAME.finditer(question):
        name = match.group()
        first = not question[: match.start()].rstrip() or question[: match.start()].rstrip()[-1] in '.!?:;"“'
        if name in _NOT_NAMES or _OF_THE_CALENDAR.fullmatch(name) or (name.isupper() and len(name) == 1):
            continue
        if (name[0].isupper() and not first) or (chinese and len(name) > 1):
            found.append(name)
    return found
