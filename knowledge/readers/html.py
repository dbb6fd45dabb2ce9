"""HTML pages: the article without navigation, scripts and style."""

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge import htmltable, metadata, tables
from knowledge.asking import is_question
from knowledge.decoding import decode
from knowledge.document import Block, Parsed
from knowledge.reader import Reader, UnreadableDocument
from knowledge.wordlist import word_set

_NOISE = (
    "script, style, noscript, template, svg, math annotation, nav, header nav, footer, aside, iframe, input, select, "
    "textarea, .noprint, .mw-editsection, sup.reference, [role=navigation], [aria-hidden=true], a[hreflang][lang], "
    # The answers of a folded list of questions are hidden until they are clicked.
    "[hidden]:not([role=region]):not([role=tabpanel]):not([hidden=until-found])"
)
# They hold the questions that other sections and pages answer, and no answer: searched, they would come before them.
_CONTENTS = (
    ".toc, #toc, #TOC, [role=doc-toc], "
    ".relatedtopics, .related-topics, .related-articles, .related_articles, .related-links, .related-posts"
)
_ASKS_IN_BUTTONS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary")
_DEEPEST = 400
_META = "turnwise:"
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_BLOCK_TAGS = word_set(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul"
)
_SPACE = re.compile(r"[ \t\r\f\v\n\u00a0]+")


def read(data: bytes, name: str) -> Parsed:
    """Headings, paragraphs, lists and tables in reading order; tables of contents only where there is nothing else."""
    text = _text(data, name)
    parsed = _read(text, name, _CONTENTS)
    return parsed if any(block.kind != "heading" for block in parsed.blocks) else _read(text, name)


def _read(text: str, name: str, besides: str = "") -> Parsed:
    tree = LexborHTMLParser(text)
    _check_depth(tree, name)
    title = tree.css_first("title")
    stated = metadata.simple(_stated(tree))
    _clear(tree, besides)
    articles = tree.css("article")
    root = tree.css_first("main, [role=main]") or (articles[0] if len(articles) == 1 else tree.body)
    blocks = tuple(_merged(_blocks(root))) if root is not None else ()
    heading = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), None)
    return Parsed(heading or (_clean(title.text()) or None if title is not None else None), blocks, stated)


def _check_depth(tree: LexborHTMLParser, name: str) -> None:
    """Searching a tree takes time by its size and its depth: a page of a few megabytes could take hours."""
    open_nodes = [tree.root.iter()] if tree.root is not None else []
    while open_nodes:
        child = next(open_nodes[-1], None)
        if child is None:
            open_nodes.pop()
            continue
        open_nodes.append(child.iter())
        if len(open_nodes) > _DEEPEST:
            raise UnreadableDocument(f"{name} is nested too deeply to be read; save it again in a simpler form.")


def _stated(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("meta[name][content]"):
        name = (node.attributes.get("name") or "").strip().lower()
        if name.startswith(_META):
            yield name.removeprefix(_META), node.attributes.get("content") or ""


def _clear(tree: LexborHTMLParser, besides: str) -> None:
    """Take off what is no content. A form may be a search box, or hold the whole page; a button may be a question."""
    for node in tree.css(f"{_NOISE}, {besides}" if besides else _NOISE):
        node.decompose()
    for node in tree.css("form"):
        if node.css_first("h1, h2, h3, article, table, p + p") is None:
            node.decompose()
    for node in tree.css("button"):
        parent = node.parent
        if parent is None or (
            parent.tag not in _ASKS_IN_BUTTONS and "accordion" not in (node.attributes.get("class") or "")
        ):
            node.decompose()


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
    elif tag == "dl":
        yield from _definitions(node)
    elif tag == "details":
        yield from _details(node)
    elif tag == "table" and not htmltable.is_layout(node):
        if caption := htmltable.caption(node):
            yield Block("paragraph", caption)
        yield from tables.blocks(tables.filled(htmltable.rows(node)))
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


def _definitions(node: LexborNode) -> Iterator[Block]:
    """A question with its answer is an FAQ entry; a term with what it means is an item of a list."""
    items: list[str] = []
    for terms, said in htmltable.definitions(node):
        names = [text for term in terms if (text := htmltable.text(term))]
        if not terms:
            yield from (block for part in said for block in _blocks(part))
        elif names and is_question(names[-1]):
            yield from _answered(names, [block for part in said for block in _blocks(part)])
        else:
            meaning = "; ".join(text for part in said if (text := htmltable.text(part)))
            items.append(f"- {', '.join(names)}: {meaning}" if meaning else f"- {', '.join(names)}")
    if items:
        yield Block("list", "\n".join(items))


def _details(node: LexborNode) -> Iterator[Block]:
    summary = next((child for child in node.iter() if child.tag == "summary"), None)
    asked = htmltable.text(summary) if summary is not None else ""
    if summary is not None:
        summary.decompose()
    yield from _answered([asked] if asked else [], list(_blocks(node)))


def _answered(questions: list[str], blocks: list[Block]) -> Iterator[Block]:
    """One entry, unless the answer has sections of its own, or questions."""
    if questions and blocks and all(block.kind not in ("heading", "faq") for block in blocks):
        yield Block("faq", "\n".join(block.text for block in blocks), header="\n".join(questions))
        return
    if questions:
        yield Block("paragraph", "\n".join(questions))
    yield from blocks


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


reader = Reader(
    suffixes=(".html", ".htm", ".xhtml"), media_types=("text/html", "application/xhtml+xml"), read=read, version=3
)
