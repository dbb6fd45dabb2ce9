"""Places by the region that a price list has them in."""

import pytest

from graphs.agent.regions import in_its_region, in_the_rest, over_the_list, without_its_place, without_sending
from graphs.turn import Passage


@pytest.mark.parametrize(
    ("question", "wider"),
    [
        ("快递到上海多少钱", "快递到中国大陆多少钱"),
        ("寄到苏州市要几天？", "寄到中国大陆要几天？"),
        ("国内邮费怎么收", "中国大陆邮费怎么收"),
        ("寄到中国内地多少钱？", "寄到中国大陆多少钱？"),
        ("能寄到波兰吗？", "能寄到欧盟其他国家吗？"),
        ("How much is shipping to Poland?", "How much is shipping to other EU countries?"),
        ("Do you deliver to the Netherlands?", "Do you deliver to other EU countries?"),
        ("What does delivery to Shanghai cost?", "What does delivery to mainland China cost?"),
        ("寄到香港多少钱？", None),
        ("寄到台北多少钱？", None),
        ("寄到东京多少钱？", None),
        ("Do you ship to Norway?", None),
        ("你们在上海有展厅吗？", None),
        ("Is the oak from Poland?", None),
    ],
)
def test_a_delivery_is_asked_of_the_region(question: str, wider: str | None) -> None:
    assert in_its_region(question, ()) == wider


def test_a_place_that_the_price_list_names_is_asked_of_itself() -> None:
    rows = Passage("shipping.md", "1", "地区 | 运费\n德国、荷兰 | 4.90 欧元\n欧盟其他国家 | 8.90 欧元")
    assert in_its_region("寄到德国要几天？", (rows,)) is None
    assert in_its_region("寄到波兰要几天？", (rows,)) == "寄到欧盟其他国家要几天？"


def test_a_place_that_the_price_list_does_not_name_is_asked_of_the_rest_of_the_world() -> None:
    rows = Passage("shipping.md", "1", "Region | Price\nGermany | €4.90\nRest of the world | €32")
    assert in_its_region("Do you ship to Norway?", (rows,)) == "Do you ship to rest of the world?"
    assert in_its_region("Do you ship the bookshelf to Norway?", (rows,)) is None
    chinese = Passage("shipping.md", "2", "地区 | 运费\n德国 | 4.90 欧元\n其他国家和地区 | 32 欧元")
    assert in_its_region("寄到东京多少钱？", (chinese,)) == "寄到其他国家和地区多少钱？"
    assert in_its_region("书架能寄到日本吗", (chinese,)) is None


def test_a_chinese_question_may_do_without_the_verb() -> None:
    assert without_sending("寄到中国大陆运费多少") == "中国大陆运费多少"
    assert without_sending("能发中国大陆吗") == "中国大陆吗"
    assert without_sending("运费多少") == "运费多少"


def test_a_country_without_a_list_in_sight_may_be_among_the_rest() -> None:
    assert in_the_rest("能寄到日本吗") == "能寄到其他国家和地区吗"
    assert in_the_rest("Do you ship to Japan?") == "Do you ship to rest of the world?"
    for question in ("能寄到波兰吗", "寄到上海多少钱", "Do you ship the bookshelf to Japan?", "Is the oak from Japan?"):
        assert in_the_rest(question) is None


def test_a_place_with_a_shop_or_a_warehouse_has_no_row_of_its_own_for_that() -> None:
    shops = Passage("c.md", "1", "城市 | 地址\n杭州 | 木光里 18 号", headings=("展厅",))
    warehouses = Passage("s.md", "2", "我们有两个仓库：杭州仓负责中国大陆。")
    assert in_its_region("寄到杭州运费多少", (shops, warehouses)) == "寄到中国大陆运费多少"
    english = Passage("s.md", "3", "Our warehouses are in Hangzhou and Rotterdam.")
    assert (
        in_its_region("What does delivery to Hangzhou cost?", (english,))
        == "What does delivery to mainland China cost?"
    )
    own = Passage("s.md", "4", "地区 | 运费\n杭州 | 6 元")
    assert in_its_region("寄到杭州运费多少", (own,)) is None


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("发新疆吗？", "新疆运费和时效"),
        ("西藏能发货吗？", "西藏运费和时效"),
        ("How much is shipping to Europe?", "Shipping costs and delivery time to Europe"),
        ("What does delivery of the bookshelf to Japan cost?", None),
        ("寄到日本和法国分别多少钱", None),
        ("上海有展厅吗？", None),
    ],
)
def test_what_stands_over_a_price_list_is_looked_for(question: str, heading: str | None) -> None:
    assert over_the_list(question) == heading


@pytest.mark.parametrize(
    ("question", "anywhere"),
    [
        ("What does delivery of the bookshelf to Japan cost?", "What does delivery of the bookshelf cost?"),
        ("书架能寄到日本吗", "书架能寄吗"),
        ("How much is shipping to Japan?", None),
        ("Is the bookshelf in your Rotterdam showroom?", None),
    ],
)
def test_delivery_of_one_thing_is_looked_for_without_its_place(question: str, anywhere: str | None) -> None:
    assert without_its_place(question) == anywhere
