"""How much of one text's words another text has, when words count by what they say."""

from collections.abc import Container, Mapping
from functools import lru_cache

from knowledge.tokens import STOP_WORDS, stem, terms
from knowledge.wordlist import word_set

_STOPPED = frozenset(stem(word) for word in STOP_WORDS)
FUNCTION_HAN = frozenset(
    "的了是在和与及有为以对也就都而被把这那个一之其于等吗呢吧啊呀么嘛您你我他她它们请会能要到说着过给让还又再很什怎哪谁何如多少几问"
)
_QUESTION_HAN = word_set(
    "什么 怎么 怎样 如何 为何 多少 哪些 哪个 哪里 哪儿 哪种 几个 是否 能否 可否 可以 请问 时候 一下 我想 想问 你好 "
    "您好 哪一 是谁 有哪 是什 么时 为什 么样 需要 应该 我的 你们"
)


@lru_cache(maxsize=16_384)
def weight(term: str) -> float:
    """What a term says: names and numbers most, single characters little, small words next to nothing."""
    if term in _STOPPED or term in FUNCTION_HAN or term in _QUESTION_HAN:
        return 0.1
    if term[0].isdigit():
        return 1.5
    if term.isascii():
        return 1.0
    if len(term) == 1:
        return 0.4
    return 0.3 if len(term) == 2 and (term[0] in FUNCTION_HAN or term[1] in FUNCTION_HAN) else 1.0


@lru_cache(maxsize=16_384)
def weighted(text: str) -> Mapping[str, float]:
    """The text's terms with their weights."""
    return {term: weight(term) for term in dict.fromkeys(terms(text))}


def covered(wanted: Mapping[str, float], held: Container[str]) -> float:
    """The share in [0, 1] of the wanted weight that is held; 0 where nothing is wanted."""
    total = sum(wanted.values())
    return sum(value for term, value in wanted.items() if term in held) / total if total else 0.0
