"""Markdown (CommonMark with tables): headings, paragraphs, lists, tables and code; front matter gives the title."""

import re
from collections.abc import Iterator, Sequence

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge import metadata, tables
from knowledge.decoding import decode
from knowledge.dialects import folded, html_blocks, plain
from knowledge.document import Block, Parsed
from knowledge.reader import Reader

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def read(data: bytes, name: str) -> Parsed:
    """Markup is taken off, link texts stay and their addresses go."""
    text, stated = decode(data, name), {}
    if match := _FRONT_MATTER.match(text):
        stated = _front_matter(match[1])
        text = text[match.end() :]
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(plain(text))
    blocks = tuple(folded(block for block in _blocks(tokens) if block.text.strip()))
    title = stated.get("title")
    if not isinstance(title, str) or not title:
        title = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Parsed(title, blocks, metadata.simple(stated.items()))


def _front_matter(text: str) -> dict[object, object]:
    """Everything as it is written: a date is not turned into another notation, nor "no" into false."""
    try:
        matter = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes strings, lists and dicts, nothing else
    except (yaml.YAMLError, RecursionError):
        return {}
    return matter if isinstance(matter, dict) else {}


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _closing(tokens, at)
        inner = tokens[at + 1 : end]
        if token.type == "heading_open":
            yield Block("heading", " ".join(_texts(inner)).replace("\n", " "), level=int(token.tag[1]))
        elif token.type == "paragraph_open":
            yield Block("paragraph", "\n".join(_texts(inner)))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield from _list(tokens[at : end + 1])
        elif token.type == "table_open":
            yield from tables.blocks(_rows(inner))
        elif token.type in ("fence", "code_block"):
            yield Block("code", token.content.rstrip("\n"))
        elif token.type == "blockquote_open":
            yield from _blocks(inner)
        elif token.type == "html_block":
            yield from html_blocks(token.content)
        at = end + 1


def _closing(tokens: Sequence[Token], at: int) -> int:
    if tokens[at].nesting != 1:
        return at
    depth = 0
    for end in range(at, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            return end
    return len(tokens) - 1


def _list(tokens: Sequence[Token]) -> Iterator[Block]:
    """One line an item, nested items indented; code and tables inside an item stand for themselves."""
    lines: list[str] = []
    depth = 0
    prefix = ""
    numbers: list[int] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            numbers.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else -1)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            numbers.pop()
        elif token.type == "list_item_open":
            prefix = "  " * (depth - 1) + (f"{numbers[-1]}. " if numbers[-1] >= 0 else "- ")
            numbers[-1] += numbers[-1] >= 0
        elif token.type == "inline" and (text := _inline(token)):
            lines.append((prefix or "  " * depth) + text.replace("\n", " "))
            prefix = ""
        elif token.type in ("fence", "code_block"):
            if lines:
                yield Block("list", "\n".join(lines))
                lines = []
            yield Block("code", token.content.rstrip("\n"))
    if lines:
        yield Block("list", "\n".join(lines))


def _rows(tokens: Sequence[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(_inline(token))
    return rows


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [_inline(token) for token in tokens if token.type == "inline"]


def _inline(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak" or child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            parts.append("\n")
    return "".join(parts).strip()


reader = Reader(suffixes=(".md", ".markdown", ".mdx"), media_types=("text/markdown",), read=read, version=2)
