"""What the graders of a turn share is worked out once, and never carried to another turn or model."""

import numpy as np
from numpy.typing import NDArray

from graphs.evaluator.grader import GradingContext
from graphs.turn import Message, Turn
from knowledge.meaning import Meaning

SUBJECT = GradingContext(turn=Turn(id="t", conversation_id="c", asked=(Message("customer", "hello"),)))


async def test_what_several_graders_ask_for_is_worked_out_once_a_turn() -> None:
    worked: list[str] = []

    async def words(context: GradingContext) -> list[str]:
        worked.append(context.turn.id)
        return context.turn.question.split()

    assert await SUBJECT.shared(words) is await SUBJECT.shared(words)
    other = GradingContext(turn=Turn(id="u", conversation_id="c", asked=(Message("customer", "good day"),)))
    assert await other.shared(words) == ["good", "day"]
    assert worked == ["t", "u"]


async def test_a_model_is_asked_once_for_what_a_text_means_and_another_model_anew() -> None:
    asked: list[str] = []

    def model(name: str) -> GradingContext:
        async def sense(text: str) -> Meaning | None:
            asked.append(f"{name}: {text}")
            return Meaning(name, np.zeros(2, dtype=np.float32)) if text == "hello" else None

        async def embed(texts: object) -> NDArray[np.float32]:
            raise NotImplementedError

        return SUBJECT.with_embed(embed, sense)

    one = model("one")
    for _ in range(2):
        meaning = await one.meaning("hello")
        assert meaning is not None
        assert meaning.model_id == "one"
        assert await one.meaning("@@") is None
    await model("two").meaning("hello")
    assert asked == ["one: hello", "one: @@", "two: hello"]
