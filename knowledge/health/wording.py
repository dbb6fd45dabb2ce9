"""The words of a statement: what it is about, apart from its amounts, its small words and whether it denies."""

import re
from functools import lru_cache

from knowledge.wordlist import word_set
from knowledge.words import STOP_WORDS, fold, stem

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3040-\u9fff]+(?:[-'’.][^\W_\u3040-\u9fff]+)*")
_SMALL = frozenset(
    stem(word)
    for word in STOP_WORDS
    | word_set(
        "within after before until till up per least most about around approximately only always usually also still "
        "yes no cannot can't don't doesn't isn't aren't won't not never every each day days time times cost costs "
        "price prices charge free amount take takes get gets got pay paid receive possible allow allowed"
    )
)
_SMALL_HAN = frozenset(
    "的了是在和与及有为以对也就都而被把这那个之其于等吗呢吧啊呀么嘛您你我他她它们请会能要到说着过给让还又再很内前后起约大概左右需可收取费支持免共仅最多少达至从时间当"
)
_QUESTION_HAN = re.compile(
    r"什么时候|什么时间|什么|怎么样|怎么|怎样|如何|为何|为什么|多少天|多少钱|多少|多久之内|多久|几天|哪些|哪个|哪里|是否|能否|可否"
    r"|可以|能不能|可不可以|需要|需不需要|请问|一般|要|吗|呢|嘛|呀|啊"
)
_DENIES_HAN = "不没無未非勿"
_DENIES = re.compile(
    rf"\b(?:not|no|never|cannot|none|neither|unable|non)\b|n['’]t\b|[{_DENIES_HAN}]|无法|禁止|谢绝|拒绝"
)
_EMPTY_HAN = _SMALL_HAN | frozenset(_DENIES_HAN)
_NAME = re.compile(r"(?<![\w.!?])[A-Z][\w-]*|[A-Za-z]+-?\d[\w-]*")
_YES = re.compile(r"\s*(?:yes\b|sure\b|of course|可以|能(?!否)|支持|是的|会的|有的|有(?=[，,。])|当然)", re.IGNORECASE)
_NO = re.compile(
    r"\s*(?:no\b(?! problem)|unfortunately|sorry|不(?!同|过|论|管|仅|但)|没有|没(?=[，,。])|无法|暂不|抱歉|很遗憾)",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:free(?: of charge)?|at no cost|no charge|no fee)\b|免费|不收费|不收取|包邮|免运费", re.IGNORECASE
)
_GENERIC = frozenset(
    stem(word)
    for word in word_set(
        "return returns exchange exchanges refund refunds shipping delivery deliveries order orders payment payments "
        "pay invoice invoices voucher vouchers warranty guarantee faq faqs question questions answer answers help "
        "support policy policies rule rules period terms conditions price prices pricing list cost costs fee fees "
        "account privacy member members membership product products item items shop store general information info "
        "overview guide service services customer customers contact us hours news offer offers discount discounts "
        "long much many often when how what old new use using technical data specification specifications report "
        "about our your frequently asked notes document documents page cancel cancelling card cards gift something"
    )
)
_GENERIC_HAN = re.compile(
    r"退换货|退货|换货|退款|配送|物流|发货|快递|运费|订单|支付|付款|发票|优惠券|优惠|质保|保修|常见问题|常见|问题|问答|帮助|政策|规则|说明|期限|条款|价格表"
    r"|价格|价目|清单|费用|收费|账户|账号|隐私|会员|商品|产品|商店|购物|服务|客服|人工|联系|我们|时间|公告|活动|折扣|介绍|指南|规格|参数|技术|礼品卡|年报|多久|之内|什么"
    r"|怎么|如何|可以|多少|关于|售后|须知|[的和与及吗呢：、，\s]"
)


def is_han(token: str) -> bool:
    """Whether a word of `content` is a Chinese character."""
    return "\u3400" <= token[0] <= "\u9fff"


@lru_cache(maxsize=4_096)
def content(text: str) -> frozenset[str]:
    """The words that say what a text (its amounts taken out) is about: English stems, Chinese characters."""
    found: set[str] = set()
    for token in set(_TOKEN.findall(fold(text))):
        if is_han(token):
            if token not in _EMPTY_HAN:
                found.add(token)
        elif (word := stem(token)) not in _SMALL and not token.isdigit():
            found.add(word)
    return frozenset(found)


@lru_cache(maxsize=4_096)
def asked_about(question: str) -> frozenset[str]:
    """The words of a question without those that only ask."""
    return content(_QUESTION_HAN.sub(" ", fold(question)))


@lru_cache(maxsize=4_096)
def names(text: str) -> frozenset[str]:
    """Names and model numbers in a text, folded: capitals inside a sentence, letters with digits, Latin in Chinese."""
    han = bool(re.search(r"[\u3400-\u9fff]", text))
    first = re.match(r"\W*\w+", text)
    start = first.end() if first and not han else 0
    found = {
        fold(match.group()) for match in _NAME.finditer(text) if match.start() >= start or match.group()[-1].isdigit()
    }
    return frozenset(stem(name) for name in found) - _SMALL


@lru_cache(maxsize=4_096)
def specific(heading: str) -> frozenset[str]:
    """What tells a heading's topic from others': a product, a country, but not "Returns" or "FAQ"."""
    left = _GENERIC_HAN.sub(" ", fold(heading))
    return frozenset(word for word in content(left) if word not in _GENERIC) | (names(heading) - _GENERIC)


def denies(text: str) -> bool:
    """Whether a statement says that something is not so."""
    return bool(_DENIES.search(fold(text)))


def is_free(text: str) -> bool:
    """Whether a statement says that something costs nothing."""
    return bool(_FREE.search(text))


def yes_or_no(answer: str) -> str:
    """ "yes" or "no" where an answer begins so, else nothing."""
    return "no" if _NO.match(answer) else "yes" if _YES.match(answer) else ""


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient in [0, 1]: shared words over both."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0
