import asyncio
from pathlib import Path

import numpy as np
import pytest

from graphs.intent_head import learn
from graphs.intent_heads import Example, IntentHeads
from knowledge.meaning import Meaning

TOPICS = {"booking": "book a table for {}", "menu": "which dishes hold {}", "parking": "where do {} park"}
WORDS = ("two", "nuts", "milk", "guests", "six", "buses")
EXAMPLES = tuple(Example(text.format(word), intent) for intent, text in TOPICS.items() for word in WORDS)


def vector(text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """By the first word of each topic; what has none lies apart."""
    parts = np.array([text.startswith(word) for word in ("book", "which", "where")] + [0.0], dtype=np.float32)
    parts[3] = float(not parts.any())
    return np.asarray(parts, dtype=np.float32)


class Senses:
    """An embedding model that counts."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, text: str) -> Meaning:
        self.asked += 1
        return Meaning("model", vector(text))


def files_in(folder: Path) -> int:
    return len([*folder.iterdir()])


def heads(folder: Path, senses: Senses, examples: tuple[Example, ...] = EXAMPLES) -> IntentHeads:
    return IntentHeads(examples, senses, folder)


async def test_intents_are_learnt_from_examples_and_others_are_left_alone(tmp_path: Path) -> None:
    learnt = heads(tmp_path, Senses())
    assert await learnt.recognise("book a table please", Meaning("model", vector("book"))) == "booking"
    assert await learnt.recognise("where may I park", Meaning("model", vector("where"))) == "parking"
    assert await learnt.recognise("who painted this", Meaning("model", vector("who"))) is None


async def test_without_a_vector_of_the_same_model_nothing_is_guessed(tmp_path: Path) -> None:
    learnt = heads(tmp_path, Senses())
    assert await learnt.recognise("book a table", None) is None
    assert await learnt.recognise("book a table", Meaning("another", vector("book"))) is None


async def test_what_was_learnt_is_kept_until_the_examples_change(tmp_path: Path) -> None:
    first = await heads(tmp_path, Senses()).ready()
    again = await heads(tmp_path, Senses()).ready()
    assert files_in(tmp_path) == 1
    text = "book a table for six"
    before, after = first["model"].guess(text, vector(text)), again["model"].guess(text, vector(text))
    assert (before.intent, before.score) == (after.intent, pytest.approx(after.score, abs=1e-4))
    await heads(tmp_path, Senses(), (*EXAMPLES, Example("book the terrace", "booking"))).ready()
    assert files_in(tmp_path) == 2


async def test_many_messages_at_once_learn_once(tmp_path: Path) -> None:
    senses = Senses()
    learnt = heads(tmp_path, senses)
    await learnt.ready()
    await learnt.ready()
    assert senses.asked == len(EXAMPLES)


async def test_a_handful_of_examples_is_not_learnt_from(tmp_path: Path) -> None:
    few = tuple(example for at, example in enumerate(EXAMPLES) if at % 6 < 4)
    assert await heads(tmp_path / "none", Senses(), few).ready() == {}
    assert not (tmp_path / "none").exists()


def test_two_intents_are_told_apart_too() -> None:
    two = [example for example in EXAMPLES if example.intent != "menu"]
    texts, intents = [one.text for one in two], [one.intent for one in two]
    head = learn(texts, intents, np.stack([vector(text) for text in texts]))
    assert [head.recognise(text, vector(text)) for text in texts] == intents


async def test_examples_leave_room_for_the_questions_of_customers(tmp_path: Path) -> None:
    waiting, most = 0, 0

    async def sense(text: str) -> Meaning:
        nonlocal waiting, most
        waiting += 1
        most = max(most, waiting)
        await asyncio.sleep(0)
        waiting -= 1
        return Meaning("model", vector(text))

    many = tuple(Example(f"{one.text} {n}", one.intent) for one in EXAMPLES for n in range(5))
    await IntentHeads(many, sense, tmp_path).ready()
    assert 1 < most < len(many) / 4
