"""Does the customer choose to go on with the agent, without a person? English and Chinese, made for precision."""

import re
from functools import cache

from graphs.contact_text import holds_any
from graphs.phrases import normalise, units

_PERSON = (
    r"(?:(?:an?|any|the|your|another)\s+)?(?:real\s+|live\s+|human\s+|support\s+)?"
    r"(?:person|human|agent|operator|colleague|representative|advisor|someone|somebody|people)"
)
_BOT = r"(?:(?:the|this|your|an?)\s+)?(?:chat\s*bot|bot|robot|ai|virtual assistant|assistant|machine)"
_ENGLISH = (
    rf"\b(?:go|carry|keep)\s+(?:on|going)\s+without\s+{_PERSON}\b|\b(?:continue|proceed)\s+without\s+{_PERSON}\b",
    (
        r"\b(?:go on|carry on|continue|proceed|keep (?:talking|chatting)|stay|(?:go |switch )?back|i'?d rather talk)"
        rf"\s+(?:to|with)\s+(?:you\b|{_BOT}\b)"
    ),
    (
        r"\b(?:don'?t|do not|no longer)\s+(?:need|want)\s+(?:to\s+(?:wait for|talk to|speak to|speak with)\s+)?"
        rf"{_PERSON}"
        r"(?:\s+(?:any\s*more|now|after all))?(?=\W*$|\W*[,;.!]|\s+(?:just|please|go|you)\b)"
    ),
    rf"\bno\s+need\s+(?:for|to\s+(?:get|call|wait for|transfer(?:\s+me)?(?:\s+to)?))\s+{_PERSON}\b",
    rf"\bwithout\s+{_PERSON}\s*(?:please)?\W*$",
    rf"\bnever\s*mind\s+{_PERSON}\b|\bcancel\s+(?:the\s+|my\s+)?(?:transfer|hand-?off|request for {_PERSON})\b",
    rf"\b{_BOT}\s+(?:is|will be)\s+(?:fine|ok|okay|enough)\b|^\W*{_BOT}\s*,?\s*please\W*$",
)
_CHINESE = (
    r"(?:不用|不需要|不必|不想|不要|别|无需|先不|不)(?:再)?(?:给我|帮我)?(?:转接?|找|等|联系|叫)(?:人工客服|人工|客服|真人)(?:客服|服务)?了?",
    r"(?:不用|不需要|不必|无需|不要)(?:人工客服|人工|真人)(?:客服|服务)?了?(?=\W*$|\W*[,，。!！;；]|[你就继直])",
    r"取消(?:转接?)?(?:人工客服|人工|转接)|别转了|不用转了",
    r"(?:继续|还是|就|改|换|转|切)(?:回|回到|成|用|跟|和|由|让|找|到)*(?:机器人|智能客服|智能助手|智能体|ai)(?:来|吧|聊|回答|说|就行|就好|可以|\W*$)",
    r"(?:继续|还是)(?:跟|和|由|让|找)(?:你|您)(?:来)?(?:聊|说|回答|谈|问|吧)",
    r"(?:你|您)(?:就|还是|先|再)?继续(?:就行|就好|就可以|好了|吧|回答|答|说|聊)",
    r"(?:回到|返回|切回|转回|换回)(?:机器人|智能客服|智能助手|智能体|ai)",
)
# What no pattern can do without: to add one, add its words.
_CUES = (
    "without", "go on", "carry on", "continue", "proceed", "keep", "stay", "back", "rather", "don't", "dont", "do not",
    "no longer", "no need", "never", "cancel", "fine", "ok", "enough", "please",
    "不", "别", "无需", "取消", "继续", "还是", "就", "改", "换", "转", "切", "回到", "返回",
)  # fmt: skip
_DECLINES = re.compile(
    r"^\W*(?:(?:no|nope|nah|not now|not yet|no need|thanks?|thank you|that'?s (?:ok|okay|fine)|it'?s (?:ok|okay|fine)"
    r"|i'?m (?:ok|okay|fine|good)|don'?t|不用了?|不需要|不必了?|不了|先不用?|暂时不用?|算了|没事|不要|谢谢(?:你|您)?"
    r")\W*)+$"
)
_NO = re.compile(r"\b(?:no|nope|nah|not|don'?t)\b|不|算了|没事")
_FEW_UNITS = 3


@cache
def _compiled() -> re.Pattern[str]:
    return re.compile("|".join((*_ENGLISH, *_CHINESE)))


def asks_for_agent(text: str) -> bool:
    """Whether the message says to go on without a person ("go on without a person", 不用转人工了)."""
    plain = _plain(text)
    return holds_any(plain, _CUES) and bool(_compiled().search(plain))


def declines(text: str) -> bool:
    """Whether the customer says no and no more: an answer to the agent's asking whether a person should take over."""
    plain = _plain(text)
    return bool(_DECLINES.match(plain)) and bool(_NO.search(plain))


def asks_more(text: str) -> bool:
    """Whether more stands in the message than that choice: then the rest wants an answer."""
    return len(units(_compiled().sub(" ", _plain(text)))) > _FEW_UNITS and bool(re.search(r"[?？]|吗|呢|怎么|多", text))


def _plain(text: str) -> str:
    return " ".join(normalise(text).split())
