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


def test_front_matter_gives_the_keys_of_the_life_cycle_as_they_are_written() -> None:
    page = "---\ntitle: T\nproduct: X1\nvalid_until: 2025-01-01\ntags: [退货, faq]\nauthor: me\naudience: no\n---\ntext"
    parsed = reader.read(page.encode(), "a.md")
    assert parsed.metadata == {"product": "X1", "valid_until": "2025-01-01", "tags": "退货, faq", "audience": "no"}
    assert parsed.title == "T"


def test_front_matter_that_refers_to_itself_over_and_over_is_read_in_no_time() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    assert reader.read(f"---\n{bomb}title: *a39\ntags: *a39\n---\ntext".encode(), "a.md").title is None


def test_folded_answers_and_question_tables_are_entries() -> None:
    page = "<details>\n<summary><b>多久？</b></summary>\n\n七天。\n\n- 完好\n\n</details>\n\n"
    page += "|Question|Answer|\n|-|-|\n|How long?|30 days|\n"
    assert reader.read(page.encode(), "a.md").blocks == (
        Block("faq", "七天。\n- 完好", header="多久？"),
        Block("faq", "30 days", header="How long?"),
    )


def test_what_documentation_sites_add_is_taken_off_outside_of_code() -> None:
    page = """import Tabs from '@theme/Tabs';

## 退货 {#returns}

:::tip Good to know
由 {{{ .company }}} 提供 {{< icon >}}。
:::

> [!NOTE]
> 请注意

<SimpleTab>
<div label="TiUP">

文字

</div>
</SimpleTab>

<table><tr><th>Size</th><th>Price</th></tr><tr><td>S</td><td>3.50</td></tr></table>

```
{{{ .kept }}} {#kept}
```
"""
    assert reader.read(page.encode(), "a.md").blocks == (
        Block("heading", "退货", 2),
        Block("paragraph", "Good to know"),
        Block("paragraph", "由提供 。"),
        Block("paragraph", "请注意"),
        Block("paragraph", "文字"),
        Block("table", "Size | Price\nS | 3.50", header="Size | Price"),
        Block("code", "{{{ .kept }}} {#kept}"),
    )


def test_a_folded_answer_that_never_ends_loses_nothing() -> None:
    page = "<details>\n<summary>Q?</summary>\n\nanswer"
    assert [block.text for block in reader.read(page.encode(), "a.md").blocks] == ["Q?", "answer"]
