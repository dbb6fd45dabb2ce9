"""What introduces a list, a table or code stays with it, also where it has to be cut."""

import pytest

from knowledge.chunk import Passage, chunk
from knowledge.cutting import tokens
from knowledge.document import Block, Parsed


def _cut(*blocks: Block, limit: int = 40) -> list[Passage]:
    return chunk(Parsed(None, blocks), limit)


@pytest.mark.parametrize(
    ("lead", "item"),
    [
        ("You need:", "a paper that shows who you are, number"),
        ("需要以下材料：", "能够证明您身份的有效证件以及复印件各一份，编号"),
    ],
)
def test_every_part_of_a_list_stands_under_its_lead_in(lead: str, item: str) -> None:
    items = [f"- {item} {number}" for number in range(20)]
    passages = _cut(Block("paragraph", lead), Block("list", "\n".join(items)))
    assert len(passages) > 2
    assert all(passage.text.startswith(f"{lead}\n- ") for passage in passages)
    assert [line for passage in passages for line in passage.text.split("\n")[1:]] == items


def test_only_the_last_sentence_of_a_paragraph_leads_in() -> None:
    story = "Opening an account is free and takes five minutes. " * 3
    passages = _cut(
        Block("paragraph", f"{story}You need:"),
        Block("list", "\n".join(f"- paper number {number} of all your papers" for number in range(12))),
    )
    assert passages[0].text == story.strip()
    assert all(passage.text.startswith("You need:\n- paper") for passage in passages[1:])


def test_a_lead_in_does_not_end_a_passage_where_its_list_begins_the_next() -> None:
    passages = _cut(
        Block("paragraph", "We have told you a lot about this in many words, and there is more to come. " * 2),
        Block("paragraph", "可能原因如下："),
        Block("list", "- 网络不可用，请检查您的网络连接\n- 账号已被停用，请联系客服人员处理"),
    )
    assert [passage.text.split("\n")[0] for passage in passages][-1] == "可能原因如下："


def test_a_nested_item_keeps_the_item_that_it_is_under() -> None:
    inner = [f"  - step {number} takes a while and a little more" for number in range(12)]
    passages = _cut(Block("list", "\n".join(["- first", "- To reset the hub", *inner, "- last"])))
    inside = [passage.text for passage in passages if "  - step" in passage.text]
    assert len(inside) > 1
    assert all("- To reset the hub\n  - step" in text for text in inside)


def test_items_that_fit_are_not_torn_from_what_is_under_them() -> None:
    items = [f"- item {number}\n  - with one line under it\n  - and another one" for number in range(10)]
    assert all("- item" in passage.text.split("\n")[0] for passage in _cut(Block("list", "\n".join(items))))


def test_a_table_keeps_its_caption_and_its_header_in_every_part() -> None:
    rows = [f"size {number} | {number} €" for number in range(30)]
    table = Block("table", "\n".join(["Size | Price", *rows]), header="Size | Price")
    passages = _cut(Block("paragraph", "Prices are per pair."), table)
    assert len(passages) > 2
    assert all(passage.text.startswith("Prices are per pair.\nSize | Price\nsize ") for passage in passages)
    assert [line for passage in passages for line in passage.text.split("\n")[2:]] == rows


def test_a_wide_table_repeats_its_header_and_stays_within_the_limit() -> None:
    header = " | ".join(f"地区{number}" for number in range(10))
    rows = [" | ".join(f"{row}{number}元" for number in range(10)) for row in range(12)]
    passages = _cut(Block("table", "\n".join([header, *rows]), header=header), limit=60)
    assert len(passages) > 2
    assert all(passage.text.split("\n")[0] == header for passage in passages)
    assert all(tokens(passage.text) <= 60 for passage in passages)


def test_a_table_that_fits_stays_whole() -> None:
    table = Block("table", "A | B\n1 | 2\n3 | 4", header="A | B")
    passages = _cut(Block("paragraph", "Many words come before this table of ours. " * 5), table, limit=20)
    assert any("A | B\n1 | 2\n3 | 4" in passage.text for passage in passages)


def test_code_keeps_the_sentence_that_introduces_it() -> None:
    passages = _cut(
        Block("paragraph", "不需要安装任何额外的软件，也不需要修改任何配置文件。可以按照下面的例子进行登录。"),
        Block("code", "mysql -h 127.0.0.1 -u root -P 4000 --connect-timeout 15 --default-character-set utf8mb4"),
        limit=30,
    )  # fmt: skip
    assert [passage.text.split("\n")[0] for passage in passages][-1] == "可以按照下面的例子进行登录。"


def test_a_line_that_reads_like_a_title_goes_with_what_follows_it() -> None:
    passages = _cut(
        Block("paragraph", "The hub connects lamps to the app and to voice assistants of many makers. " * 2),
        Block("paragraph", "What you need"),
        Block("paragraph", "A network with 2.4 GHz and a phone that is not too old."),
    )
    assert passages[-1].text == "What you need\nA network with 2.4 GHz and a phone that is not too old."


def test_a_last_scrap_gets_company() -> None:
    passages = _cut(
        Block("paragraph", "One two three four five six seven eight nine ten eleven twelve thirteen."),
        Block("paragraph", "One two three four five six seven eight nine ten eleven twelve thirteen fourteen."),
        Block("paragraph", "Alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu."),
        Block("paragraph", "See there."),
    )
    assert passages[-1].text == "Alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu.\nSee there."
