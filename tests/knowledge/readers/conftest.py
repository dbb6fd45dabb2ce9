"""Documents of each format, built where they are needed: no test reads a binary file."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pptx
import pytest
from pptx.util import Inches

Zipped = Callable[[dict[str, str | bytes]], bytes]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>退货手册</dc:title></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/a%20b.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="lost"/></spine></package>"""


def zip_of(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def book_of(**sheets: list[list[object]]) -> bytes:
    """An Excel workbook of these rows by sheet name."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def show() -> bytes:
    """Two slides with a table, bullets and notes, and a hidden one."""
    slides = pptx.Presentation()
    first = slides.slides.add_slide(slides.slide_layouts[1])
    first.shapes.title.text = "退货政策"
    first.placeholders[1].text = "七天内退货\nKeep the box"
    first.placeholders[1].text_frame.paragraphs[1].level = 1
    second = slides.slides.add_slide(slides.slide_layouts[5])
    second.shapes.title.text = "Prices"
    table = second.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for at, text in enumerate(["Size", "Price", "S", "3.50", "M", ""]):
        table.cell(at // 2, at % 2).text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    second.notes_slide.notes_text_frame.text = "Prices hold until May."
    hidden = slides.slides.add_slide(slides.slide_layouts[5])
    hidden.shapes.title.text = "Internal"
    hidden._element.set("show", "0")
    buffer = io.BytesIO()
    slides.save(buffer)
    return buffer.getvalue()


def odt_of(body: str) -> bytes:
    """An OpenDocument text with this body."""
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "text", "table"))
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    return zip_of({"content.xml": f"{content}</office:document-content>"})


def epub_of(**parts: str) -> bytes:
    """A book of two chapters, `a` before `b`, with a table of contents."""
    chapters = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF,
        "OEBPS/nav.xhtml": "<html><body><p>Contents</p></body></html>",
        "OEBPS/b.xhtml": "<html><body><h1>Prices</h1><table><tr><th>Size</th><th>Price</th></tr>"
        "<tr><td>S</td><td>3.50</td></tr></table></body></html>",
        "OEBPS/text/a b.xhtml": "<html><body><h1>退货</h1><p>七天内可以退货。</p></body></html>",
    }
    return zip_of(chapters | parts)


MAIL = """From: =?utf-8?b?5b+r6ICB5p2/?= <boss@example.com>
To: secret@example.com
Subject: =?gb2312?B?zcu79dX+st8=?=
Date: Mon, 06 May 2024 10:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=gb2312
Content-Transfer-Encoding: base64

xt/M7MTav8nS1M3Lu/WhowotLSAKYm9zcyArODYgMTM4IDAwMDAgMDAwMAo=
--b
Content-Type: text/csv; name="prices.csv"
Content-Disposition: attachment; filename="prices.csv"

Size,Price
S,3.50
--b
Content-Type: application/x-thing
Content-Disposition: attachment; filename="tool.exe"

MZ
--b--
"""

SAMPLES: dict[str, Callable[[], bytes]] = {
    ".xlsx": lambda: book_of(FAQ=[["Question", "Answer"], ["How long?", "30 days"], ["多久？", "七天"]]),
    ".pptx": show,
    ".odt": lambda: odt_of("<text:h text:outline-level='1'>退货</text:h><text:p>七天内。</text:p>"),
    ".epub": epub_of,
    ".eml": MAIL.encode,
    ".json": '{"faqs": [{"question": "How long?", "answer": "30 days"}, {"问题": "多久？", "答案": "七天"}]}'.encode,
    ".jsonl": '{"question": "How long?", "answer": "30 days"}\n{"问题": "多久？", "答案": "七天"}\n'.encode,
    ".csv": 'Question,Answer\n"How long, please?","30\ndays"\n多久？,七天\n'.encode,
    ".html": "<h1>退货</h1><dl><dt>How long?</dt><dd>30 days</dd></dl><table><tr><td>a</table>".encode,
    ".md": lambda: (
        b"---\ntags: [a]\n---\n# A\n<details><summary>Q?</summary>\n\nyes\n\n</details>\n\n|a|b|\n|-|-|\n|1|2|\n"
    ),
}


@pytest.fixture(scope="session", params=list(SAMPLES))
def sample(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """One sound document of each format, with the name of its file."""
    return f"a{request.param}", SAMPLES[request.param]()


@pytest.fixture
def zipped() -> Zipped:
    """Makes a zip file of parts."""
    return zip_of


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """Makes an Excel workbook of rows by sheet name."""
    return book_of


@pytest.fixture
def odt() -> Callable[[str], bytes]:
    """Makes an OpenDocument text of a body's markup."""
    return odt_of


@pytest.fixture
def epub() -> Callable[..., bytes]:
    """Makes a book, with parts replaced or added."""
    return epub_of


@pytest.fixture
def presentation() -> bytes:
    """Two slides and a hidden one."""
    return show()


@pytest.fixture
def mail() -> str:
    """A mail in GB2312 with an attachment that is read and one that is not."""
    return MAIL
