"""Lines to paragraphs, for formats that know lines only."""

import itertools
import re

_CJK_END = re.compile(r"[\u3000-\u9fff\uff00-\uffef]$")


def unwrap(lines: list[str]) -> str:
    """Join lines that a width broke, keep those that their writer broke.

    A line goes on in the next when it is nearly as long as the longest and does not end a sentence.
    """
    width = max(len(line) for line in lines)
    joined = lines[0]
    for before, line in itertools.pairwise(lines):
        wrapped = len(before) >= width * 0.75 and width >= 40 and before[-1] not in ".!?。！？:："
        glue = ("" if _CJK_END.search(before) else " ") if wrapped else "\n"
        joined += glue + line
    return joined
