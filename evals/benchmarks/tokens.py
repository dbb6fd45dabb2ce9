"""How plain BM25 may cut a text: the usual ways for each language, none of them Turnwise's own."""

import logging
import re
from collections.abc import Callable
from functools import cache

Tokenizer = Callable[[str], list[str]]

_WORD = re.compile(r"\w+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def tokenizers(language: str) -> dict[str, Tokenizer]:
    """By name; Chinese as jieba's words or as characters with their pairs, English as words or as stems."""
    if language == "zh":
        return {"jieba words": _jieba, "characters and pairs": _characters}
    return {"words": _words, "stems": _stems}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _stems(text: str) -> list[str]:
    return [str(_stemmer()(word)) for word in _words(text)]


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer("english").stemWord
    return stem


def _jieba(text: str) -> list[str]:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return [word for word in jieba.cut(text.lower()) if _WORD.search(word)]


def _characters(text: str) -> list[str]:
    """Every Chinese character, every pair of neighbours, and whole words of other scripts."""
    found: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+", text.lower()):
        if _HAN.match(run):
            found += [*run, *(run[at : at + 2] for at in range(len(run) - 1))]
        else:
            found.append(run)
    return found
