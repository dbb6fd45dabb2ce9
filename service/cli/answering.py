"""One turn through the agent for the command line, and how it is written."""

from typing import Any

from graphs.agent.respond import respond
from graphs.agent.state import Outcome, Question
from graphs.detail import wishes
from graphs.lead.known import known_contacts
from graphs.turn import Contact
from service.brain import Brain


async def answer(brain: Brain, question: Question) -> Outcome:
    """What the agent makes of the turn; nothing is stored."""
    return await respond(brain.agent, question, brain.context)


def lead_of(brain: Brain, question: Question, outcome: Outcome) -> tuple[Contact, ...]:
    """Every detail that is known from the customer's messages, those of the history first, then what they wish."""
    said = (*question.get("history", ()), *question["asked"])
    known = known_contacts(said, brain.context.policy.phone_regions)
    details = {(contact.type, contact.value): contact for contact in (*known, *outcome.contacts)}
    return (*details.values(), *wishes(said, reachable=bool(details)))


def answer_json(line_id: str | int, outcome: Outcome, lead: tuple[Contact, ...]) -> dict[str, Any]:
    """The output line of `turnwise ask`."""
    fields = [{"type": contact.type, "value": contact.value, "raw": contact.raw} for contact in lead]
    line: dict[str, Any] = {
        "id": line_id,
        "reply": outcome.reply,
        "citations": [
            {"document": citation.document, "chunk_id": citation.chunk_id, "quote": citation.quote}
            for citation in outcome.citations
        ],
        "answered": outcome.answered,
        "confidence": round(outcome.confidence, 4),
        "language": outcome.language,
        "intent": outcome.intent,
        "sentiment": {"label": outcome.sentiment.label, "upset": round(outcome.sentiment.upset, 4)},
        "handoff": {"reason": outcome.handoff.value} if outcome.handoff else None,
        "lead": {"fields": fields} if fields else None,
        "latency_ms": round(outcome.timings.total_ms, 2),
    }
    if outcome.tool_calls:
        line["tool_calls"] = [
            {
                "name": call.name,
                "arguments": call.arguments,
                "outcome": call.outcome,
                "elapsed_ms": round(call.elapsed_ms, 2),
            }
            for call in outcome.tool_calls
        ]
    return line


def show(outcome: Outcome, lead: tuple[Contact, ...]) -> None:
    """The same for people."""
    from service.cli.output import screen

    console = screen()
    console.print(outcome.reply)
    for number, citation in enumerate(outcome.citations, 1):
        console.print(f"  [{number}] {citation.document}: {citation.quote}", style="dim")
    for call in outcome.tool_calls:
        console.print(f"  Tool: {call.name} {call.outcome}, {call.elapsed_ms:.0f} ms", style="dim")
    if outcome.handoff:
        console.print(f"  Handed over to a person: {outcome.handoff.value}", style="yellow")
    for contact in lead:
        console.print(f"  Contact detail: {contact.type} {contact.value}", style="green")
