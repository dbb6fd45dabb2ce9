"""The conversation as the answering model gets it: stable instructions, what was said, what was found."""

from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from graphs.agent.attached import Attached, describe
from graphs.evidence import Evidence, as_messages
from graphs.turn import Message


def write_transcript(
    system: str,
    remembered: str,
    history: Sequence[Message],
    asked: Sequence[Message],
    found: Sequence[Evidence],
    attached: Sequence[Attached] = (),
) -> list[BaseMessage]:
    """System prompt first and unchanging, so that providers can cache it, then what is remembered, which changes
    seldom; files stand before what is asked about them, and the search comes last. All three are data, and the prompt
    says so."""
    return [
        SystemMessage(content=system),
        *([HumanMessage(content=remembered)] if remembered else []),
        *(
            HumanMessage(content=said.text) if said.role == "customer" else AIMessage(content=said.text)
            for said in history
        ),
        *([HumanMessage(content=describe(attached))] if attached else []),
        HumanMessage(content="\n".join(said.text for said in asked)),
        *as_messages(found),
    ]
