"""From the tools file to tools that can be called."""

from collections.abc import Mapping
from pathlib import Path

from graphs.agent.declared.declaration import HttpTool
from graphs.agent.declared.http import HttpCaller
from graphs.agent.declared.load import load_file
from graphs.agent.declared.mcp import open_server
from graphs.agent.declared.toolbox import DeclaredTool, Toolbox


def open_toolbox(path: Path | None, environment: Mapping[str, str] | None = None) -> Toolbox:
    """The tools of the file, none without one; raises ToolsFileError where it is not as it should be.

    Its variables come from `environment`, else from the process's and `.env`.
    """
    if path is None:
        return Toolbox()
    file = load_file(path, environment)
    tools = {tool.name: _http(tool) for tool in file.tools}
    for server in file.servers:
        tools |= {tool.declaration.name: tool for tool in open_server(server)}
    return Toolbox(tools, file.limits)


def _http(tool: HttpTool) -> DeclaredTool:
    return DeclaredTool(tool, tool.arguments, HttpCaller(tool), reads=tool.http.method == "GET")
