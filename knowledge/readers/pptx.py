"""PowerPoint presentations (.pptx): each slide's title, texts, tables and notes."""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from knowledge import package, tables
from knowledge.document import Block, Parsed
from knowledge.reader import Reader

if TYPE_CHECKING:
    from pptx.slide import Slide

# Shapes are `Any` below: those of python-pptx have no common base that names what they share.
_KIND, _SUFFIX = "a PowerPoint presentation", ".pptx"
_NO_TITLE = re.compile(r"(?:powerpoint[- ]?pr[äae]+sentation|powerpoint 演示文稿|presentation\d*)", re.IGNORECASE)
_SMALL_PRINT = ("DATE", "FOOTER", "SLIDE_NUMBER", "HEADER")


def read(data: bytes, name: str) -> Parsed:
    """The visible slides in order; a hidden slide is left out and said to be."""
    import pptx
    from pptx.exc import PythonPptxError

    with package.opened(data, name, _KIND, _SUFFIX):
        try:
            show = pptx.Presentation(io.BytesIO(data))
            slides = list(show.slides)
            hidden = [number for number, slide in enumerate(slides, 1) if slide._element.get("show") in ("0", "false")]
            kept = [slide for number, slide in enumerate(slides, 1) if number not in hidden]
            blocks = tuple(block for slide in kept for block in _slide(slide))
            title = (show.core_properties.title or "").strip()
        # What python-pptx and lxml meet broken parts with.
        except (PythonPptxError, SyntaxError, LookupError, AttributeError, TypeError, ValueError) as error:
            raise package.refusal(data, name, _KIND, _SUFFIX) from error
    first = next((block.text for block in blocks if block.kind == "heading"), None)
    skipped = tuple(f"slide {number} is hidden" for number in hidden)
    return Parsed(first if not title or _NO_TITLE.fullmatch(title) else title, blocks, skipped=skipped)


def _slide(slide: "Slide") -> Iterator[Block]:
    title = slide.shapes.title
    blocks = [
        block for shape in slide.shapes if title is None or shape.shape_id != title.shape_id for block in _shape(shape)
    ]
    text = " ".join(title.text_frame.text.split()) if title is not None else ""
    # A slide without a title begins anew all the same: it does not belong under the title of the one before.
    text = text or next((block.text.split("\n")[0].removeprefix("- ") for block in blocks), "")
    if text:
        yield Block("heading", text, level=1)
    yield from blocks
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if frame is not None and (notes := frame.text.strip()):
        yield Block("paragraph", notes.replace("\v", "\n"))


def _shape(shape: Any) -> Iterator[Block]:
    if shape.is_placeholder and shape.placeholder_format.type.name in _SMALL_PRINT:
        return
    if hasattr(shape, "shapes"):
        for inner in shape.shapes:
            yield from _shape(inner)
    elif getattr(shape, "has_table", False):
        yield from tables.blocks(
            tables.filled([[_cell(cell) for cell in row.cells if not cell.is_spanned] for row in shape.table.rows])
        )
    elif shape.has_text_frame:
        yield from _texts(shape)


def _cell(cell: Any) -> tables.Cell:
    text = cell.text_frame.text.replace("\v", "\n")
    return tables.Cell(text, cell.span_height, cell.span_width) if cell.is_merge_origin else tables.Cell(text)


def _texts(shape: Any) -> Iterator[Block]:
    """Several paragraphs in a slide's body are its bullet points; elsewhere they are paragraphs."""
    said = [(part.level, " ".join(part.text.replace("\v", " ").split())) for part in shape.text_frame.paragraphs]
    said = [(level, text) for level, text in said if text]
    if shape.is_placeholder and len(said) > 1:
        yield Block("list", "\n".join(f"{'  ' * level}- {text}" for level, text in said))
    elif said:
        yield Block("paragraph", "\n".join(text for _, text in said))


reader = Reader(
    suffixes=(".pptx", ".pptm"),
    media_types=("application/vnd.openxmlformats-officedocument.presentationml.presentation",),
    read=read,
)
