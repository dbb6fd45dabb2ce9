"""One file for each tool that the answering model may call.

To add one, write `<name>.py` that exports `tool`, a `graphs.agent.tool.Tool` with a pydantic model of its arguments,
and a test `tests/graphs/agent/tools/test_<name>.py`. Limits stand in its code, never only in its description.
"""
