"""Sentences that state no fact of the business: courtesy, questions back, and saying that one does not know."""

import re

# Said before something else: what follows is looked at by itself.
_INTERJECTION = re.compile(
    r"^\s*(?:(?:hi|hello|hey|sure|certainly|of course|absolutely|great|perfect|yes|no|thanks|thank you|you're welcome"
    r"|no problem|sorry|apologies|i'm sorry|i am sorry|i apologi[sz]e|unfortunately|good question)\b"
    r"|您好|你好|好的|当然|没问题|是的|抱歉|很抱歉|非常抱歉|对不起|不好意思|谢谢您?|感谢您?|不客气)[\s,，、!！.。;；:—-]*",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^(?:let me|feel free|i hope|happy to|glad to|i'm happy|i am happy|i'd be|i would be"
    r"|please (?:let me know|feel free|tell me|share|provide|give me)|if you (?:have|need|could|can|would|let)"
    r"|i (?:can|could|will|'ll) (?:help|look|check|try)|(?:i am|i'm) an? ai|as an ai|is there anything"
    r"|have a (?:nice|good|great)"
    r"|希望|如有|请您?(?:告诉|提供|补充|留下|说明)|如果您?(?:还|有|需要|方便)|我是.{0,6}(?:AI|智能|机器人)|随时(?:告诉|联系|咨询))",
    re.IGNORECASE,
)
_NOT_KNOWING = re.compile(
    r"\b(?:i|we) (?:do not|don't|did not|didn't|could not|couldn't|cannot|can't)"
    r" (?:have|know|find|see|say|tell|confirm|answer)"
    r"|\bi(?:'m| am) not (?:sure|able|certain)\b"
    r"|(?:没有|未能|无法|没能)(?:在.{0,12})?(?:找到|查到|提供|确认|回答)|不(?:太)?(?:清楚|知道|确定)",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    r"\b(?:can't|cannot|can not|unable to|not able to|won't|will not)\s+"
    r"(?:assist|help|comply|continue|fulfil|engage|do that)"
    r"|\bas an? (?:ai )?(?:large )?language model\b"
    r"|(?:无法|不能|不便)(?:为您|给您|向您)?(?:协助|帮助|帮忙|满足|讨论|继续)|作为(?:一个|一款)?(?:AI|人工智能|大型?)?语言模型",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？:：][\"”’]?\s*$")
# A longer sentence that opens politely goes on to say something.
_COURTESY_MAX_LENGTH = 120


def refuses(sentence: str) -> bool:
    """Whether it declines to help, as models do whose own rules were touched."""
    return bool(_REFUSING.search(sentence.replace("’", "'")))


def states_no_fact(sentence: str) -> bool:
    """Whether the sentence needs no source."""
    rest = sentence
    while match := _INTERJECTION.match(rest):
        rest = rest[match.end() :]
    if not re.search(r"\w", rest) or _ASKS.search(rest) or _NOT_KNOWING.search(rest):
        return True
    return len(rest) <= _COURTESY_MAX_LENGTH and bool(_COURTESY.match(rest))
