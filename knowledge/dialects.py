"""What documentation sites write into Markdown besides CommonMark: templates, admonitions, HTML, foldable answers."""

import re
from collections.abc import Iterable, Iterator

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, reader_for

_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})")
# Hugo and TiDB variables and shortcodes, MDX comments, anchors after headings, imports and exports of MDX.
_TEMPLATE = re.compile(
    r" ?\{\{\{\s*\.[\w.]+\s*\}\}\} ?|\{\{<.*?>\}\}|\{\{%.*?%\}\}|\{/\*.*?\*/\}|[ \t]*\{#[\w-]+\}[ \t]*$"
)
_IMPORT = re.compile(r"^(?:import\s.+\sfrom\s+['\"].+['\"];?|import\s+['\"].+['\"];?|export\s+(?:const|default)\s.*)$")
_ADMONITION = re.compile(r"^[ \t]*:{3,}[ \t]*(?:\w+)?(?:[ \t]*\[(.+)\]|[ \t]+(.+?))?(?:[ \t]*\{.*\})?[ \t]*$")
_GITHUB_ALERT = re.compile(r"^([ \t]*>[ \t]*)\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_STRUCTURE = re.compile(r"<(?:table|ul|ol|dl|pre|h[1-6]|p|div)\b", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.IGNORECASE | re.DOTALL)
_OPENS, _CLOSES = re.compile(r"<details\b", re.IGNORECASE), re.compile(r"</details\s*>", re.IGNORECASE)
# Marks that cross the stream of blocks from `html_blocks` to `folded`; decoding lets no such character through.
_ASKED, _END = "\x01", "\x02"


def plain(text: str) -> str:
    """Markdown without its dialect, outside of fenced code."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            line = _line(line)
        lines.append(line)
    return "\n".join(lines)


def _line(line: str) -> str:
    if _IMPORT.match(line):
        return ""
    if match := _ADMONITION.match(line):
        return f"\n**{match[1] or match[2]}**\n" if match[1] or match[2] else "\n"
    if match := _GITHUB_ALERT.match(line):
        return match[1]
    return _TEMPLATE.sub("", line)


def html_blocks(html: str) -> Iterator[Block]:
    """The blocks of HTML that stands between Markdown blocks; a foldable answer may begin or end in it."""
    if _CLOSES.search(html) and _OPENS.search(html):
        yield from _read(html)
        return
    if match := _SUMMARY.search(html):
        yield Block("paragraph", _ASKED + " ".join(_TAGS.sub("", match[1]).split()))
        html = html[match.end() :]
    ends = _CLOSES.search(html) is not None
    if _STRUCTURE.search(html):
        yield from _read(html)
    else:
        yield Block("paragraph", "\n".join(line.strip() for line in _TAGS.sub("", html).splitlines()).strip())
    if ends:
        yield Block("paragraph", _END)


def _read(html: str) -> Iterator[Block]:
    try:
        yield from reader_for("part.html").read(html.encode(), "part.html").blocks
    except UnreadableDocument:  # a text that decoded once does so again; a block of HTML may only be very odd
        yield Block("paragraph", _TAGS.sub("", html).strip())


def folded(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with each foldable answer made an FAQ entry; one with headings inside stays as it is."""
    asked: str | None = None
    held: list[Block] = []
    for block in blocks:
        if block.text.startswith(_ASKED):
            yield from _unfolded(asked, held)
            asked, held = block.text[1:], []
        elif block.text == _END:
            if asked and held and all(inner.kind not in ("heading", "faq") for inner in held):
                yield Block("faq", "\n".join(inner.text for inner in held), header=asked)
            else:
                yield from _unfolded(asked, held)
            asked, held = None, []
        elif asked is not None:
            held.append(block)
        else:
            yield block
    yield from _unfolded(asked, held)


def _unfolded(asked: str | None, held: list[Block]) -> Iterator[Block]:
    if asked:
        yield Block("paragraph", asked)
    yield from held
