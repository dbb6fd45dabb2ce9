from knowledge.document import Block
from knowledge.readers.markdown import reader

PAGE = """---
title: Returns
---
# Returns policy

You can **return** it [within 30 days](https://example.com/x).
Ask us.

| Size | Price |
|------|-------|
| S    | 3.50  |

1. Open
2. Pack
   - gently

```sh
turnwise serve
```

> Quoted &amp; kept
"""


def test_markup_goes_and_structure_stays() -> None:
    parsed = reader.read(PAGE.encode(), "a.md")
    assert parsed.title == "Returns"
    assert parsed.blocks == (
        Block("heading", "Returns policy", 1),
        Block("paragraph", "You can return it within 30 days.\nAsk us."),
        Block("table", "Size | Price\nS | 3.50", header="Size | Price"),
        Block("list", "1. Open\n2. Pack\n  - gently"),
        Block("code", "turnwise serve"),
        Block("paragraph", "Quoted & kept"),
    )


def test_the_first_heading_is_the_title_where_nothing_else_is() -> None:
    assert reader.read("# 退货政策\n\n七天".encode(), "a.md").title == "退货政策"


def test_gb18030_markdown_is_read() -> None:
    assert reader.read("# 退货\n\n七天内可以退货。".encode("gb18030"), "a.md").blocks[1].text == "七天内可以退货。"


def test_broken_front_matter_is_no_obstacle() -> None:
    assert reader.read(b"---\n: [\n---\ntext", "a.md").blocks == (Block("paragraph", "text"),)
