from knowledge.document import Block
from knowledge.readers.text import reader


def test_paragraphs_are_what_blank_lines_part() -> None:
    assert reader.read("One.\n\n二。\r\n\r\nThree.".encode(), "a.txt").blocks == (
        Block("paragraph", "One."),
        Block("paragraph", "二。"),
        Block("paragraph", "Three."),
    )


def test_lines_that_a_width_broke_are_joined_and_others_kept() -> None:
    wrapped = "This sentence was broken by an editor at a width of\nsixty characters and goes on in the line below it."
    assert "\n" not in reader.read(wrapped.encode(), "a.txt").blocks[0].text
    assert reader.read(b"Mon 9-5\nTue 9-6", "a.txt").blocks[0].text == "Mon 9-5\nTue 9-6"


def test_bullets_make_a_list() -> None:
    assert reader.read(b"- one\n- two", "a.txt").blocks == (Block("list", "- one\n- two"),)
