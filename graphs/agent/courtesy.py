"""Sentences that state no fact of the business: courtesy, questions back, and saying that one does not know."""

import re

_ENGLISH_OPENINGS = (
    r"hi|hello|hey|sure|certainly|of course|absolutely|great|thanks|thank you|you're welcome|no problem|sorry",
    r"apologies|i'm sorry|i am sorry|i apologi[sz]e|unfortunately,? i|let me|feel free|i hope|happy to|glad to",
    r"please (?:let me know|feel free|tell me|share|provide|give)|if you (?:have|need|could|can|would|let)",
    r"i'm happy|i am happy|i'd be|i would be|i (?:can|could|will|'ll) (?:help|look|check|try)",
    r"i am an? ai|i'm an? ai|as an ai|is there anything|have a ",
)
_CHINESE_OPENINGS = (
    r"您好|你好|好的|当然|没问题|抱歉|很抱歉|非常抱歉|对不起|不好意思|谢谢|感谢|不客气|请问|希望|如有",
    r"请您?(?:告诉|提供|补充|留下|说明)|如果您?(?:还|有|需要|方便)|我是.{0,6}(?:AI|智能|机器人)",
)
_ANYWHERE = (
    r"[?？:：]\s*$",
    r"\b(?:i|we) (?:do not|don't|did not|didn't|could not|couldn't|cannot|can't) (?:have|know|find|see|say|tell)",
    r"\b(?:i|we) (?:could not|couldn't|cannot|can't) (?:confirm|answer)|\bi(?:'m| am) not (?:sure|able|certain)\b",
    r"(?:没有|未能|无法|没能)(?:找到|查到|提供|确认|回答)|不(?:太)?(?:清楚|知道|确定)|随时(?:告诉|联系|咨询)",
)
_NO_FACT = re.compile(
    "|".join((f"^(?:{'|'.join((*_ENGLISH_OPENINGS, *_CHINESE_OPENINGS))})", *_ANYWHERE)), re.IGNORECASE
)


def states_no_fact(sentence: str) -> bool:
    """Whether the sentence needs no source."""
    return bool(_NO_FACT.search(sentence))
