from knowledge.pieces import pieces_of


def test_a_row_stands_under_its_table_s_header_and_the_headings() -> None:
    header, row = pieces_of("Region | Express\nBelgium | 12.90", "Rates")
    assert not header.row
    assert row.row
    assert {"express", "rate"} <= row.over
    assert "belgium" in row.terms


def test_a_short_line_without_a_full_stop_heads_what_follows() -> None:
    heading, sentence = pieces_of("Resetting the hub\nHold the button for 8 seconds.")
    assert heading.heads
    assert not sentence.heads
    assert "hub" in sentence.over
