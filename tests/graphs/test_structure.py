from graphs.structure import with_structure

TABLE = "Prices per parcel.\nRegion | Price\nEurope | €5\nChina | ¥18"
STEPS = "To return an item:\n1. Sign in.\n2. Print the label.\n3. Send it.\nWe refund you then."


def around(text: str, sentence: str) -> str:
    start = text.index(sentence)
    return with_structure(text, start, start + len(sentence))


def test_a_row_comes_with_its_header() -> None:
    assert around(TABLE, "China | ¥18") == "Region | Price\nChina | ¥18"


def test_a_header_stands_for_its_table() -> None:
    assert around(TABLE, "Region | Price") == "Region | Price\nEurope | €5\nChina | ¥18"


def test_a_step_comes_with_the_others() -> None:
    assert around(STEPS, "2. Print the label.") == "1. Sign in.\n2. Print the label.\n3. Send it."


def test_a_sentence_with_a_colon_comes_with_what_it_introduces() -> None:
    assert around(STEPS, "To return an item:") == "To return an item:\n1. Sign in.\n2. Print the label.\n3. Send it."


def test_other_sentences_stand_alone() -> None:
    assert around(STEPS, "We refund you then.") == "We refund you then."


def test_a_long_list_is_cut() -> None:
    items = "\n".join(f"- item {number}" for number in range(50))
    assert around(items, "- item 3").count("\n") == 8
    assert around(items, "- item 40") == "- item 40"
