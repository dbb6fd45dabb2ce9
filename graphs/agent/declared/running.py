"""A declared tool as a tool of the answering model: its arguments validated by the declared JSON schema."""

from typing import Any

from pydantic import GetJsonSchemaHandler, RootModel, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from graphs.agent.declared.toolbox import DeclaredTool
from graphs.agent.declared.using import Use
from graphs.agent.tool import Situation, Tool, ToolResult


def as_tool(tool: DeclaredTool) -> Tool[Any]:
    """What the answering model is offered."""

    async def run(arguments: Any, situation: Situation) -> ToolResult:
        return await Use(tool, arguments.root, situation).result()

    description = tool.declaration.description or tool.declaration.title.en
    return Tool(tool.declaration.name, description, _arguments_of(tool), run)


def _arguments_of(tool: DeclaredTool) -> type[RootModel[dict[str, Any]]]:
    class Arguments(RootModel[dict[str, Any]]):
        @model_validator(mode="after")
        def _fits_schema(self) -> "Arguments":
            if problems := tool.problems_with(self.root):
                raise ValueError(problems)
            return self

        @classmethod
        def __get_pydantic_json_schema__(
            cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
        ) -> JsonSchemaValue:
            return dict(tool.schema)

    return Arguments
