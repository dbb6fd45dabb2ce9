from typing import Any

from graphs.agent.tool import Situation
from graphs.agent.tools.search_knowledge import tool


async def test_what_is_found_is_numbered_on(context: Any) -> None:
    situation = Situation(context=context, customer_text="", language="en", next_number=4)
    result = await tool.run(tool.arguments(query=" delivery "), situation)
    assert context.retriever.queries == ["delivery"]
    assert result.evidence is not None
    assert result.evidence.first == 4
    assert result.content.startswith("[4] ")


async def test_nothing_found_is_said(context: Any, retriever: Any) -> None:
    retriever.texts = ()
    situation = Situation(context=context, customer_text="", language="en", next_number=1)
    assert (await tool.run(tool.arguments(query="delivery"), situation)).content == "Nothing was found."
