"""Fixed replies in another tone keep their names and variables."""

import pytest

from prompts import variables_of
from prompts.replies import load_replies
from prompts.tones import toned


@pytest.mark.parametrize(
    ("tone", "english", "chinese"),
    [
        ("standard", "You're welcome!", "不客气！还有什么可以帮您的吗？"),
        ("formal", "You are welcome.", "不客气。还有什么可以帮您的吗？"),
        ("friendly", "You're welcome!", "不客气！还有什么可以帮你的吗？"),
        ("plain", "You're welcome.", "不客气。还有什么可以帮您的吗？"),
    ],
)
def test_a_tone_changes_address_contractions_and_marks(tone: str, english: str, chinese: str) -> None:
    replies = toned(load_replies(), tone)
    assert replies.say("en", "thanks").startswith(english)
    assert replies.say("zh", "thanks") == chinese


@pytest.mark.parametrize("tone", ["formal", "friendly", "plain"])
def test_no_variable_is_lost(tone: str) -> None:
    shipped = load_replies()
    for language, texts in toned(shipped, tone).texts.items():
        assert {key: variables_of(text) for key, text in texts.items()} == {
            key: variables_of(text) for key, text in shipped.texts[language].items()
        }


def test_other_tones_are_other_words_on_a_turn() -> None:
    assert toned(load_replies(), "formal").digest != load_replies().digest
