"""What must hold of any document's passages: nothing lost, nothing reordered, limits kept, the same every time."""

import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.chunk import Passage, chunk
from knowledge.cutting import tokens
from knowledge.document import Block, Parsed
from knowledge.sentences import split

_WORDS = ["alpha", "beta", "退货", "运费说明", "3.5", "shop", "e.g.", "U.S.", "¥1,499"]
_END = st.sampled_from([".", "!", "。", "?", "？", ":", "：", ""])


def _sentences(most: int) -> st.SearchStrategy[str]:
    return st.builds(
        lambda words, end: " ".join(words) + end, st.lists(st.sampled_from(_WORDS), min_size=1, max_size=most), _END
    )


_separator = st.sampled_from([" ", "\n"])
_paragraph = st.builds(
    lambda parts, glue: Block("paragraph", glue.join(parts)),
    st.lists(_sentences(14), min_size=1, max_size=10),
    _separator,
)
_heading = st.builds(lambda text, level: Block("heading", text, level), _sentences(4), st.integers(1, 3))
_list = st.lists(st.tuples(st.integers(0, 2), _sentences(30)), min_size=1, max_size=14).map(
    lambda items: Block("list", "\n".join(f"{'  ' * depth}- {text}" for depth, text in items))
)
_table = st.builds(
    lambda columns, rows: Block(
        "table",
        "\n".join([" | ".join(columns), *(" | ".join(f"{name}{row}" for name in columns) for row in range(rows))]),
        header=" | ".join(columns),
    ),
    st.lists(st.sampled_from(["Size", "价格", "Weight", "Region name"]), min_size=1, max_size=9),
    st.integers(0, 30),
)
_code = st.lists(st.sampled_from(["select 1;", "    from t", "", "curl -X POST x"]), min_size=1, max_size=60).map(
    lambda lines: Block("code", "\n".join(["run:", *lines]))
)
_faq = st.builds(
    lambda asked, answer: Block("faq", answer, header="\n".join(asked)),
    st.lists(_sentences(8), min_size=1, max_size=3),
    st.one_of(st.just(""), st.lists(_sentences(20), max_size=12).map(" ".join)),
)
_documents = st.lists(st.one_of(_paragraph, _heading, _list, _table, _code, _faq), min_size=1, max_size=12).map(
    lambda blocks: Parsed(None, tuple(blocks))
)
_limits = st.integers(20, 80)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def _shown(passage: Passage) -> list[str]:
    return [word for part in (*passage.headings, passage.question, passage.text) for word in _words(part)]


@given(_documents, _limits)
def test_every_word_is_in_a_passage_in_order(document: Parsed, limit: int) -> None:
    passages = chunk(document, limit)
    shown = [word for passage in passages for word in _shown(passage)]
    for block in document.blocks:
        rest = iter(shown)
        wanted = [*(_words(block.header) if block.kind == "faq" else []), *_words(block.text)]
        assert all(word in rest for word in wanted), block


@given(_documents, _limits)
def test_blocks_come_in_the_order_of_the_document(document: Parsed, limit: int) -> None:
    marked = Parsed(
        None,
        tuple(Block("paragraph", f"mark{at}. {block.text}") if block.kind == "paragraph" else block
              for at, block in enumerate(document.blocks)),
    )  # fmt: skip
    text = "\n".join(f"{passage.question}\n{passage.text}" for passage in chunk(marked, limit))
    first = [text.index(f"mark{at}.") for at, block in enumerate(marked.blocks) if block.kind == "paragraph"]
    assert first == sorted(first)


@given(_documents, _limits)
def test_only_one_sentence_or_row_makes_a_passage_longer_than_the_limit(document: Parsed, limit: int) -> None:
    whole = {piece for block in document.blocks for piece in (*split(block.text), *block.text.split("\n"))}
    longest = max((tokens(piece) for piece in whole), default=0.0)
    for passage in chunk(document, limit):
        # What stands over a part - a header, a lead-in, the item above - takes at most what half a passage holds.
        assert tokens(passage.text) <= max(limit * 1.01, longest * 2 + limit / 2)


@given(_documents, _limits)
def test_the_same_document_is_cut_the_same_way_again(document: Parsed, limit: int) -> None:
    assert chunk(document, limit) == chunk(document, limit)


@given(_documents, _limits)
def test_no_passage_is_empty(document: Parsed, limit: int) -> None:
    assert all(passage.text.strip() for passage in chunk(document, limit))
