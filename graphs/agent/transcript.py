"""The conversation as the answering model gets it: stable instructions, what was said, what was found."""

from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from graphs.evidence import Evidence, as_messages
from graphs.turn import Message


def write_transcript(
    system: str, remembered: str, history: Sequence[Message], asked: Sequence[Message], found: Sequence[Evidence]
) -> list[BaseMessage]:
    """System prompt first and unchanging, so that providers can cache it, then what is remembered, which changes
    seldom; the search comes last. Both are data, and the prompt says so."""
    return [
        SystemMessage(content=system),
        *([HumanMessage(content=remembered)] if remembered else []),
        *(
            HumanMessage(content=said.text) if said.role == "customer" else AIMessage(content=said.text)
            for said in history
        ),
        HumanMessage(content="\n".join(said.text for said in asked)),
        *as_messages(found),
    ]
