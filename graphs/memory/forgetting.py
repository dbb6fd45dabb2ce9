"""Does a customer ask that all they told be deleted? Words alone decide; the agent asks once before it is done."""

import re
from functools import cache

from graphs.phrases import normalise

_DATA = (
    r"(?:personal\s+|private\s+|customer\s+|stored\s+|saved\s+|chat\s+)*"
    r"(?:data|info(?:rmation)?|details|records?|history|messages|conversations?|chats?)"
)
_HAN_DATA = r"(?:信息|数据|资料|记录|消息|内容|隐私)"
_HAN_ALL = r"(?:所有|全部|一切|个人|聊天|对话|会话|客户)*"
_ASKS = (
    r"(?<!don't )(?<!do not )(?<!never )(?<!not )\bforget\s+(?:about\s+)?(?:me\b(?!\s+not)|(?:everything|all)\b)",
    rf"\b(?:delete|erase|remove|wipe|clear|destroy)\s+(?:(?:all|everything|any|every)\s+(?:of\s+)?)?my\s+{_DATA}\b",
    (
        rf"\b(?:delete|erase|remove|wipe|forget)\s+(?:everything|what(?:ever)?|all|(?:all\s+)?(?:the\s+)?{_DATA})\s+(?:that\s+)?"
        r"(?:about\s+me|(?:you(?:'ve)?|we)\s+(?:have\s+|know|store|keep|saved?)"
        r"|i(?:'ve)?\s+(?:have\s+)?(?:told|said|gave|given|sent|wrote|written|shared))"
    ),
    r"\bright\s+to\s+be\s+forgotten\b|\bgdpr\s+(?:deletion|erasure)\b",
    (
        r"\b(?:don'?t|do\s+not|stop)\s+(?:keep|store|save|keeping|storing|saving)\s+(?:any\s+of\s+|all\s+)?my\s+"
        r"(?:personal\s+)?(?:data|information|details)\b"
    ),
    r"(?<![别要勿会])(?:忘记|忘掉|忘了)我(?:吧|的(?:一切|信息|数据|资料|所有)|说(?:过)?的|$|[,。!?\s])",
    (
        rf"(?:删除|删掉|删了|清除|清空|抹掉|抹去|销毁)(?:掉|一下)?(?:所有|全部|一切)?(?:关于|有关)?"
        rf"我(?:们?的?|告诉你们?的?|说过的|留下的){_HAN_ALL}(?:{_HAN_DATA}|东西)"
    ),
    rf"(?:把|将)(?:所有|全部)?(?:关于|有关)?我的?{_HAN_ALL}{_HAN_DATA}(?:都|全部?|统统)?(?:给)?(?:删|清|抹|忘)",
    rf"(?:不要|别|停止)(?:再)?(?:保存|保留|存储|记住|记录)我的(?:个人)?{_HAN_DATA}",
)
# How it is done, and data that are elsewhere: on a device, in a shop's account.
_OTHERS = (
    r"\bhow\s+(?:do|can|could|to|would|should)\b|怎么|如何|怎样"
    r"|\b(?:from|on|in|off)\s+(?:the|my|this)\s+(?:\w+\s+){0,2}"
    r"(?:app|hub|device|lamp|phone|computer|camera|account|cart|wish\s?list)\b"
    r"|(?:设备|手机|应用|app|网关|中枢|账号|账户|购物车)(?:里|中|上)"
)
_TRIGGERS = re.compile(
    r"forg[eo]t|delet|eras|remov|wip|clear|destroy|keep|stor|sav|gdpr|[忘删刪清抹毁毀存留记記]", re.IGNORECASE
)
# Each word is taken whole and for good, the longer before the shorter: "no thanks" over and over is read at once.
_NO = re.compile(
    r"^\W*(?:(?>no thanks?|nope|nah|no|don't|do not|please|cancel|stop|keep (?:it|them|everything)|not now|never mind"
    r"|rather not|thanks?|否|不是|不要了?|不删了?|不用?了?|别删?了?|算了|取消|先不)\W*+)+$"
)
_YES = re.compile(
    r"^\W*(?:(?>yes|yeah|yep|y|sure|ok(?:ay)?|please|confirm(?:ed)?|i confirm|go ahead|do (?:it|so|that)"
    r"|delete (?:it|them|everything|all)|是的?|好的?|对|嗯|确认|确定|可以|同意|全部删除|删除|删掉|删吧?|请)\W*+)+$"
)


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile("|".join(_ASKS)), re.compile(_OTHERS)


def asks_to_forget(text: str) -> bool:
    """Whether the customer wants all that they told deleted; a single detail taken back is something else."""
    if not _TRIGGERS.search(text):
        return False
    asks, others = _compiled()
    said = " ".join(normalise(text).split())
    return asks.search(said) is not None and others.search(said) is None


def confirms(text: str) -> bool:
    """Whether it is a yes and no more."""
    return _YES.match(normalise(text).strip()) is not None


def declines(text: str) -> bool:
    """Whether it is a no and no more."""
    return _NO.match(normalise(text).strip()) is not None
