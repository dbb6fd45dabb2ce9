import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We're Lakeshore Dental Supply.", "Lakeshore Dental Supply"),
        ("I work for Blue Kite Ltd and need a quote", "Blue Kite Ltd"),
        ("company: Studio Nord", "Studio Nord"),
        ("我司（上海云杉信息科技有限公司）要开专票", "上海云杉信息科技有限公司"),
        ("这边是杭州拾光民宿，想订餐椅", "杭州拾光民宿"),
        ("公司名称：广州粤味轩酒楼", "广州粤味轩酒楼"),
    ],
)
def test_whom_the_customer_speaks_for_is_found(text: str, value: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("company", value)]


@pytest.mark.parametrize(
    "text",
    ["Do you sell IKEA shelves?", "你们和宜家是一个厂的吗", "我是你们公司的老客户", "抬头是个人", "We are very happy."],
)
def test_brands_and_the_shop_are_none(text: str) -> None:
    assert find_contacts(text) == ()
