import pytest

from graphs.agent.thinking import ThinkingFilter, without_thinking


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<think>hm\n</think>\nYes.", "Yes."),
        ("<think>hm", ""),
        ("<THINK>hm</THINK>Yes.", "Yes."),
        ("<thinking>a <think>b</thinking>Yes.", "Yes."),
        ("[THINK]hm[/THINK]Yes [1].", "Yes [1]."),
        ("They ask for a refund.</think>Yes.", "Yes."),
        ("Yes. <think>really?</think> Sure.", "Yes.  Sure."),
        ("5 < 6 [EUR] <b>", "5 < 6 [EUR] <b>"),
        ("好的<think>想一想</think>，可以退。", "好的，可以退。"),
        ("It ends with <", "It ends with <"),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_thinking_is_taken_out_however_the_text_is_cut(text: str, left: str, size: int) -> None:
    thinking = ThinkingFilter()
    spoken = ""
    for at in range(0, len(text), size):
        restarts = thinking.restarts
        piece = thinking.feed(text[at : at + size])
        spoken = piece if thinking.restarts != restarts else spoken + piece
    assert (spoken + thinking.finish()).strip() == left
    assert without_thinking(text) == left


def test_long_thinking_takes_time_in_proportion_to_its_length() -> None:
    thinking = ThinkingFilter()
    assert thinking.feed("<think>") == ""
    assert all(thinking.feed("and then again ") == "" for _ in range(20_000))
    assert len(thinking._held) < 20
