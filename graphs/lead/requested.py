"""Whether a message of the shop asks the customer for contact details, and of which kinds, in English and Chinese."""

import re

_KINDS = {
    "phone": r"(?:phone|mobile|cell|telephone)(?:\s+number)?|number\s+(?:to|we can|where)"
    r"|手机号?码?|电话(?:号码?)?|座机",
    "email": r"e-?mail(?:\s+address)?|邮箱|电子邮件",
    "wechat": r"we-?chat(?:\s+id)?|微信号?",
    "whatsapp": r"whats-?app(?:\s+number)?",
    "telegram": r"telegram(?:\s+(?:id|name|handle))?",
    "qq": r"\bqq\b(?:\s+number)?号?",
    "contact": r"contact\s+(?:details|information|info)|how\s+(?:we\s+)?(?:can|to|may)\s+(?:we\s+)?(?:reach|contact)"
    r"|联系方式",
}
_NAMES = {kind: re.compile(words, re.IGNORECASE) for kind, words in _KINDS.items()}
_ANY = "|".join(_KINDS.values())
_ASKS = re.compile(
    rf"(?:\b(?:leave|share|provide|give|send|tell|write|enter|may i have|can i have|could i have|what is|what's)\b"
    rf"[^.!?;。！？；]{{0,40}}(?:{_ANY}))"
    rf"|(?:(?:留下?|留个|留一?下|提供|发我|发给我|发一?下|告诉我|给我|给一?下|填写?|加(?:一?下|个)?您?的?)"
    rf"[^了。！？；!?;]{{0,14}}(?:{_ANY}))"
    rf"|(?:(?:{_ANY})[^了。！？；!?;]{{0,6}}(?:多少|是什么|是多少|发我|发给我|留一下|留个))",
    re.IGNORECASE,
)
# What the shop tells of itself, or says need not be left.
_OUR_OWN = re.compile(
    r"\b(?:our|my)\s+(?:[a-z]+\s+)?(?:phone|number|e-?mail|wechat|whatsapp)|\b(?:call|reach|write to|e-?mail)\s+us\b"
    r"|(?:我们的?|客服|官方|门店|本店|公司)(?:的|客服|服务|官方)?(?:手机号|电话|联系方式|微信号?|邮箱)|(?:拨打|致电)"
    r"|\b(?:need not|do not|don't|never|no need to|without)\b"
    r"|不用|无需|不必|不要|不需要|已(?:经)?(?:记|收到)|收到(?:您|你)的",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;。！？；\n]+[.!?;。！？；]?")


def requested(text: str) -> tuple[str, ...]:
    """The kinds of details that it asks for: `phone`, `email`, ..., `contact` where it names none, or nothing."""
    found: dict[str, None] = {}
    for sentence in _SENTENCE.findall(text):
        asks = _ASKS.search(sentence)
        if asks and not _OUR_OWN.search(sentence):
            found |= dict.fromkeys(kind for kind, name in _NAMES.items() if name.search(sentence))
    return tuple(found)
