"""Another search of the documents, in the model's own words."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from graphs.agent.passages import to_passages
from graphs.agent.tool import Situation, Tool, ToolResult
from graphs.evidence import SEARCH_TOOL, Evidence, describe


class SearchKnowledge(BaseModel):
    """The words to search for."""

    query: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


async def run(arguments: SearchKnowledge, situation: Situation) -> ToolResult:
    """New passages, numbered after those that the model has."""
    context = situation.context
    found = await context.retriever.search(arguments.query, context.policy.passages_per_question)
    evidence = Evidence(to_passages(found), found.confidence, situation.language, situation.next_number)
    return ToolResult(content=describe(evidence), evidence=evidence)


tool = Tool(SEARCH_TOOL, "Search the business's documents.", SearchKnowledge, run)
