"""Is the reply polite, by its words?

Labels: `polite` (a word of courtesy), `neutral`, `impolite` (contempt, blame or a brush-off); `not_applicable` where
nobody replied.
"""

import re

from graphs.evaluator.grader import Grade, GradingContext, Stage
from knowledge.sentences import split

VERSION = "1"
STAGE = Stage.REPLY
LABELS = ("polite", "neutral", "impolite")

_RUDE = re.compile(
    r"\b(?:stupid|idiot\w*|moron\w*|dumb|shut up|nonsense)\b"
    r"|\b(?:not|isn't) (?:my|our) (?:problem|fault|job)\b|\byour own (?:fault|problem)\b|\bit(?:'s| is) your fault\b"
    r"|\bcan(?:'t|not) you (?:read|see|understand)\b|\bare you (?:blind|deaf|listening)\b|\bdon't you understand\b"
    r"|\b(?:stop|quit) (?:asking|bothering|complaining|whining|wasting)\b|\bcalm down\b|\bi don't care\b|\bwho cares\b"
    r"|\bhow many times (?:do|must|should) (?:i|we)\b|\b(?:already|just) told you\b"
    r"|\btake it or leave it\b|\bdeal with it\b|\bget lost\b|\bwhat(?:ever| is your problem)\s*[.!?]*$"
    r"|\bread the (?:manual|page|website) (?:first|yourself)\b|\bfigure it out\b"
    r"|关我(?:们)?什么事|(?:不关|与)我(?:们)?(?:的)?(?:事|无关)|爱(?:买|要|退|信)不(?:买|要|退|信)"
    r"|(?:随便|由)你(?:吧|们)?[。！!]?$"
    r"|(?:你|您)?(?:没看见|没看到|看不懂|听不懂|不识字|不会看|没长眼)(?:吗|么|啊)|(?:不是)?(?:说|讲)了(?:多少|几|很多)[遍次]"
    r"|自己(?:不会)?(?:看|查|想办法|百度|解决)(?:啊|去|吧|吗)|你自己的(?:问题|责任|错)|烦不烦|烦死|闭嘴|愚蠢|白痴|傻[逼子瓜]"
    r"|神经病|有病|急什么|催什么|没完没了|等着吧|你想怎(?:么)?样|买不起",
    re.IGNORECASE,
)
_COURTEOUS = re.compile(
    r"\b(?:please|thank(?:s| you)|sorry|apologi[sz]e|welcome|happy to|glad to|pleasure|appreciate|of course|certainly"
    r"|let me know|feel free|hello|good (?:morning|afternoon|evening)|dear|have a (?:nice|great|good|lovely))\b"
    r"|[您请亲]|谢谢|感谢|抱歉|对不起|不好意思|麻烦|祝|很高兴|你好|欢迎",
    re.IGNORECASE,
)


async def grader(context: GradingContext) -> Grade:
    """One rude sentence spoils a reply, however many courtesies are around it."""
    reply = context.turn.reply
    if not reply.strip():
        return Grade.not_applicable("nobody replied")
    if rude := tuple(sentence for sentence in split(reply) if _RUDE.search(sentence.strip())):
        return Grade.failed("words of contempt, blame or a brush-off", "impolite", 0.1, rude)
    if _COURTEOUS.search(reply):
        return Grade.passed("a word of courtesy", "polite")
    return Grade.passed("neither courteous nor rude", "neutral", 0.7)
