"""The words by which a customer takes something back."""

import re

_CORRECTS = re.compile(
    r"\b(?:sorry|oops|no|nope|wait|actually|correction|correct"
    r"|i\s+mean|i\s+meant|typo|wrong|mistake|mistyped"
    r"|misspelled|misspelt|scratch\s+that|instead|changed"
    r"|change|make\s+(?:that|it)"
    r"|rather|fix|update|new\s+(?:number|e-?mail|phone"
    r"|address)|not|ignore|fat\s+fingers?|should\s+(?:be|read"
    r"|have\s+been)|meant|replace|switch|use\s+this|moved|hmm+"
    r"|let\s+me\s+(?:check|see)|the\s+second\s+one"
    r"|the\s+latter)\b"
    r"|不对|不是|错了|写错|打错|说错|发错|输错|填错|错|改成|换成|改为|换到|改到|改一下|换一下|换个"
    r"|应该是|更正|啊不|哦不|呃|而是|搬到|换了|新的?(?:号|手机|电话|邮箱|微信|地址)|写中文|纠正"
    r"|抱歉|才对|以这个为准|为准",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\b(?:also|another|second|alternative|alternatively"
    r"|backup|as\s+well|additionally|or\s+(?:try|on|at)|too)\b"
    r"|另外|还有|备用|另一个|也可以|也行|或者",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:same|what'?s ?app|we ?chat|digits?|ends?|ending"
    r"|starts?|area code|don'?t|stop|delete|remove|forget"
    r"|underscore|dash"
    r"|old|again|as well)\b|同|微信|尾号|尾数|结尾|末|最后|开头|前[三四]位|区号|门牌|删|别|不用|停机|\d{3}[ -]?\d{4}|@",
    re.IGNORECASE,
)


def corrects(folded: str) -> bool:
    """Whether these words say that something told before was wrong."""
    return _CORRECTS.search(folded) is not None


def adds(folded: str) -> bool:
    """Whether what comes stands beside what was told before."""
    return _ADDS.search(folded) is not None


def leans_on_known(folded: str) -> bool:
    """Whether these words may change or complete what was told before: a cheap look."""
    return corrects(folded) or _LEANS.search(folded) is not None
