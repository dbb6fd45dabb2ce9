"""JSON values to blocks: FAQ entries, texts with their titles, or readable "key: value" lines."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge import faq
from knowledge.document import Block
from knowledge.wordlist import word_set

_TITLE = word_set("title heading 标题")
_TEXT = word_set("text content body passage 正文 内容 文本")
_DEEPEST_HEADING = 6


def blocks(value: object, level: int = 1) -> Iterator[Block]:
    """The blocks of any JSON value; `level` is the depth of the headings that its keys become."""
    if isinstance(value, Mapping):
        yield from _record(value, level)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _list(value, level)
    elif text := _scalar(value):
        yield Block("paragraph", text)


def entries(value: object) -> list[Block] | None:
    """The FAQ entries of a record, or of a list of them, with categories as headings; None for anything else.

    A list is one of FAQ entries when most of its records have a question and an answer.
    """
    rows = value if isinstance(value, list) else [value]
    found = [(entry, _category(row)) for row in rows if isinstance(row, Mapping) and (entry := _entry(row))]
    if not found or len(found) * 2 < len(rows):
        return None
    out: list[Block] = []
    before: tuple[str, ...] = ()
    for entry, category in found:
        if category and category != before:
            out += faq.headings(before, category)
            before = category
        out.append(entry)
    return out


def _entry(row: Mapping[str, object]) -> Block | None:
    held: dict[str, list[str]] = {"question": [], "similar": [], "answer": [], "category": [], "": []}
    for key, value in row.items():
        held[faq.key_kind(str(key))] += _texts(value)
    return faq.entry(held["question"], held["similar"], "\n".join(held["answer"]))


def _category(row: Mapping[str, object]) -> tuple[str, ...]:
    named = (value for key, value in row.items() if faq.key_kind(str(key)) == "category")
    return tuple(text for value in named for text in _texts(value))


def _texts(value: object) -> list[str]:
    """The texts of a value; an answer may be {"text": ...} or a list of those."""
    if isinstance(value, Mapping):
        return [text for key, inner in value.items() if str(key).lower() in _TEXT for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [text] if (text := _scalar(value)) else []


def _record(record: Mapping[str, object], level: int) -> Iterator[Block]:
    if (faqs := entries(record)) is not None:
        yield from faqs
        return
    title = next((str(value) for key, value in record.items() if _is_text(key, value, _TITLE)), "")
    if title:
        yield Block("heading", " ".join(title.split()), level=min(level, _DEEPEST_HEADING))
    lines: list[str] = []
    for key, value in record.items():
        if _is_text(key, value, _TITLE):
            continue
        if _is_text(key, value, _TEXT):
            lines.append(str(value).strip())
        elif line := _scalar(value):
            lines.append(f"{key}: {line}")
        elif isinstance(value, list) and value and all(map(_is_scalar, value)):
            lines.append(f"{key}: {', '.join(_texts(value))}")
    if lines:
        yield Block("paragraph", "\n".join(lines))
    for key, value in record.items():
        if _is_nested(value):
            yield Block("heading", str(key), level=min(level + bool(title), _DEEPEST_HEADING))
            yield from blocks(value, level + bool(title) + 1)


def _list(values: Sequence[object], level: int) -> Iterator[Block]:
    if (faqs := entries(values)) is not None:
        yield from faqs
    elif all(map(_is_scalar, values)):
        yield Block("list", "\n".join(f"- {text}" for value in values if (text := _scalar(value))))
    else:
        for value in values:
            yield from blocks(value, level)


def _is_text(key: object, value: object, names: frozenset[str]) -> bool:
    return isinstance(value, str) and bool(value.strip()) and str(key).lower() in names


def _is_nested(value: object) -> bool:
    return bool(value) and (isinstance(value, Mapping) or (isinstance(value, list) and not all(map(_is_scalar, value))))


def _is_scalar(value: object) -> bool:
    return not isinstance(value, Mapping | list)


def _scalar(value: object) -> str:
    if value is None or not _is_scalar(value):
        return ""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value).strip()
