"""Question and answer columns of tables and records, as people name them in English and Chinese."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.document import Block
from knowledge.wordlist import word_set

_QUESTION = word_set(
    "question questions q query faq faqquestion customerquestion userquestion standardquestion mainquestion "
    "问题 问 问句 提问 疑问 标准问 标准问题 标准问法 主问题 用户问题 客户问题 用户问 常见问题 "
    "问题标题 问题描述 问题内容 知识标题"
)
_ANSWER = word_set(
    "answer answers a reply response faqanswer standardanswer "
    "答案 回答 答 答复 回复 解答 标准答案 标准回答 标准回复 标准答复 "
    "答案内容 回答内容 回复内容 参考答案 问题答案 话术 标准话术 回复话术 解决方案 解决方法 解决办法 处理方法 知识内容"
)
_SIMILAR = word_set(
    "similar similarquestion similarquestions similarquery alternative alternatives alternativequestion "
    "alternativequestions alternatequestion alternatequestions alternatephrasings otherquestions variants variations "
    "questionvariants paraphrase paraphrases utterances alias aliases aka "
    "相似问 相似问题 相似问法 相似问句 扩展问 扩展问题 扩展问法 同义问 同义问题 同义问法 类似问题 "
    "类似问法 其他问法 别名 变体"
)
_CATEGORY = word_set(
    "category categories subcategory topic section group "
    "分类 类别 类目 问题分类 问题类型 问题类别 所属分类 知识分类 知识类目 主题 栏目 目录 模块 "
    "一级分类 二级分类 三级分类 一级类目 二级类目 三级类目 大类 小类"
)
_PLAIN = re.compile(r"[（(\[【].*?[)）\]】]|[\s_\-*:：.、/#]+|(?<=\D)\d+$")
_SEPARATOR = re.compile(r"\s*(?:\r?\n|\|\||[|｜;；]|(?<=[?？])\s*[,，、/](?=\s*\S))\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has its questions, other ways to ask them, answers and categories (from wide to narrow)."""

    question: tuple[int, ...]
    similar: tuple[int, ...]
    answer: tuple[int, ...]
    category: tuple[int, ...]


def columns(header: Sequence[str]) -> Columns | None:
    """The FAQ columns of a header row, or None for any other table."""
    names = [_plain(cell) for cell in header]
    found = Columns(*(_where(names, known) for known in (_QUESTION, _SIMILAR, _ANSWER, _CATEGORY)))
    return found if found.question and found.answer else None


def category_columns(header: Sequence[str]) -> tuple[int, ...]:
    """Which columns sort the rows of any table into groups."""
    return _where([_plain(cell) for cell in header], _CATEGORY)


def entry(questions: Sequence[str], similar: Sequence[str], answer: str) -> Block | None:
    """One FAQ block; None where question or answer is missing. A cell of similar questions may hold several."""
    asked = [" ".join(text.split()) for text in questions]
    asked += [" ".join(text.split()) for cell in similar for text in _SEPARATOR.split(cell)]
    asked = list(dict.fromkeys(text for text in asked if text))
    return Block("faq", answer.strip(), header="\n".join(asked)) if asked and answer.strip() else None


def rows(table: Sequence[Sequence[str]], where: Columns) -> Iterator[Block]:
    """The entries of the rows below the header, each new category before them as a heading.

    A row with an answer only goes on with the answer above it. Other columns (numbers, dates, authors) are left out.
    """
    before: tuple[str, ...] = ()
    held: Block | None = None
    for row in table:
        asked, answer = _cells(row, where.question), "\n".join(_cells(row, where.answer))
        if held is not None and answer and not asked:
            held = Block("faq", f"{held.text}\n{answer}", header=held.header)
            continue
        if held is not None:
            yield held
        held = entry(asked, _cells(row, where.similar), answer)
        category = tuple(_cells(row, where.category))
        if held is not None and category and category != before:
            yield from headings(before, category)
            before = category
    if held is not None:
        yield held


def headings(before: Sequence[str], now: Sequence[str], top: int = 2) -> Iterator[Block]:
    """The headings that a change of category opens; an outer one closes the inner ones."""
    changed = False
    for at, text in enumerate(now):
        changed = changed or at >= len(before) or before[at] != text
        if changed:
            yield Block("heading", " ".join(text.split()), level=top + at)


def key_kind(key: str) -> str:
    """What a record's key holds: "question", "similar", "answer", "category", or "" for anything else."""
    plain = _plain(key)
    kinds = (("question", _QUESTION), ("answer", _ANSWER), ("similar", _SIMILAR), ("category", _CATEGORY))
    return next((kind for kind, names in kinds if plain in names), "")


def _plain(name: str) -> str:
    return _PLAIN.sub("", name.strip().lower())


def _where(names: Sequence[str], known: frozenset[str]) -> tuple[int, ...]:
    return tuple(at for at, name in enumerate(names) if name in known)


def _cells(row: Sequence[str], where: Sequence[int]) -> list[str]:
    return [row[at].strip() for at in where if at < len(row) and row[at].strip()]
