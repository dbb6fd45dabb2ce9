"""HTML pages: the article without navigation, scripts and style."""

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.decoding import decode
from knowledge.document import Block, Parsed
from knowledge.reader import Reader
from knowledge.wordlist import word_set

_NOISE = (
    "script, style, noscript, template, svg, nav, header nav, footer, aside, form, iframe, button, [hidden], .noprint"
)
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_BLOCK_TAGS = word_set(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul"
)
_SPACE = re.compile(r"[ \t\r\f\v\n\u00a0]+")


def read(data: bytes, name: str) -> Parsed:
    """Headings, paragraphs, lists and tables in reading order."""
    tree = LexborHTMLParser(_text(data, name))
    title = tree.css_first("title")
    for node in tree.css(_NOISE):
        node.decompose()
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    blocks = tuple(_merged(_blocks(root))) if root is not None else ()
    heading = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Parsed(heading or (_clean(title.text()) or None if title is not None else None), blocks)


def _text(data: bytes, name: str) -> str:
    # A byte order mark is the surest sign (HTML standard, 13.2.3.2), before what the page says of itself.
    if not data.startswith(codecs.BOM_UTF8) and (match := _CHARSET.search(data[:2048])):
        try:
            return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a page that misstates its encoding is common: decide by its bytes
    return decode(data, name)


def _blocks(node: LexborNode) -> Iterator[Block]:
    """Text between block elements is a paragraph of its own."""
    loose: list[str] = []
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "br":
            loose.append("\n")
        elif tag not in _BLOCK_TAGS and not _holds_blocks(child):
            loose.append(child.text(deep=True) if tag != "-text" else (child.text_content or ""))
        else:
            yield from _paragraph(loose)
            loose = []
            yield from _element(child, tag)
    yield from _paragraph(loose)


def _element(node: LexborNode, tag: str) -> Iterator[Block]:
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        if text := _clean(node.text()):
            yield Block("heading", text, level=int(tag[1]))
    elif tag in ("ul", "ol"):
        if lines := list(_items(node, 0)):
            yield Block("list", "\n".join(lines))
    elif tag == "table" and node.css_first("table table") is None:
        rows = _rows(node)
        if len(rows) > 1 and any(" | " in row for row in rows):
            yield Block("table", "\n".join(rows), header=rows[0])
        elif rows:
            yield Block("paragraph", "\n".join(rows))
    elif tag == "pre":
        if text := node.text().strip("\n"):
            yield Block("code", text)
    else:
        yield from _blocks(node)


def _items(node: LexborNode, depth: int) -> Iterator[str]:
    number = 0
    for item in node.iter():
        if item.tag != "li":
            continue
        number += 1
        nested = [child for child in item.iter() if child.tag in ("ul", "ol")]
        inside = [list(_items(child, depth + 1)) for child in nested]
        for child in nested:
            child.decompose()
        mark = f"{number}. " if node.tag == "ol" else "- "
        if text := _clean(item.text(separator=" ")):
            yield "  " * depth + mark + text
        for lines in inside:
            yield from lines


def _rows(table: LexborNode) -> list[str]:
    rows = ([_clean(cell.text(separator=" ")) for cell in row.css("th, td")] for row in table.css("tr"))
    return [" | ".join(row) for row in rows if any(row)]


def _holds_blocks(node: LexborNode) -> bool:
    return any(child.tag in _BLOCK_TAGS for child in node.traverse() if child != node)


def _paragraph(parts: list[str]) -> Iterator[Block]:
    lines = (
        _clean(line) for line in "".join(part if part == "\n" else _SPACE.sub(" ", part) for part in parts).split("\n")
    )
    if text := "\n".join(line for line in lines if line):
        yield Block("paragraph", text)


def _merged(blocks: Iterator[Block]) -> Iterator[Block]:
    """Drop a paragraph that says again what its neighbour said (a link and its caption)."""
    before: Block | None = None
    for block in blocks:
        if block != before:
            yield block
        before = block


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


reader = Reader(suffixes=(".html", ".htm"), media_types=("text/html", "application/xhtml+xml"), read=read)
