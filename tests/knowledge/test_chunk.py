import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.asking import is_question
from knowledge.chunk import Passage, chunk
from knowledge.cutting import tokens
from knowledge.document import Block, Parsed
from knowledge.sentences import split

_sentence = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(
        st.sampled_from(["alpha", "beta", "gamma", "delta", "退货", "运费", "3.5", "shop"]), min_size=1, max_size=14
    ),
    st.sampled_from([".", "!", "。"]),
)
_paragraph = st.lists(_sentence, min_size=1, max_size=12).map(lambda parts: Block("paragraph", " ".join(parts)))
_heading = st.builds(
    lambda word, level: Block("heading", f"About {word}", level),
    st.sampled_from(["returns", "prices", "repairs"]),
    st.integers(1, 3),
)
_table = st.integers(1, 40).map(
    lambda rows: Block(
        "table", "\n".join(["Size | Price", *(f"size {n} | {n}.50 €" for n in range(rows))]), 0, "Size | Price"
    )
)
_documents = st.lists(st.one_of(_paragraph, _heading, _table), min_size=1, max_size=12).map(
    lambda blocks: Parsed(None, tuple(blocks))
)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


@given(_documents, st.integers(20, 60))
def test_no_sentence_and_no_row_is_cut(document: Parsed, limit: int) -> None:
    texts = [passage.text for passage in chunk(document, limit)]
    for block in document.blocks:
        pieces = block.text.split("\n") if block.kind == "table" else split(block.text)
        for piece in pieces if block.kind != "heading" else ():
            assert any(piece in text for text in texts)


@given(_documents, st.integers(20, 60))
def test_all_text_is_kept(document: Parsed, limit: int) -> None:
    passages = chunk(document, limit)
    kept = {
        word
        for passage in passages
        for part in (*passage.headings, passage.question, passage.text)
        for word in _words(part)
    }
    assert {word for block in document.blocks for word in _words(block.text)} <= kept


@given(_documents, st.integers(20, 60))
def test_a_passage_is_longer_than_the_limit_only_by_a_single_sentence_or_row(document: Parsed, limit: int) -> None:
    for passage in chunk(document, limit):
        if tokens(passage.text) > limit * 1.1 + tokens("Size | Price"):
            assert len(split(passage.text)) == 1


def test_every_part_of_a_long_table_repeats_the_header() -> None:
    rows = [f"size {number} | {number} €" for number in range(60)]
    passages = chunk(Parsed(None, (Block("table", "\n".join(["Size | Price", *rows]), header="Size | Price"),)), 40)
    assert len(passages) > 2
    assert all(passage.text.startswith("Size | Price\nsize ") for passage in passages)
    assert [line for passage in passages for line in passage.text.split("\n")[1:]] == rows


def test_a_passage_knows_the_headings_above_it() -> None:
    blocks = (
        Block("heading", "Shop", 1),
        Block("heading", "Returns", 2),
        Block("paragraph", "Within 30 days."),
        Block("heading", "Prices", 2),
        Block("paragraph", "See the list."),
    )
    assert chunk(Parsed(None, blocks), 100) == [
        Passage(("Shop", "Returns"), "Within 30 days."),
        Passage(("Shop", "Prices"), "See the list."),
    ]


def test_a_question_heading_stays_with_every_part_of_its_answer() -> None:
    answer = " ".join(f"Step {number} takes a while and then some more." for number in range(30))
    passages = chunk(Parsed(None, (Block("heading", "如何退货？", 2), Block("paragraph", answer))), 60)
    assert len(passages) > 2
    assert {passage.question for passage in passages} == {"如何退货？"}


def test_questions_in_a_row_belong_to_the_answer_below_them() -> None:
    blocks = (
        Block("paragraph", "How do I return it?\nCan I send it back?"),
        Block("paragraph", "Use the form."),
        Block("paragraph", "How long does it take?"),
        Block("paragraph", "Two weeks."),
    )
    assert [(passage.question, passage.text) for passage in chunk(Parsed(None, blocks), 100)] == [
        ("How do I return it?\nCan I send it back?", "Use the form."),
        ("How long does it take?", "Two weeks."),
    ]


def test_a_heading_without_text_is_not_lost() -> None:
    blocks = (Block("heading", "Opening hours: 9 to 5", 2), Block("heading", "Address: 1 Main Street", 2))
    assert [passage.text for passage in chunk(Parsed(None, blocks), 100)] == [
        "Opening hours: 9 to 5",
        "Address: 1 Main Street",
    ]


def test_headings_that_ask_are_told_from_headings_that_name() -> None:
    assert all(map(is_question, ["How do I pay?", "What is an order", "1.2 如何付款", "支持哪些语言"]))
    assert not any(map(is_question, ["Payment", "付款方式", "Is it", "Overview of what we do"]))
