"""What a sentence that answers a question looks like: an amount for "how much", a time for "how long"."""

import re
from functools import cache

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
_NUMBER = r"\d|[一二两三四五六七八九十百千万]+"
_SOMEBODY = r"\b[A-Z][a-z]+|先生|女士|公司|客服|同事|我们"
_PLACE = r"\b(?:in|at|near|street|road|city)\b|\b[A-Z][a-z]+|路|街|号|市|区|省|国|在"
_SHAPES = (
    (r"\bhow\s+much\b|\bwhat\b.{0,50}\b(?:cost|price|fee)|多少钱|什么价|价格|运费|费用|收费", _AMOUNT),
    (
        (
            r"\bhow\s+(?:long|soon|often)\b|\bwhen\b|\bwhat\s+(?:time|year|date|day|month)\b"
            r"|多久|多长时间|几天|什么时候|何时|几点|哪[年天]"
        ),
        _TIME,
    ),
    (
        r"\bhow\s+(?:many|much|far|big|tall|heavy|large|old)\b|\bwhat\s+(?:number|percentage)|多少|几[个件次台岁]",
        _NUMBER,
    ),
    (r"\bwho(?:se|m)?\b|谁", _SOMEBODY),
    (r"\bwhere\b|哪里|哪儿|在哪|什么地方", _PLACE),
)


# Words of asking, which sentences about anything else may hold as well.
_ASKING_WORDS = re.compile(
    r"\b(?:takes?|taken|get|got|long|much|many|soon|need|want|know|tell|please|help|would|like|could|question|wondering)\b"
    r"|请问|我想|想问|一下|知道|告诉|需要",
    re.IGNORECASE,
)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(asked, re.IGNORECASE), re.compile(told)) for asked, told in _SHAPES)


def wanted_shape(question: str) -> re.Pattern[str] | None:
    """What an answer would hold; None where the question does not tell."""
    return next((told for asked, told in _compiled() if asked.search(question)), None)


def what_it_is_about(question: str) -> str:
    """The question without the words of asking; itself where nothing else is left."""
    rest = _ASKING_WORDS.sub(" ", question)
    return rest if re.search(r"\w", rest) else question
