"""The installation's own tools, declared in the YAML file of TURNWISE_TOOLS: HTTP calls and tools of MCP servers.

`declaration` is the file's model, `load` reads it, `planning` recognises without a model that one fits, `running` calls
one within its limits. docs/tools.md explains the file to those who write it.
"""
