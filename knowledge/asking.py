"""Which headings and which lines ask something, in English and Chinese."""

import re

from knowledge import sentences

_QUESTION_END = re.compile(r"[?？][\"'”’」』）)\]]*$")
_QUESTION_START = re.compile(
    r"(?:what|when|where|who|whom|whose|why|which|how|can|could|do|does|did|is|are|was|were|will|would|should|may)\b",
    re.IGNORECASE,
)
_QUESTION_ZH = re.compile(r"怎么|怎样|如何|什么|为何|为什么|是否|能否|可否|哪些|哪里|哪个|多少|多久|几天|吗$|呢$")
_ASKED = re.compile(r"(?:Q(?:uestion)?\s*\d*|问题?\s*\d*)\s*[:：.]\s*(?=\S)", re.IGNORECASE)
_NUMBERING = re.compile(r"(?:[QＱ]?\d+(?:\.\d+)*[.、)]?|第[一二三四五六七八九十\d]+[章节条])\s+")
_LONGEST_QUESTION = 300


def is_question(heading: str) -> bool:
    """Whether a heading asks something, with or without its question mark."""
    plain = _NUMBERING.sub("", heading.strip(), count=1)
    if _QUESTION_END.search(plain):
        return True
    return bool(_QUESTION_ZH.search(plain) or (_QUESTION_START.match(plain) and len(plain.split()) > 2))


def opening_questions(text: str) -> tuple[list[str], str]:
    """The lines that ask, at the start of a text, and what is left of it."""
    lines = text.split("\n")
    count = 0
    while count < len(lines) and _asks(lines[count]):
        count += 1
    return [line.strip() for line in lines[:count]], "\n".join(lines[count:])


def _asks(line: str) -> bool:
    line = line.strip()
    if len(line) > _LONGEST_QUESTION:
        return False
    if _ASKED.match(line):
        return True
    return bool(_QUESTION_END.search(line)) and all(_QUESTION_END.search(part) for part in sentences.split(line))
