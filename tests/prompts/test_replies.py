from pathlib import Path

import pytest

from graphs.turn import HandoffReason
from knowledge.language import detect
from prompts import PromptError
from prompts.replies import LANGUAGES, load_replies


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_to_hand_over_has_words_in_each_language(language: str) -> None:
    for reason in HandoffReason:
        assert detect(load_replies().say(language, f"handoff_{reason}")) == language


def test_other_languages_fall_back_to_english() -> None:
    replies = load_replies()
    assert replies.say("fr", "greeting") == replies.say("en", "greeting")


def test_variables_are_checked() -> None:
    replies = load_replies()
    assert "电话" in replies.say("zh", "contact_saved", details="电话")
    with pytest.raises(PromptError):
        replies.say("zh", "contact_saved")
    with pytest.raises(PromptError):
        replies.say("zh", "greeting", details="电话")
    with pytest.raises(PromptError):
        replies.say("zh", "nothing")


def test_the_agent_knows_its_own_words() -> None:
    replies = load_replies()
    assert replies.contains("以下是我们资料中的原文：")
    assert replies.contains("Or would you rather talk to a person?")
    assert not replies.contains("Returns are free.")
    assert not replies.contains("answer")


@pytest.mark.parametrize("change", ["more: Hello", "greeting: Hello {{ name }}"])
def test_languages_that_differ_are_refused(tmp_path: Path, change: str) -> None:
    shipped = (Path(load_replies.__code__.co_filename).parent / "replies.en.yaml").read_text(encoding="utf-8")
    kept = "\n".join(line for line in shipped.splitlines() if line.partition(":")[0] != change.partition(":")[0])
    (tmp_path / "replies.en.yaml").write_text(f"{kept}\n{change}\n", encoding="utf-8")
    with pytest.raises(PromptError):
        load_replies(tmp_path)


def test_a_key_that_an_own_file_lacks_is_said_as_shipped_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "replies.en.yaml").write_text("greeting: Welcome!\n", encoding="utf-8")
    own, shipped = load_replies(tmp_path), load_replies()
    assert own.say("en", "greeting") == "Welcome!"
    assert own.say("en", "goodbye") == shipped.say("en", "goodbye")
    assert own.say("zh", "greeting") == shipped.say("zh", "greeting")
    assert "goodbye" in caplog.text
    assert own.digest != shipped.digest
