"""PDF files: their text layer, or recognised text where OCR is installed."""

import re
from collections import Counter

import pypdfium2
from pypdfium2 import raw

from knowledge.document import Block, Parsed
from knowledge.lines import unwrap
from knowledge.ocr import Recogniser, RecognitionFailed
from knowledge.reader import Reader, UnreadableDocument
from knowledge.settings import KnowledgeSettings

_PAGE_NUMBER = re.compile(r"(?:page\s*|第\s*)?\d{1,4}(?:\s*(?:/|of|页)\s*\d{0,4})?", re.IGNORECASE)
# What programs write where a title should be: a file's name, or their own.
_NO_TITLE = re.compile(r"\.(?:docx?|odt|pdf|pptx?|xlsx?|indd|tex|rtf)$|^Microsoft |^untitled|^无标题", re.IGNORECASE)
_HYPHEN = re.compile(r"([a-z])[\u00ad\ufffe\u2010-](?:\r?\n)([a-z])")
_LEAST_TEXT = 20
_LIST_ITEM = re.compile(r"(?:[-*•·●○▪–]|\(?\d{1,2}[.)、])\s*\S")


def read(data: bytes, name: str) -> Parsed:
    """Paragraphs page by page, without running heads, feet and page numbers; the file's own title."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(name, error) from error
    try:
        pages = [_page(document, number) for number in range(len(document))]
        scans = [number for number, page in enumerate(pages) if _is_scan(document, number, page)]
        title = document.get_metadata_value("Title").strip()
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"{name} is damaged; export it as PDF again.") from error
    finally:
        document.close()
    skipped = _recognise(data, name, pages, scans)
    running = _running_lines(pages)
    lines = [line for page in pages for line in _without(page, running)]
    blocks = tuple(_blocks(lines))
    return Parsed(None if not title or _NO_TITLE.search(title) else title, blocks, skipped=skipped)


def _is_scan(document: pypdfium2.PdfDocument, number: int, lines: list[str]) -> bool:
    """A page that shows pictures and has hardly any text: a stamp or a page number may stand over a scan."""
    if sum(len(line.strip()) for line in lines) > _LEAST_TEXT:
        return False
    page = document[number]
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM)
    try:
        return any(True for _ in page.get_objects(filter=kinds, max_depth=2))
    finally:
        page.close()


def _recognise(data: bytes, name: str, pages: list[list[str]], scans: list[int]) -> tuple[str, ...]:
    """Put the text of scanned pages into `pages`; raise, or tell, where that cannot be done."""
    readable = any(line.strip() for page in pages for line in page)
    if not scans:
        if not readable:
            raise UnreadableDocument(f"{name} has no text on its pages; upload a file with text in it.")
        return ()
    recogniser = Recogniser(KnowledgeSettings().document_timeout_s * 0.8)
    why = "this server has no program for it"
    if recogniser.installed:
        try:
            found = recogniser.pages(data, scans)
        except RecognitionFailed as error:
            why = str(error)
        else:
            for number in scans:
                pages[number] = found[number]
            if any(line.strip() for page in pages for line in page):
                return ()
            why = "no text was recognised"
    if len(scans) < len(pages) and readable:
        shown = ", ".join(str(number + 1) for number in scans[:20]) + (", ..." if len(scans) > 20 else "")
        return (f"page {shown} is scanned and needs OCR (text recognition): {why}",)
    raise UnreadableDocument(
        f"{name} has no text layer (a scan?) and needs OCR (text recognition): {why}. "
        "Run it through OCR and upload the result, or install tesseract or ocrmypdf on the server."
    )


def _refusal(name: str, error: pypdfium2.PdfiumError) -> UnreadableDocument:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return UnreadableDocument(f"{name} is protected by a password; upload a copy without one.")
    return UnreadableDocument(f"{name} is damaged or not a PDF; export it as PDF again.")


def _page(document: pypdfium2.PdfDocument, number: int) -> list[str]:
    page = document[number]
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    page.close()
    text = _HYPHEN.sub(r"\1\2", text).replace("\ufffe", "").replace("\x00", "")
    return [line.rstrip() for line in text.splitlines()] + [""]


def _running_lines(pages: list[list[str]]) -> set[str]:
    """Lines that stand first or last on most pages."""
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(page[at]) for at in _edges(page)})
    return {line for line, count in edges.items() if count > len(pages) * 0.6}


def _without(page: list[str], running: set[str]) -> list[str]:
    lines = list(page)
    for at in _edges(page):
        if _PAGE_NUMBER.fullmatch(lines[at].strip()) or _shape(lines[at]) in running:
            lines[at] = ""
    return lines


def _edges(page: list[str]) -> list[int]:
    """Where a page's first and last lines are; two of each on a page that has more to it than those."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    deep = 2 if len(filled) > 8 else 1
    return filled[:deep] + filled[-deep:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _blocks(lines: list[str]) -> list[Block]:
    """PDF has lines, not paragraphs: a blank line, a list mark, or a short line that ends a sentence closes one."""
    width = sorted(len(line) for line in lines if line.strip())
    usual = width[int(len(width) * 0.9)] if width else 0
    blocks: list[Block] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            blocks.append(Block("paragraph", unwrap(paragraph)))
            paragraph.clear()

    for line in lines:
        stripped = line.strip()
        if not stripped:
            # A page's end is no paragraph's end where the sentence goes on.
            if paragraph and paragraph[-1][-1] in ".!?。！？:：":
                close()
            continue
        if _LIST_ITEM.match(stripped):
            close()
        paragraph.append(stripped)
        if stripped[-1] in ".!?。！？" and len(stripped) < usual * 0.75:
            close()
    close()
    return blocks


reader = Reader(suffixes=(".pdf",), media_types=("application/pdf",), read=read, version=2)
