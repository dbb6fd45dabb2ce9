import pytest

from knowledge.denial import asks_what_is_not, turns_round


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which lamps aren't dimmable?", True),
        ("What is never shipped by air?", True),
        ("How many parcels did not arrive?", True),
        ("Why is there no light?", False),
        ("My lamp does not work", False),
        ("What's new?", False),
    ],
)
def test_asking_for_what_is_not_so_needs_a_question_word_and_a_negation(question: str, asks: bool) -> None:
    assert asks_what_is_not(question) is asks


@pytest.mark.parametrize(
    ("question", "text", "turned"),
    [
        ("Which lamp is the smallest?", "The Halo is our largest lamp.", True),
        ("Which lamp is the smallest?", "The Mini is the smallest, the Halo our largest lamp.", False),
        ("Which cards were rejected?", "All cards were taken.", True),
        ("Which cards are rejected?", "We reject prepaid cards.", False),
        ("What do non-members pay?", "Members pay nothing.", True),
        ("What is unnecessary?", "A receipt is necessary.", True),
        ("How do I dim it?", "Turn the wheel.", False),
        ("哪盏灯最小？", "Halo 是最大的灯。", False),
    ],
)
def test_a_question_turns_round_what_a_text_tells(question: str, text: str, turned: bool) -> None:
    assert turns_round(question, text) is turned
