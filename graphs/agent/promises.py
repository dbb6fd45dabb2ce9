"""Does a sentence commit the business to something, and does a source say the same? Pure functions, in English and
Chinese.

A promise is a guarantee, something that knows no exception, an exception made for this customer, or an act or a time
announced for the future. Each must stand in the sources itself, not only in words that look alike.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from graphs.phrases import normalise
from knowledge.values import Value, read_values

_I = re.IGNORECASE
# Patterns meet normalised texts, in which a Chinese comma is an ASCII one.


def _either(english: str, chinese: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{english})|(?:{chinese})", _I)


# Saying that nothing is promised is none: what follows up to the next mark is taken out.
_NOT_PROMISED = re.compile(
    r"(?:can(?:not|'t| not)|not|n't|unable to|never)\s+(?:\w+\s+){0,2}(?:guarantee|promise|assure"
    r"|ensure)\w*[^.,;:!?]*"
    r"|(?:不能?|无法|没办法|没法|不敢|难以|不便)[^,。;:!?]{0,8}(?:保证|承诺|担保|确保)[^,。;:!?]*"
    r"|(?:不能|无法|没办法|没法)(?:给出|给到|提供|做出|作出)[^,。;:!?]*",
    _I,
)
# What is said of a case, hoped for, or asked of the customer is not said to happen.
_CASE = re.compile(
    r"\b(?:if|in case|should you|whether)\b[^,;:!?]*|\b(?:i|we) hope\b[^,;:!?]*"
    r"|(?:如果|若|如需|如要|假如|要是|希望|请您?(?:立即|立刻|马上))[^,。;:!?]*",
    _I,
)
# What becomes of this chat and of the details left in it: how they are used, when it ends, when colleagues are back.
_OF_THIS_CHAT = re.compile(
    r"\b(?:use|used|keep|need|store)\s+(?:(?:it|them|this|that|your\s+[\w -]{2,40}?)\s+)?(?:only|just|solely)\s+"
    r"(?:to|for)\b[^.;:!?]*|\bend (?:this|the|our) (?:chat|conversation)\b[^.;:!?]*"
    r"|\bnoted\b[^.;:!?]*\bfor (?:the|a|my|our) colleague[^.;:!?]*|\bthey(?:'re| are|'ll be| will be) back\b[^.;!?]*"
    r"|(?:只会?|仅)(?:会)?用(?:它|这些|于|来|在)[^,。;:!?]*|(?:会话|对话|聊天)[^,。;:!?]{0,12}结束[^,。;:!?]*",
    _I,
)
# Offering to look something up, or to help with it, is not doing it.
_ONLY_HELP = re.compile(
    r"\b(?:help|assist|look(?:ing)? up|check(?:ing)?|find(?:ing)? out|tell(?:ing)? you"
    r"|explain(?:ing)?|let me know)\b"
    r"(?:(?! and )[^.,;:!?])*|(?:查询|查看|查一下|查查|看看|看一下|了解|解答|说明)[^,。;:!?]*",
    _I,
)
_GUARANTEE = _either(
    r"guarantee\w*|promise\w*|assure[ds]?|pledge|vouch|make sure|made sure|see to it|my word|our word"
    r"|(?:be|rest) (?:sure|assured|certain)\b",
    r"保证|承诺|担保|确保|包您",
)
# "We guarantee it for two years" says no more than the warranty does.
_WARRANTY = _either(r"guarantee\w*|warrant\w*", r"保修|质保|三包")
_NO_EXCEPTION = _either(
    r"lifetime|for life\b|forever|unlimited|never again|never happen|100\s?%\s*(?:safe|sure|certain"
    r"|satisf\w*|refund\w*)"
    r"|completely safe|risk[ -]free|no risk|whatever the reason|no matter|for any reason"
    r"|no questions asked|(?:i|we) (?:always|never)\b",
    r"终身|永久|永远|无限次?|绝不|绝对|百分之?百|100%|零风险|无条件|不管|无论|任何原因|再也不会|不会再"
    r"|从来?不|从未|总是",
)
_FOR_YOU_ONLY = _either(
    r"this (?:time|once)\b|as an exception|just for you|(?:as a )?(?:sign|gesture|token) of"
    r"|especially for you|goodwill",
    r"这次|这回|破例|例外|特别(?:给|为)您|为表(?:歉意|诚意)|特意",
)
_FUTURE = _either(
    r"(?:will|shall|going to)\b|(?:i|we|you|it|they|he|she|that|someone|somebody)'ll\b"
    r"|(?:i|we)(?:'ve| have)\s+(?:(?:already|just|now)\s+)?\w+ed\b|(?:i|we)(?:'re|'m| are"
    r"| am)\s+(?:\w+ly\s+)?\w+ing\b"
    r"|on (?:its|the|their) way\b|should (?:be|arrive|reach|get|have)\b|(?:i|we) (?:offer|grant"
    r"|waive|give)\b|has been \w+ed\b"
    r"|(?:happy|glad|pleased|able) to\b|let me\b",
    r"(?:我们?|本店|同事|师傅|仓库|客服|公司|小店|工程师|技术员|专人)[^,。;!?]{0,8}(?:会|将|来|帮"
    r"|给|为|马上|这就|送|安排)"
    r"|(?:给|为|帮|替|送|让)您|您会|(?:就|还|都|再|也)会|会(?:在|尽快|马上|立即|及时|尽早)|将(?:在|于"
    r"|会)|已经?(?:为|给|帮|在|安排|通知)"
    r"|由(?:我们|本店|公司|商家)|马上|立刻|立即|这就|放心|一定|肯定|(?:今天|今晚|明[天早晚]|后天|下个?[周月]|本周"
    r"|周[一二三四五六日天])[^,。;!?不没]{0,4}(?:会|能|可以|就)",
)
_ACTS: Mapping[str, re.Pattern[str]] = {
    "refund": _either(
        r"refund\w*|money back|reimburs\w*|(?:pay|paid) (?:you )?back|in your account",
        r"退款|退钱|返还|退还|退回[^,。]{0,4}[款钱]|[款钱][^,。]{0,6}退|到账|原路退",
    ),
    "replace": _either(r"replac\w*|exchang\w*|swap\w*|new one", r"换新|更换|换货|换一|补发|重新发|重发"),
    "deliver": _either(
        r"(?:send|sent|sends|sending)\b(?! us| me)|ship(?:s|ped|ping|ment)?\b|deliver\w*"
        r"|dispatch\w*|arriv\w*|be with you",
        r"发货|寄|送达|送到|配送|派送|发出|发送|到货|就能到|送货",
    ),
    "repair": _either(r"repair\w*|fix(?:es|ed)?\b|technician\w*|engineer\w*", r"维修|修理|修好|上门|师傅"),
    "compensate": _either(
        r"compensat\w*|voucher\w*|coupon\w*|discount\w*|\d+\s?(?:%|percent) off|gifts?\b|present\b",
        r"补偿|赔偿|赔付|优惠券|代金券|打折|折扣|[一二三四五六七八九]折|赠送|赠品|送您一",
    ),
    "free": _either(
        r"free\b(?! to)|waive\w*|at no (?:extra |additional )?(?:cost|charge)|without (?:charge|cost)",
        r"免费|免运费|包邮|免单|减免|不收|承担",
    ),
    "contact": _either(
        r"call(?:s|ed|ing)? you\b|call(?:s|ed)? back|(?:get|gets) back to|repl(?:y|ies|ied)\b"
        r"|respond\w*|contact(?:s|ing)? you"
        r"|hear from|be in touch|write to you|answer(?:s|ed)?\b(?! your question)|let you know"
        r"|inform\w*|confirm\w*",
        r"回复|答复|联系您|致电|回电|给您打|打给您|通知|告知|确认",
    ),
    "arrange": _either(
        r"arrang\w*|asked (?:the|our)\b|personally|priorit\w*|first in line|follow(?:ing)? up"
        r"|look(?:ing)? into|take care of"
        r"|forward\w*|escalat\w*|process(?:ed|ing)\b|book(?:ed)?\b|cancel\w*|chang(?:e|ed|ing) your",
        r"安排|亲自|优先|加急|跟进|处理|反馈给|转达|登记|预约|取消|修改您|核实",
    ),
    "solve": _either(r"solve[ds]?\b|resolve[ds]?\b|sort(?:ed)? (?:it |this |that )?out", r"解决"),
    "reserve": _either(r"reserv\w*|hold it for|keep it for|set (?:it|one) aside", r"预留|保留|留一"),
}
_ACT_DENIED = re.compile(
    r"(?:\b(?:not|no|cannot|never|non|without|exclud\w*)|n't)\s+(?:be\s+|get\s+|being\s+)?(?:\w+\s+)?$"
    r"|(?:不|无法|不予|不支持|拒绝|没有|禁止|无)[^,。;:]{0,3}$",
    _I,
)
_DAYS: Mapping[str, re.Pattern[str]] = {
    "at once": _either(r"immediately|right away|straight away|at once|instantly", r"马上|立刻|立即|这就|即刻|秒"),
    "today": _either(
        r"today|tonight|this (?:afternoon|morning|evening)|(?:the )?same day", r"今天|今日|今晚|当天|当日|今天下午"
    ),
    "tomorrow": _either(
        r"tomorrow|(?:the )?next (?:working |business )?day", r"明[天日早晚]|次日|第二天|次个?工作日|隔天"
    ),
    "next week": _either(r"next week", r"下个?(?:周|星期|礼拜)"),
    "next month": _either(r"next month", r"下个?月"),
    **{
        day: _either(rf"{day}s?", f"(?:周|星期|礼拜)[{han}]")
        for day, han in (
            ("monday", "一"),
            ("tuesday", "二"),
            ("wednesday", "三"),
            ("thursday", "四"),
            ("friday", "五"),
            ("saturday", "六"),
            ("sunday", "日天"),
        )
    },
}
_TIMED = frozenset({"duration", "working days", "time", "day", "date"})
_ASKS = re.compile(r"[?？][\"”’]?\s*$")


def unbacked(sentence: str, sources: Sequence[str]) -> bool:
    """Whether the sentence promises what none of the sources says."""
    said = normalise(sentence)
    for nothing in (_NOT_PROMISED, _CASE, _OF_THIS_CHAT, _ONLY_HELP):
        said = nothing.sub(" ", said)
    guaranteed = bool(_GUARANTEE.search(said))
    if _ASKS.search(said) and not guaranteed:
        return False
    bound = [kind for kind in (_NO_EXCEPTION, _FOR_YOU_ONLY) if kind.search(said)]
    bound += [_GUARANTEE] if guaranteed and not _WARRANTY.search(said) else [_WARRANTY] if guaranteed else []
    acts = _announced(said) if guaranteed or _FUTURE.search(said) else []
    if not bound and not acts:
        return bool(_FUTURE.search(said)) and not _times_stand(said, sources)
    if not all(any(_has(kind, _read(source)) for source in sources) for kind in (*bound, *acts)):
        return True
    return not _times_stand(said, sources)


def _announced(said: str) -> list[re.Pattern[str]]:
    """The acts that the sentence speaks of, without those that it denies."""
    return [act for act in _ACTS.values() if _has(act, said)]


def _has(kind: re.Pattern[str], text: str) -> bool:
    return any(
        not _ACT_DENIED.search(text[max(0, match.start() - 20) : match.start()]) for match in kind.finditer(text)
    )


def _times_stand(said: str, sources: Sequence[str]) -> bool:
    """Whether every period, clock time and day of the sentence is one of the sources, too."""
    days = [day for day in _DAYS.values() if day.search(said)]
    times = _times(said)
    if not days and not times:
        return True
    if not all(any(day.search(_read(source)) for source in sources) for day in days):
        return False
    known = [value for source in sources for value in _times(_read(source))] if times else []
    return all(any(one.covers(time) for one in known) for time in times)


@lru_cache(maxsize=512)
def _read(source: str) -> str:
    """The same passages come with many questions."""
    return normalise(source)


@lru_cache(maxsize=512)
def _times(text: str) -> tuple[Value, ...]:
    # A period may be broken over two lines.
    return tuple(value for value in read_values(" ".join(text.split())).values if value.kind in _TIMED)
