"""HTML tables and definition lists: what is data becomes rows or entries, what is only layout is told apart."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from knowledge.tables import Cell

_SECTIONS = ("thead", "tbody", "tfoot")
_BREAKS = ("br", "p", "div", "dd", "dt", "tr", "pre", "blockquote")
_HEADINGS = "h1, h2, h3, h4, h5, h6"


def is_layout(table: LexborNode) -> bool:
    """Whether a table only places things on the page: no header cells, but headings or another table inside it."""
    if table.attributes.get("role") == "presentation":
        return True
    # A node's own search finds the node itself too.
    inside = any(found.mem_id != table.mem_id for found in table.css(f"{_HEADINGS}, table"))
    return inside and not any(cell.tag == "th" for row in _direct(table) for cell in row.iter())


def rows(table: LexborNode) -> list[list[Cell]]:
    """The table's own rows, not those of tables inside it."""
    return [[_cell(cell) for cell in row.iter() if cell.tag in ("td", "th")] for row in _direct(table)]


def caption(table: LexborNode) -> str:
    """The table's caption, or ""."""
    found = next((child for child in table.iter() if child.tag == "caption"), None)
    return text(found) if found is not None else ""


def text(node: LexborNode) -> str:
    """All text of a node on one line; the items of a list are parted by semicolons."""
    parts: list[str] = []
    _gather(node, parts)
    items = (" ".join(part.split()) for part in "".join(parts).split("\0"))
    return "; ".join(item for item in items if item)


def definitions(node: LexborNode) -> Iterator[tuple[list[LexborNode], list[LexborNode]]]:
    """The groups of a definition list: terms, and what is said of them."""
    terms: list[LexborNode] = []
    said: list[LexborNode] = []
    for child in _flat(node):
        if child.tag == "dt" and said:
            yield terms, said
            terms, said = [], []
        (terms if child.tag == "dt" else said).append(child)
    if terms or said:
        yield terms, said


def _flat(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter():
        if child.tag == "div":
            yield from _flat(child)
        elif child.tag in ("dt", "dd"):
            yield child


def _direct(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag in _SECTIONS:
            yield from (row for row in child.iter() if row.tag == "tr")
        elif child.tag == "tr":
            yield child


def _cell(node: LexborNode) -> Cell:
    return Cell(text(node), _span(node, "rowspan"), _span(node, "colspan"))


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "").strip()
    return int(value) if value.isdecimal() and len(value) < 5 else 1


def _gather(node: LexborNode, parts: list[str]) -> None:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            parts.append(child.text_content or "")
            continue
        mark = "\0" if child.tag == "li" else " " if child.tag in (*_BREAKS, "td", "th") else ""
        parts.append(mark)
        _gather(child, parts)
        parts.append(mark)
