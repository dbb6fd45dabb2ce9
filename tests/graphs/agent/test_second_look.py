"""A search that finds nothing is made once more in other words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graphs.agent.context import Context
from graphs.agent.second_look import look_for
from graphs.turn import Message
from knowledge.document import Chunk, Hit, Retrieval

REED = "The Reed is a desk lamp. A clamp is sold separately."
HISTORY = (Message("customer", "How much is the Reed lamp?"), Message("agent", "It costs €95."))


@dataclass
class Picky:
    """Is sure of the queries that it is told of, and of no others."""

    sure: Sequence[str]
    text: str = REED
    asked: list[str] = field(default_factory=list)

    async def search(self, query: str, k: int) -> Retrieval:
        self.asked.append(query)
        hit = Hit(Chunk("c", "d", "kb/reed.md", "Reed", 0, (), self.text, "en"), 1.0)
        return Retrieval((hit,), 0.9 if query in self.sure else 0.1, 7)

    async def search_passages(self, query: str, texts: Sequence[str]) -> Retrieval:
        return await self.search(query, len(texts))


async def found(context: Context, question: str, picky: Picky, *history: Message) -> tuple[str, float]:
    search, version = await look_for(question, history, None, replace(context, retriever=picky))
    assert version == 7
    return search.question, search.confidence


async def test_a_sure_answer_needs_no_other_words(context: Context) -> None:
    asked = "We are a hotel. Is there a discount?"
    picky = Picky([asked])
    assert await found(context, asked, picky) == (asked, 0.9)
    assert picky.asked == [asked]


async def test_fewer_words_are_tried_and_taken_where_they_are_surer(context: Context) -> None:
    picky = Picky(["Is there a discount?"])
    assert await found(context, "We are a hotel. Is there a discount?", picky) == ("Is there a discount?", 0.9)
    asked = "We are a hotel. Is there a pool?"
    assert await found(context, asked, picky) == (asked, 0.1)


async def test_the_topic_before_helps_where_what_is_found_speaks_of_the_question(context: Context) -> None:
    joined = "Do I need a clamp Reed lamp?"
    assert await found(context, "Do I need a clamp?", Picky([joined]), *HISTORY) == (joined, 0.9)
    radio = Picky(["Do you sell radios Reed lamp?"])
    assert await found(context, "Do you sell radios?", radio, *HISTORY) == ("Do you sell radios?", 0.1)
