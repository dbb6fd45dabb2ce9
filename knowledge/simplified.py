"""Traditional Chinese characters as simplified ones, for terms only: quotes and citations keep what is written."""

import re
from collections.abc import Callable
from functools import cache

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


class _Simplified(dict[int, str]):
    """A table for `str.translate` that looks a character up when it first occurs."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = _converter()(character) if _HAN.match(character) else character
        return self[code]


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def _table() -> _Simplified:
    return _Simplified()


def simplify(text: str) -> str:
    """The text with every character in its simplified form, of the same length.

    Character by character (OpenCC's table), so that what a word is does not depend on its neighbours. Words that differ
    between regions (軟體, 软件) are synonyms, not forms of one.
    """
    # Most texts that are not all ASCII are Western, with a dash or an accent: to look is faster than to translate.
    return text.translate(_table()) if not text.isascii() and _HAN.search(text) else text
