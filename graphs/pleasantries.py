"""What stands around a question and asks nothing: greetings, thanks, excuses, and that one was misunderstood.

"不好意思，我的意思是：大陆标准运费多少钱？" denies nothing, and "hi, quick question. What ..." is about no question.
"""

import re

_ENGLISH = (
    r"(?:hi|hiya|hya|hello|hey|greetings|good\s+(?:morning|afternoon|evening|day))(?:\s+(?:there|again|all|team|everyone))?"
    r"|(?:many\s+)?thanks?(?:\s+you)?(?:\s+(?:so|very)\s+much|\s+a\s+lot|\s+again)?|thx|cheers|ok(?:ay)?(?:\s+cool)?|cool|all\s*right|understood"
    r"|got\s+it|i\s+see|nope|hm+(?:\s+no)?|here\s+we\s+go\s+again|great|perfect|excuse\s+me|pardon(?:\s+me)?|(?:i\s?'?a?m\s+)?sorry(?:\s+to\s+bother(?:\s+you)?)?"
    r"|(?:just\s+)?(?:an?\s+)?(?:quick|short|general|another)\s+question"
    r"|(?:i\s+)?hope\s+(?:you\s?'?a?re|all\s+is|everything\s?i?'?s|this\s+finds\s+you)(?:\s+(?:all|both|doing))*\s+(?:well|good|fine|great)"
    r"|(?:no\s*,\s*)?th(?:at\s+is|at'?s|is\s+is)\s+not\s+what\s+i\s+(?:meant?|asked)|(?:what\s+)?i\s+me(?:an|ant)(?:\s+is)?"
)
_CHINESE = (
    r"(?:您|你)好(?:啊|呀)?|哈[喽啰]|嗨|在[吗么]|有人吗|亲|(?:早上|上午|中午|下午|晚上)好|(?:不好意思|抱歉|对不起)(?:啊|哈)?"
    r"|打扰(?:了|一下|您了?|你了?)?|麻烦(?:了|您了?|你了?)?|随便问问|又来了|(?:我)?(?:想)?(?:请教|咨询|请问|问)(?:一下|个问题|你|您|下)?"
    r"|明白了?|(?:我)?知道了|了解了?|好的?(?:吧|呢)?|嗯+|哦+|(?:谢谢|多谢|感谢)(?:您|你|啦|了)?|我?不是这个意思"
    r"|我(?:的意思是|是说|说的是|问的是|是想问|想问的是)"
)
_CLAUSE = re.compile(rf"\W*(?:{_ENGLISH}|{_CHINESE})\s*[,，.。!！~～:：;；、…\n]+\s*", re.IGNORECASE)
# Thanks and a name below the question; what is thanked for may say what is asked.
_CLOSING = re.compile(
    r"(?<=[.?!\n])\s*(?:(?:many\s+)?thanks?(?:\s+you)?(?:\s+(?:so|very)\s+much|\s+a\s+lot|\s+again|\s+in\s+advance)?|thx|cheers"
    r"|(?:(?:best|kind|warm)\s+)?(?:regards|wishes))(?:\s*[,.!\n]\s*(?-i:[A-Z])\w*(?:\s+(?-i:[A-Z])\w*)?)?[\s.!]*$"
    r"|(?<=[？?。！!])\s*(?:谢谢|多谢|感谢|辛苦)(?:您|你|啦|了|各位|大家)*[\s。.!！~～]*$",
    re.IGNORECASE,
)
_LONGEST_CLOSING = 120
_WORDS = re.compile(r"\w{2}")


def without_pleasantries(text: str) -> str:
    """The text from where it begins to say something to where thanks follow; itself where it says nothing else."""
    shorter = f"{text[:-_LONGEST_CLOSING]}{_CLOSING.sub('', text[-_LONGEST_CLOSING:])}"
    rest = text = shorter if _WORDS.search(shorter) else text
    while (clause := _CLAUSE.match(rest)) and _WORDS.search(rest, clause.end()):
        rest = rest[clause.end() :]
    return rest
