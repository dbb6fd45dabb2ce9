"""axe-core (https://github.com/dequelabs/axe-core) in a page: what it finds of WCAG 2.2 A and AA, shadow trees too."""

import json
from pathlib import Path
from typing import Any

from playwright.async_api import Page

SCRIPT = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
GRAVE = ("serious", "critical")


async def violations(page: Page, within: str | None = None) -> list[str]:
    """Every serious or critical violation, one line each: its rule, what it asks for, and where it was found.

    `within` is a CSS selector of the only part of the page to look at. A page's content security policy is no obstacle:
    the script is run by the browser's own tools.
    """
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(SCRIPT.read_text())
    options = json.dumps({"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    found: dict[str, Any] = await page.evaluate(f"axe.run({json.dumps(within) if within else 'document'}, {options})")
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {' '.join(map(str, node['target']))} {node['html'][:200]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
