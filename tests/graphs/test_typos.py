import pytest

from graphs.typos import corrected


@pytest.mark.parametrize(
    ("written", "meant"), [("speek", "speak"), ("agnet", "agent"), ("persn", "person"), ("humann", "human")]
)
def test_one_wrong_letter_is_forgiven(written: str, meant: str) -> None:
    assert corrected(f"a {written} now") == f"a {meant} now"


@pytest.mark.parametrize("word", ["contract", "reason", "urgent", "walking", "customs", "agents"])
def test_real_words_stay(word: str) -> None:
    assert corrected(word) == word
