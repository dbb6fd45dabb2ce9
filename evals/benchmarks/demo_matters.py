"""What the demo shop's customers ask, which FAQ answers it, and every document that tells of the matter.

`asked` is the question in words of the customer's own, where they are not the document's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from uuid import NAMESPACE_URL, uuid5

from graphs.turn import Passage
from knowledge.chunk import chunk
from knowledge.named_chunks import name_chunks, under_title
from knowledge.reader import is_supported, read

_CHUNK_TOKENS = 128
_ENTRY = re.compile(r"^## (?P<question>.+)\n+(?P<answer>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Matter:
    """`documents` are names without language and suffix; `home` is the passage that answers, `answer` its words."""

    question: str
    asked: str
    documents: frozenset[str]
    language: str
    home: Passage = field(default=Passage("", "", ""))
    answer: str = ""


def _matter(language: str, question: str, asked: str, *documents: str) -> Matter:
    return Matter(question, asked, frozenset(documents), language)


_MATTERS = (
    _matter(
        "en",
        "Can I change the delivery address after ordering?",
        "I typed the wrong street, can you still correct where it goes?",
        "faq-orders",
        "shipping",
    ),
    _matter("en", "Do you ship to Switzerland and Norway?", "I live in Norway, can I order?", "faq-orders", "shipping"),
    _matter(
        "en",
        "Can I collect my order in a showroom?",
        "May I pick my order up myself in Rotterdam?",
        "faq-orders",
        "shipping",
        "contact-and-showrooms",
    ),
    _matter("en", "Can I get gift wrapping?", "It is a present, can you wrap it nicely?", "faq-orders"),
    _matter("en", "How do I cancel my order?", "I do not want it any more, how can I cancel?", "faq-orders", "returns"),
    _matter("en", "When do I get my refund?", "When will the money be back on my card?", "faq-orders", "returns"),
    _matter(
        "en",
        "How do I get an invoice with my company name?",
        "My firm needs a bill in its name, where do I enter that?",
        "faq-orders",
        "payment",
        "trade-customers",
    ),
    _matter(
        "en", "My lamp flickers. What can I do?", "The light keeps flickering, what is wrong?", "faq-products", "halo-3"
    ),
    _matter(
        "en",
        "How do I clean a linen shade?",
        "Can I wash the linen shade?",
        "faq-products",
        "halo-3",
        "lamps",
        "warranty",
    ),
    _matter("en", "Where does your oak come from?", "Which forests is the wood from?", "faq-products", "oak-furniture"),
    _matter(
        "en",
        "Can I get a sample of the wood colours?",
        "I would like to see the smoked oak before I buy, can you send a piece?",
        "faq-products",
        "oak-furniture",
        "trade-customers",
    ),
    _matter(
        "en", "Do you have the Halo 2 or its spare parts?", "Is the Halo 2 still sold?", "faq-products", "warranty"
    ),
    _matter("zh", "下单以后还能改收货地址吗？", "地址填错了，还能修改吗？", "faq-orders", "shipping"),
    _matter("zh", "能寄到香港和台湾吗？", "我在台湾，能买吗？", "faq-orders", "shipping"),
    _matter("zh", "可以到店自提吗？", "我想自己去展厅拿货，行吗？", "faq-orders", "shipping", "contact-and-showrooms"),
    _matter("zh", "可以包装成礼物吗？", "送人的，能帮我做礼品包装吗？", "faq-orders"),
    _matter("zh", "怎么取消订单？", "不想要了，怎么把订单取消？", "faq-orders", "returns"),
    _matter("zh", "退款多久到账？", "退的钱几天能到账？", "faq-orders", "returns"),
    _matter("zh", "怎么开发票？", "公司报销要发票，怎么开？", "faq-orders", "payment", "trade-customers"),
    _matter("zh", "灯一直闪怎么办？", "灯老是闪，是坏了吗？", "faq-products", "halo-3"),
    _matter("zh", "亚麻灯罩怎么清洁？", "亚麻灯罩能水洗吗？", "faq-products", "halo-3", "lamps", "warranty"),
    _matter("zh", "橡木是哪里产的？", "你们的橡木来自哪些森林？", "faq-products", "oak-furniture"),
    _matter("zh", "能寄木色样板吗？", "买之前想看木头颜色，有样板吗？", "faq-products", "oak-furniture"),
    _matter("zh", "Halo 2 还有卖吗？", "Halo 2 停产了吗？", "faq-products", "warranty"),
)


def published(folder: Path, suffixes: tuple[str, ...] = ()) -> tuple[Passage, ...]:
    """Every passage of the documents under a folder, as they are indexed; of some kinds of files only, where named."""
    return tuple(
        passage
        for path in sorted(folder.rglob("*"))
        if path.is_file() and is_supported(path.name) and (not suffixes or path.suffix in suffixes)
        for passage in _passages(path, path.relative_to(folder).as_posix())
    )


def matters(base: tuple[Passage, ...], folder: Path) -> tuple[Matter, ...]:
    """All matters with their answers. Raises LookupError where the documents no longer hold one."""
    entries = {
        entry["question"].strip(): entry["answer"].strip()
        for path in sorted(folder.rglob("faq-*.md"))
        for entry in _ENTRY.finditer(path.read_text(encoding="utf-8"))
    }
    return tuple(_with_answer(one, entries, base) for one in _MATTERS)


def tells_of(matter: Matter, passage: Passage) -> bool:
    """Whether a passage is of a document that tells of the matter, in either language."""
    stem = PurePath(passage.document).stem
    return any(name in stem for name in matter.documents)


def _with_answer(matter: Matter, entries: dict[str, str], base: tuple[Passage, ...]) -> Matter:
    answer = entries.get(matter.question)
    homes = [passage for passage in base if answer and answer in passage.text]
    if answer is None or not homes:
        raise LookupError(f"the demo's documents do not answer {matter.question!r}")
    return Matter(matter.question, matter.asked, matter.documents, matter.language, homes[0], answer)


def _passages(path: Path, name: str) -> Iterator[Passage]:
    parsed = read(path.read_bytes(), name)
    cut = under_title(parsed.title, chunk(parsed, _CHUNK_TOKENS))
    for one in name_chunks(str(uuid5(NAMESPACE_URL, name)), name, parsed.title or name, cut):
        over = (*one.headings, *([one.question] if one.question else []))
        yield Passage(one.document, one.id, one.text, title=one.title, headings=over)
