from graphs.structure import heading_over, with_its_reason, with_structure

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


def test_a_heading_that_denies_stands_over_its_list_and_no_other_does() -> None:
    items = "- Gift cards.\n- Opened bulbs."
    assert heading_over(items, items, ("Returns", "What cannot be returned")) == "What cannot be returned:"
    assert heading_over("- 礼品卡。", "- 礼品卡。", ("哪些商品不能退",)) == "哪些商品不能退："
    assert heading_over(items, items, ("What can be returned",)) == ""
    assert heading_over(items, items, ("It does not work. What now?",)) == ""
    assert heading_over(items, f"These come back:\n{items}", ("What cannot be returned",)) == ""
    assert heading_over("We refund you.", "We refund you.", ("What is not returned",)) == ""


def test_a_bare_no_comes_with_its_reason_and_other_sentences_alone() -> None:
    english, chinese = "No. It is IP20.4 only. Take the Ember.", "不能。防护等级是 IP20。请选 Ember。"

    assert with_its_reason(english, 0, len("No.")) == "No. It is IP20.4 only."
    assert with_its_reason(chinese, 0, len("不能。")) == "不能。防护等级是 IP20。"
    assert with_its_reason(chinese, len("不能。"), len(chinese) - len("请选 Ember。")) == "防护等级是 IP20。"
    assert with_its_reason("No.\nShelves", 0, len("No.")) == "No."
