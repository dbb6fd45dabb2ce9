"""Pictures, recordings and the like: acknowledged in words, explained once, and answered where they have a caption."""

import pytest

from evals.graders.groundedness import is_claim
from graphs.agent.wordless import WORDLESS, caption_of, reply_to_wordless, wordless_in
from graphs.intent_document import RESERVED
from graphs.turn import Message
from knowledge.sentences import split
from prompts.replies import load_replies


@pytest.mark.parametrize(
    ("text", "wordless"),
    [
        ("[image]", "image_received"),
        ("[image]\n[image]\n[file]", "image_received"),
        ("[sticker] 😀", "sticker_received"),
        ("[location] 52.5169, 13.4019", "location_received"),
        ("[empty]", "kind_received"),
        ("[image] the broken zip", None),
        ("[image]\nWhy is it broken?", None),
        ("[voice] 我的订单到哪了", None),
        ("[picture]", None),
        ("hello", None),
        ("", None),
    ],
)
def test_only_what_has_no_words_at_all_is_wordless(text: str, wordless: str | None) -> None:
    assert wordless_in(text) == wordless


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("[image] Can I return it?", "Can I return it?"),
        ("[file] 发票\n怎么开？", "发票\n怎么开？"),
        ("[image]", "[image]"),
        ("[image] 👍", "[image] 👍"),
        ("[location] Museum, 52.5, 13.4", "[location] Museum, 52.5, 13.4"),
        ("Is [image] a word?", "Is [image] a word?"),
    ],
)
def test_a_caption_counts_as_what_was_said(text: str, caption: str) -> None:
    assert caption_of(text) == caption


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", sorted(WORDLESS))
def test_what_the_agent_cannot_do_is_explained_once(key: str, language: str) -> None:
    replies = load_replies()
    first = reply_to_wordless(key, language, (), replies)
    again = reply_to_wordless(key, language, (Message("customer", "[x]"), Message("agent", f"Hello! {first}")), replies)

    assert first != again
    assert again == replies.say(language, "received_again")
    assert reply_to_wordless(key, language, (Message("agent", "Hello!"),), replies) == first


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", sorted(WORDLESS | {"received_again"}))
def test_what_is_said_then_is_no_claim_that_a_document_would_have_to_support(key: str, language: str) -> None:
    said = load_replies().say(language, key)
    assert [sentence for sentence in split(said) if is_claim(sentence, "[image]")] == []


def test_no_list_of_intents_may_take_their_names() -> None:
    assert WORDLESS <= RESERVED
