"""What short texts are about and how alike they are, in English and Chinese: what several graders compute with."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from knowledge.words import STOP_WORDS, fold, stem

_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:['’][^\W_]+)?")
_POLITE_WORDS = frozenset(
    {"am", "any", "anything", "get", "go", "got", "hey", "know", "let", "like", "long", "lot", "many", "more", "much"}
    | {"need", "ok", "okay", "one", "say", "something", "sure", "tell", "thing", "want", "well", "yes", "your", "yours"}
)
_EMPTY_WORDS = STOP_WORDS | _POLITE_WORDS
# Characters that carry grammar or politeness rather than the matter; they break a run before it is cut into pairs.
_EMPTY_CHARACTERS = re.compile(
    "请问|你好|您好|谢谢|怎么样|怎么|什么|为什么|可以|能不能|可不可以|是不是|有没有|多少|多久|哪里|哪些|如何|一下|我想|想要|知道"
    "|告诉|你们|我们|他们|[的了吗呢吧啊呀哦嘛么您你我他她它们是在有和与及或就都也还要会能把被让给对这那个些]"
)


@lru_cache(maxsize=8192)
def subject_terms(text: str) -> tuple[str, ...]:
    """The words that carry what a text is about, in order: English stems, numbers, pairs of Chinese characters."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if "\u3400" <= word[0] <= "\u9fff":
            for run in _EMPTY_CHARACTERS.split(word):
                found.extend([run] if len(run) == 1 else (run[at : at + 2] for at in range(len(run) - 1)))
            continue
        plain = word if word.isalnum() else word.partition("'")[0].partition("’")[0]
        if plain not in _EMPTY_WORDS:
            found.append(stem(plain))
    return tuple(found)


def as_written(terms: Iterable[str], text: str) -> tuple[str, ...]:
    """The places of a text that these of its subject terms stand for, in order, each once: words as they were written
    instead of their stems, and pairs of Chinese characters that overlap as one.
    """
    wanted, found = set(terms), dict[str, None]()
    for word in _WORD.findall(text):
        if not "\u3400" <= word[0] <= "\u9fff":
            if wanted.intersection(subject_terms(word)):
                found[word] = None
            continue
        for run in _EMPTY_CHARACTERS.split(fold(word)):
            pairs = [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]
            for holds, group in groupby(enumerate(pairs), key=lambda one: one[1] in wanted):
                if holds:
                    places = [at for at, _ in group]
                    found[run[places[0] : places[-1] + 2]] = None
    return tuple(found)


def coverage(wanted: Iterable[str], given: Iterable[str]) -> float:
    """Share of the wanted terms that are among the given ones, in [0, 1]; 0 where nothing is wanted."""
    needed, have = set(wanted), set(given)
    return len(needed & have) / len(needed) if needed else 0.0


def likeness(one: str, other: str) -> float:
    """How alike two short texts are, in [0, 1]: Dice's coefficient of their subject terms (1 for the same wording)."""
    ours, theirs = set(subject_terms(one)), set(subject_terms(other))
    if not ours or not theirs:
        return float(fold(one).strip() == fold(other).strip() != "")
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


@lru_cache(maxsize=8192)
def asks(text: str) -> bool:
    """Whether a text asks something, by its form: question marks, question words, Chinese question particles."""
    return bool(_QUESTION.search(fold(text)))


_QUESTION = re.compile(
    r"\?|(?:^|[.!,;\n]\s*|\band |\bso |\bbut )(?:what|how|when|where|which|who|whose|why|can|could|do|does|did|is"
    r"|are|will|would|may|should)\b|\b(?:tell me|wondering|want to know|like to know|any idea)\b"
    r"|[吗呢么](?:[。!,~ ]|$)|什么|怎么|怎样|如何|多少|多久|多长|几(?:天|个|点|次|年|块|元|时)|哪|谁|为何|为啥"
    r"|是否|能否|可否|能不能|可不可以|是不是|有没有|会不会|要不要|行不行|咋|啥"
)
