"""What customers say that no document answers and the agent can: who are you, no number from me, I live in the UK."""

import re
from functools import cache

from graphs.agent.asking_back import accepts
from graphs.agent.talk import is_chinese, kind_words
from graphs.agent_request import declines
from graphs.answer_shape import names_in
from graphs.contact_text import holds_any
from graphs.phrases import normalise, units

ABOUT_ITSELF = "about_itself"
DETAIL_REFUSED = "detail_refused"
DETAIL_OFFERED = "detail_offered"
BARGAINING = "bargaining"
CIRCUMSTANCES = "circumstances"
OCCASIONS = frozenset({ABOUT_ITSELF, DETAIL_REFUSED, DETAIL_OFFERED, BARGAINING, CIRCUMSTANCES})

_LONGEST_READ = 4_000
_LONGEST_CHARS, _LONGEST, _LONGEST_ZH = 300, 24, 36
_ASKS = re.compile(r"[?？]|吗|呢|怎么|什么|多少|哪")
_KIND = r"(?:human|person|bot|robot|chat\s?bot|machine|ai|computer|program)"
_ITSELF = (
    rf"\bare\s+(?:you|u)\s+(?:(?:an?|really|actually|just|even|still|some|kind|of|real|live|actual)\s+)*(?:{_KIND}|real)\b",
    rf"\b(?:am|was)\s+i\s+(?:talking|speaking|chatting|writing)\s+(?:to|with)\s+(?:an?\s+)?(?:(?:real|live)\s+)?{_KIND}\b",
    rf"\bis\s+(?:this|it|that)\s+(?:an?\s+)?(?:(?:real|live)\s+)?{_KIND}\b|^\W*(?:who|what)\s+are\s+you\W*$",
    r"(?:你|您)(?:们)?(?:到底|究竟|真的)?(?:是不是|是否是|是)(?:一个|个)?(?:真人|活人|人工|机器人|智能客服|人工智能|ai|电脑|程序)",
    r"(?:跟|和)我(?:聊|说话|对话)的(?:是不是|是)(?:真人|机器人|人工|ai)|^\W*(?:你|您)是(?:谁|什么人|什么)\W*$",
)
# Of the agent and nothing else; "is it a robot?" may ask about a thing that is sold.
_ADDRESSED = (_ITSELF[0], _ITSELF[1], *_ITSELF[3:])
_DETAIL = r"(?:number|phone|e-?mail|address|contact|details?|name|wechat|whatsapp)"
_REFUSES_DETAIL = (
    rf"\b(?:rather|prefer)\s+not\s+(?:to\s+)?(?:leave|give|share|provide|tell)\b.{{0,24}}\b{_DETAIL}\b",
    (
        r"\b(?:do\s+not|don'?t|will\s+not|won'?t|not\s+going\s+to|not\s+comfortable)\s+(?:want\s+to\s+|like\s+to\s+|wish\s+to\s+)?"
        rf"(?:leave|leaving|give|giving|share|sharing|provide|providing)\b.{{0,24}}\b{_DETAIL}\b"
    ),
    r"(?:不想|不愿意?|不方便|不便|不打算|拒绝|不)(?:再)?(?:留|给|提供|透露|说)(?:下|你们|您们)?.{0,4}(?:电话|手机|号码|邮箱|微信|联系方式|姓名|名字)",
)
_BARGAINS = (
    r"\b(?:give|make|sell|do|let)\b.{0,24}\b(?:me|us|it)\b.{0,24}\d+\s?(?:%|percent)\s*(?:off|discount|less)",
    r"\b(?:can|could|will|would)\s+you\s+(?:go|come)\s+(?:any\s+)?(?:down|lower)|\b(?:a|any)\s+better\s+price\b|\bknock\b.{0,20}\boff\b|\bbest\s+price\?",
    r"(?:给|帮)(?:我|我们|咱)?(?:再)?打[一二三四五六七八九\d][一二三四五六七八九\d]?折|(?:再|给我|能不能|可以|能)?(?:便宜|优惠|少)(?:一)?点(?:吧|呗|嘛|我就|行不行|行吗|吗)|抹个?零|砍价",
)
# What the patterns of each kind cannot do without: to add one, add its words.
_ITSELF_CUES = (
    "are you", "are u", "talking", "speaking", "chatting", "writing", "is this", "is it", "is that", "what are",
    "who are", "是",
)  # fmt: skip
_REFUSES_CUES = ("not", "n't", "dont", "wont", "不", "拒绝")
_BARGAINS_CUES = ("%", "percent", "down", "lower", "price", "knock", "折", "便宜", "优惠", "少", "抹", "砍价")
_FACT = re.compile(
    r"^\W*(?:(?:hi|hello|hey|ok|okay|so|well)\W+)?(?:i|we)(?:\s+(?:have|just|recently|already|both))*"
    r"(?:'(?:ve|m|re))?\s*(?:bought|got|own|have|ordered|purchased|live|am|are|use)\b"
    r"|^\W*(?:您好|你好|嗨)?\W*(?:我|我们)(?:这边|家|人)?(?:买|用|住|有|在|是)"
)
_WANTS = re.compile(
    r"\b(?:want|need|like|looking|problem|issue|broken|help|how|what|when|why|can|wrong|missing|damaged|lost|never|still|wait\w*"
    r"|return\w*|refund\w*|cancel\w*|complain\w*|interested|but|trouble|question|unhappy|not|no|faulty|defective|late)\b|n't\b"
    r"|想|要|需要|请|帮|坏|问题|没|不|退|换|投诉|破|错|丢|少了|晚|等|可是|但"
)


def occasion_of(text: str) -> str | None:
    """Which of the occasions a message is that asks for nothing else; None for all others."""
    if len(text) > _LONGEST_CHARS:
        return None
    said = " ".join(normalise(text).split())
    if len(units(said)) > (_LONGEST_ZH if is_chinese(said) else _LONGEST):
        return None
    itself, refuses, bargains = _compiled()
    if holds_any(said, _ITSELF_CUES) and itself.search(said):
        return ABOUT_ITSELF
    if holds_any(said, _REFUSES_CUES) and refuses.search(said) and not _ASKS.search(said):
        return DETAIL_REFUSED
    if holds_any(said, _BARGAINS_CUES) and bargains.search(said):
        return BARGAINING
    return CIRCUMSTANCES if _tells_circumstances(text, said) else None


def reply_to_asking(text: str) -> str | None:
    """What a yes or a no, and no more, means right after the agent asked for contact details; None for all else."""
    if declines(text):
        return DETAIL_REFUSED
    return DETAIL_OFFERED if accepts(text) else None


def asks_about_itself(text: str) -> bool:
    """Whether a message of any length asks the agent what it is."""
    return bool(_addressed().search(" ".join(normalise(text[:_LONGEST_READ]).split())))


def _tells_circumstances(text: str, said: str) -> bool:
    """Whether the customer only says what they have or where they are: a name or a place, no wish and no complaint."""
    if not _FACT.match(said) or _ASKS.search(said) or _WANTS.search(said):
        return False
    return bool(names_in(text)) or any(kind == "place" for kind, _ in kind_words(text))


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile("|".join(_ADDRESSED))


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(patterns)) for patterns in (_ITSELF, _REFUSES_DETAIL, _BARGAINS))
