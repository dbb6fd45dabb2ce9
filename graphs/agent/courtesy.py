"""Sentences that state no fact of the business: courtesy, questions back, and saying that one does not know."""

import re

# Said before something else: what follows is looked at by itself.
_INTERJECTION = re.compile(
    r"^\s*(?:and\s+(?=yes\b|no\b))?(?:(?:hi|hello|hey|sure|certainly|of course|absolutely|great|perfect|yes|no"
    r"|thanks|thank you|you're welcome|no problem|sorry|apologies|i'm sorry|i am sorry|i apologi[sz]e|unfortunately"
    r"|good question)\b"
    r"|您好|你好|好的|当然|没问题|是的|抱歉|很抱歉|非常抱歉|对不起|不好意思|谢谢您?|感谢您?|不客气)[\s,，、!！.。;；:—-]*",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^(?:let me|feel free|i hope|happy to|glad to|i'm happy|i am happy|i'd be|i would be"
    r"|please (?:let me know|feel free|tell me|share|provide|give me)|if you (?:have|need|could|can|would|let)"
    r"|i(?:'ll| (?:can|could|will)) (?:(?:gladly|happily|be (?:happy|glad) to) )?(?:help|look|check"
    r"|try)|(?:i am|i'm) an? ai|as an ai|is there anything"
    r"|have a (?:nice|good|great)"
    r"|(?:about|for) (?:that|this|it|(?:the|any|all the) (?:trouble|inconvenience|confusion|wait|delay))\W*$"
    r"|please (?:try (?:it )?again|(?:ask|see|consult|talk to) (?:a|your) (?:doctor|physician|pharmacist))"
    r"|我(?:来|这就|可以|先)?(?:帮|为|给)您(?:看|查|解答|了解)"
    r"|希望|如有|(?:给|让|为)您.{0,6}(?:麻烦|不便|久等|不好的体验)了?\W*$|请您?稍[后候等]|请您?先?咨询医生"
    r"|请您?(?:告诉|提供|补充|留下|说明)|如果您?(?:还|有|需要|方便)|我是.{0,6}(?:AI|智能|机器人)|随时(?:告诉|联系|咨询))",
    re.IGNORECASE,
)
# What an apology says of the customer's own matter they have told themselves.
_APOLOGY = re.compile(
    r"^\s*(?:(?:i|we)(?:'m| am| are|'re) )?(?:very |so |really )?sorry (?:that |to hear (?:that )?)"
    r"(?:it|this|you|your [a-z]+) (?:[a-z']+ ){1,4}[a-z]+[.!]?$"
    r"|^\s*(?:很|非常|实在)?抱歉[，,]?(?:您的)?(?:商品|包裹|东西|订单|快递)?(?:到货时)?(?:破损|坏|晚|丢)了[。！]?$",
    re.IGNORECASE,
)
_NOT_KNOWING = re.compile(
    r"\b(?:i|we) (?:do not|don't|did not|didn't|could not|couldn't|cannot|can't)"
    r" (?:have|know|find|see|say|tell|confirm|answer|look|check|access|reach|promise|guarantee|show)\b"
    r"|\bi(?:'m| am) not (?:sure|able|certain)\b"
    r"|(?:没有|未能|无法|没能|没法|不能)(?:在.{0,12})?(?:找到|查到|查询|查看|提供|确认|回答|保证|承诺)"
    r"|(?:不能|无法|没办法|不敢)[^，。]{0,6}保证|不(?:太)?(?:清楚|知道|确定)",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    r"\b(?:can't|cannot|can not|unable to|not able to|won't|will not)\s+"
    r"(?:assist|help|comply|continue|fulfil|engage|do that)"
    r"|\bas an? (?:ai )?(?:large )?language model\b"
    r"|(?:无法|不能|不便)(?:为您|给您|向您)?(?:协助|帮助|帮忙|满足|讨论|继续)|作为(?:一个|一款)?(?:AI"
    r"|人工智能|大型?)?语言模型",
    re.IGNORECASE,
)
_BUT = re.compile(r"[,;] but\b|[，；,;]\s*(?:但是?|不过)", re.IGNORECASE)
_ASKS = re.compile(r"[?？:：][\"”’]?\s*$")
# A longer sentence that opens politely goes on to say something.
_COURTESY_MAX_LENGTH = 120


def refuses(sentence: str) -> bool:
    """Whether it declines to help, as models do whose own rules were touched."""
    return bool(_REFUSING.search(sentence.replace("’", "'")))


def says_unknown(sentence: str) -> bool:
    """Whether it says that the agent does not know."""
    return bool(_NOT_KNOWING.search(sentence.replace("’", "'")))


def without_politeness(sentence: str) -> str:
    """What is said after "yes", "sorry" and the like."""
    rest = sentence.replace("’", "'")
    while match := _INTERJECTION.match(rest):
        rest = rest[match.end() :]
    return rest


def states_no_fact(sentence: str) -> bool:
    """Whether the sentence needs no source: none of its parts does, where it says "but"."""
    return all(_states_none(part) for part in _BUT.split(sentence))


def _states_none(part: str) -> bool:
    if _APOLOGY.match(part.replace("’", "'")):
        return True
    rest = without_politeness(part)
    if not re.search(r"\w", rest) or _ASKS.search(rest) or _NOT_KNOWING.search(rest):
        return True
    return len(rest) <= _COURTESY_MAX_LENGTH and bool(_COURTESY.match(rest))
