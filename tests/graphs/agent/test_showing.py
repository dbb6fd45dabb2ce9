import pytest

from graphs.agent.citing import Cited
from graphs.agent.showing import SentenceGuard, Shown, Withdrawn


class Screen:
    """What the customer has before them, and what was taken back."""

    def __init__(self, bad: str = "never") -> None:
        self.pieces: list[str] = []
        self.withdrawn: list[str] = []
        self.checked: list[Cited] = []
        self.bad = bad

    def passes(self, cited: Cited) -> bool:
        self.checked.append(cited)
        return self.bad not in cited.claims[0].text

    def show(self, event: Shown | Withdrawn) -> None:
        match event:
            case Shown(text):
                self.pieces.append(text)
            case Withdrawn(reason):
                self.pieces.clear()
                self.withdrawn.append(reason)

    def write(self, text: str, size: int, *, ends: bool = True) -> SentenceGuard:
        guard = SentenceGuard(self.passes, self.show)
        for at in range(0, len(text), size):
            guard.feed(text[at : at + size])
        if ends:
            guard.finish()
        return guard

    @property
    def text(self) -> str:
        return "".join(self.pieces)


TEXT = "Delivery costs 4.90 EUR [1]. It is free from 50 EUR, e.g. for two lamps. [2, 3]\n退货免费【4】。请放心！"
PLAIN = "Delivery costs 4.90 EUR. It is free from 50 EUR, e.g. for two lamps.\n退货免费。请放心！"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 1000])
def test_sentences_are_shown_one_by_one_without_markers_however_the_stream_is_cut(size: int) -> None:
    screen = Screen()
    screen.write(TEXT, size)
    assert screen.text == PLAIN
    assert len(screen.pieces) == 4


@pytest.mark.parametrize("size", [1, 4, 1000])
def test_a_sentence_is_checked_with_its_sources_and_the_text_before_it(size: int) -> None:
    screen = Screen()
    screen.write(TEXT, size)
    assert [cited.claims[0].numbers for cited in screen.checked] == [(1,), (2, 3), (4,), ()]
    assert all(cited.text.endswith(cited.claims[0].text) for cited in screen.checked)


def test_nothing_is_shown_before_its_sentence_is_over() -> None:
    screen = Screen()
    screen.write("Delivery costs 4.", 1, ends=False)
    assert screen.text == ""
    screen.write("Delivery costs 4.90 EUR. I", 1, ends=False)
    assert screen.text == "Delivery costs 4.90 EUR."


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_from_the_first_bad_sentence_on_nothing_is_shown(size: int) -> None:
    screen = Screen(bad="moon")
    screen.write("It is free. We live on the moon. It is safe.", size)
    assert screen.text == "It is free."
    assert screen.withdrawn == []


def test_what_was_shown_can_be_taken_back_and_written_anew() -> None:
    screen = Screen()
    guard = screen.write("It is free. Really.", 3, ends=False)
    guard.withdraw("model_failed")
    guard.feed("It costs 5 EUR.")
    guard.finish()
    assert (screen.text, screen.withdrawn) == ("It costs 5 EUR.", ["model_failed"])


def test_where_nothing_was_shown_nothing_is_taken_back() -> None:
    screen = Screen()
    screen.write("It", 1, ends=False).withdraw("more_to_come")
    assert screen.withdrawn == []


@pytest.mark.parametrize("size", [1, 4, 1000])
def test_thinking_is_not_shown_and_taken_back_where_only_its_end_tells(size: int) -> None:
    screen = Screen()
    screen.write("<think>They ask. Refunds!</think>Sure.", size)
    assert (screen.text, screen.withdrawn) == ("Sure.", [])
    open_ended = Screen()
    open_ended.write("Okay. They want a refund.</think>Sure.", size)
    assert open_ended.text == "Sure."
