"""Manuals as Debian packages them: every heading a question, what stands under it the document that answers it.

A second kind of evidence beside the sets of the data's README, larger than its Chinese pages: the same matter in two
languages, under licences that let anyone have it (docs/benchmarks.md names the packages). Weights for prose were chosen
on the Debian manuals and on the even half of LibreOffice's help, whose odd half is nobody's choice
(docs/decisions/0090, 0091).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.question_sets import Question, QuestionSet
from knowledge.document import Block
from knowledge.reader import read


@dataclass(frozen=True, slots=True)
class _Manual:
    """Pages under /usr/share by a glob pattern."""

    name: str
    language: str
    pages: str


_MANUALS = (
    _Manual("debian_faq_en", "en", "doc/debian/FAQ/*.en.html"),
    _Manual("debian_faq_zh", "zh", "doc/debian/FAQ/zh-cn/*.zh-cn.html"),
    _Manual("debian_reference_en", "en", "debian-reference/*.en.html"),
    _Manual("debian_reference_zh", "zh", "debian-reference/*.zh-cn.html"),
    _Manual("debian_handbook_en", "en", "doc/debian-handbook/html/en-US/*.html"),
    _Manual("debian_handbook_zh", "zh", "doc/debian-handbook/html/zh-CN/*.html"),
    _Manual("libreoffice_en", "en", "libreoffice/help/en-US/text/*/guide/*.html"),
    _Manual("libreoffice_zh", "zh", "libreoffice/help/zh-CN/text/*/guide/*.html"),
)
_NUMBER = re.compile(r"^(?:[\dA-Z]+\.)+(?:\d+\.?)?\s*|^(?:Chapter|Appendix)\s+\w+\.\s*|^第\s*\d+\s*章\s*\.?\s*")
_WORD = {"en": re.compile(r"[A-Za-z]{2,}"), "zh": re.compile(r"[\u4e00-\u9fff]")}
_LEAST_ASKED = {"en": 3, "zh": 3}
_LEAST_TOLD = {"en": 20, "zh": 30}
# Of the characters of a translation: many sections are left in English.
_TRANSLATED = 0.25
_BROKEN = re.compile("[\x80-\x9f]")


def load_manuals(share: Path) -> Iterator[QuestionSet]:
    """Those that are installed under `share`, which is /usr/share on a Debian machine."""
    for manual in _MANUALS:
        if pages := sorted(share.glob(manual.pages)):
            yield _questions(manual, pages)


def _questions(manual: _Manual, pages: list[Path]) -> QuestionSet:
    """Headings that stand once and ask in the manual's language, with enough under them to answer."""
    told = [(heading, text) for page in pages for heading, text in _sections(page) if _fits(manual, heading, text)]
    times = Counter(heading for heading, _ in told)
    rows = [(f"{manual.name}-{at}", heading, text) for at, (heading, text) in enumerate(told) if times[heading] == 1]
    return QuestionSet(
        manual.name,
        manual.language,
        tuple((f"{row_id}.md", text.encode()) for row_id, _, text in rows),
        tuple(Question(row_id, heading, frozenset({f"{row_id}.md"})) for row_id, heading, _ in rows),
    )


def _sections(page: Path) -> Iterator[tuple[str, str]]:
    """Each heading with what stands between it and the next one."""
    heading, blocks = "", list[Block]()
    for block in read(page.read_bytes(), page.name).blocks:
        if block.kind == "heading":
            yield heading, "\n\n".join(part.text for part in blocks)
            heading, blocks = _NUMBER.sub("", block.text).strip(), []
        else:
            blocks.append(block)
    yield heading, "\n\n".join(part.text for part in blocks)


def _fits(manual: _Manual, heading: str, text: str) -> bool:
    words = _WORD[manual.language]
    asked, told = len(words.findall(heading)), len(words.findall(text))
    if asked < _LEAST_ASKED[manual.language] or told < _LEAST_TOLD[manual.language] or _BROKEN.search(text):
        return False
    return manual.language != "zh" or min(asked / len(heading), told / len(text)) >= _TRANSLATED
