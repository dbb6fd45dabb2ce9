"""A little MCP server to test with; as a program it speaks over stdin and stdout."""

from mcp.server.fastmcp import FastMCP
from mcp.types import ToolAnnotations


def stock() -> FastMCP:
    """A little server: how many pieces of an article there are, and a tool that always fails."""
    server = FastMCP("stock", log_level="ERROR")

    @server.tool(annotations=ToolAnnotations(readOnlyHint=True))
    def in_stock(article: str) -> dict[str, int]:
        """How many pieces of an article are in stock."""
        return {"pieces": int(article[-1]), "price": 99}

    @server.tool()
    def breaks(article: str) -> str:
        """Always fails."""
        raise RuntimeError(f"no {article}")

    @server.tool()
    def wipe() -> str:
        """Not declared, so not to be had."""
        return "gone"

    return server


if __name__ == "__main__":
    stock().run()
