"""Does the customer complain in this turn: of something that went wrong, or of how they were treated?

Labels: `complaint`, `no_complaint`; `not_applicable` where the customer said nothing. The score is 1 minus how likely
it is a complaint. A question how to complain, or what happens if something breaks, is none.
"""

import math
import re

from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.sentiment import sentiment_of
from knowledge.words import fold

VERSION = "1"
STAGE = Stage.REPLY
LABELS = ("complaint", "no_complaint")

# Round weights, set by hand.
_BIAS, _UPSET, _SAYS_SO_WEIGHT, _WENT_WRONG_WEIGHT, _ASKS_WHETHER = -1.8, 2.6, 3.0, 1.3, -1.0

_SAYS_SO = re.compile(
    r"\b(?:complain(?!ts? (?:department|form|procedure))\w*|unacceptable|disgrace\w*"
    r"|disgusted|ripp(?:ed|ing)[ -]off|scam\w*"
    r"|appalling"
    r"|terrible service|worst (?:service|company|experience)|never (?:buy|order|shop|use)\w* (?:from|with|here"
    r"|again)|report (?:you|this|your)|bad review|one star|consumer protection)\b"
    r"|投诉|差评|举报|曝光|维权|12315|消协|再也不(?:买|来|用)|太(?:差|坑|过分|气人)|骗(?:人|子|我)|欺骗|虚假|黑心|态度(?:差|恶劣|不好)"
    r"|讨个?说法|给(?:我)?个?(?:说法|交代)",
    re.IGNORECASE,
)
_WENT_WRONG = re.compile(
    r"\b(?:still|yet) (?:not|no|haven't|hasn't|waiting|nothing|doesn't|isn't)|\b(?:haven't|hasn't|not|never"
    r"|didn't) (?:yet )?"
    r"(?:received|arrived|arrive|come|been|got|get|heard|delivered|refunded|worked)\b"
    r"|\b(?:doesn't|does not|isn't|is not|not|won't|stopped|stops|can't|cannot) (?:work\w*|load\w*|turn\w* on|open\w*"
    r"|connect\w*|log in|sign in|charg\w*|respond\w*|play\w*)\b"
    r"|\b(?:broken?|damaged|faulty|defective|crash(?:es|ed|ing)|missing|cracked|leak(?:s|ing)|wrong (?:item|size|order"
    r"|colou?r|one)|overcharged|charged (?:me )?twice|cancelled my|lost my|ignored|no (?:reply|response|answer))\b"
    r"|\b(?:for|over|after|waited|waiting) (?:\w+ ){0,2}(?:hours|days|weeks|months)\b|\bkeeps? \w+ing\b"
    r"|\bhow long (?:does|will) it take you"
    r"|还(?:没|不)(?:到|发|退|收|来|给|修|处理|解决)|没(?:有)?(?:收到|到货|退|人(?:理|管|接|回))|(?:坏|碎|破|漏|裂|丢|少|发错|寄错)了"
    r"|少发|发错|用不了|不能用|打不开|没反应|质量(?:差|问题|太)|等了.{0,6}(?:天|周|月|小时|久)|重复扣|多扣|乱收费|拖了|一直(?:没|不)|又(?:坏|没|错)",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"\b(?:if|in case|what happens|how (?:do|can) i (?:make|file|send) a complaint|where (?:do|can) i complain)\b"
    r"|如果|万一|假如|要是|(?:怎么|如何|哪里|在哪)(?:能|可以)?(?:投诉|举报)",
    re.IGNORECASE,
)


async def grader(context: GradingContext) -> Grade:
    """The customer's words of this turn: their mood, what they say went wrong, and whether they call it by its name."""
    question = context.turn.question
    if not question.strip():
        return Grade.not_applicable("the customer said nothing")
    likely = likelihood(question, sentiment_of(question, await context.meaning(question)).upset)
    if likely >= 0.5:
        return Grade.failed("the customer complains", "complaint", 1 - likely, (question,))
    return Grade.passed("no complaint", "no_complaint", 1 - likely)


def likelihood(text: str, upset: float) -> float:
    """How likely the text is a complaint, in [0, 1]; `upset` is the probability that its writer is."""
    plain = fold(text)
    total = (
        _BIAS
        + _UPSET * upset
        + _SAYS_SO_WEIGHT * bool(_SAYS_SO.search(plain))
        + _WENT_WRONG_WEIGHT * bool(_WENT_WRONG.search(plain))
        + _ASKS_WHETHER * bool(_WHETHER.search(plain))
    )
    return 1 / (1 + math.exp(-total))
