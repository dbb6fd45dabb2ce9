"""What is quoted for a question that names a place: the row that holds for it, or nothing."""

import pytest

from graphs.evidence import Evidence
from graphs.quoting import best_quotes
from graphs.turn import Passage

ROWS_EN = "Region | Standard | Time\nHong Kong, Taiwan | ¥45 | 3 days\nGermany, Belgium | €4.90 | 2 days"
ROWS_ZH = "地区 | 标准运费 | 时效\n港澳台 | 45 元 | 3 天\n德国、比利时 | 4.90 欧元 | 2 天"
REST_EN, REST_ZH = "\nRest of the world | €32 | 9 days", "\n其他国家和地区 | 32 欧元 | 9 天"
FAQ_EN = Passage("f.md", "2", "Yes. Shipping costs ¥45.", 0.9, headings=("Do you ship to Hong Kong and Taiwan?",))
FAQ_ZH = Passage("f.md", "3", "可以。港澳台标准运费 45 元。", 0.9, headings=("能寄到香港和台湾吗？",))


def quoted(question: str, language: str, rows: str, *others: Passage) -> list[str]:
    heading = "Shipping costs" if language == "en" else "运费和时效"
    passages = (Passage("s.md", "1", rows, 0.95, headings=(heading,)), *others)
    return [
        quote.text for quote in best_quotes(question, [Evidence(passages, 0.9, language, 1, question)], language, 3)
    ]


@pytest.mark.parametrize("question", ["How much is shipping to Japan?", "What does delivery to Tokyo cost?"])
def test_a_place_without_a_row_has_that_of_the_rest_of_the_world(question: str) -> None:
    assert quoted(question, "en", ROWS_EN + REST_EN, FAQ_EN) == ["Rest of the world — Standard: €32; Time: 9 days"]


@pytest.mark.parametrize("question", ["寄到日本运费多少", "日本运费多少钱", "寄到首尔运费多少", "寄到越南的邮费"])
def test_a_place_without_a_row_has_that_of_other_countries(question: str) -> None:
    assert quoted(question, "zh", ROWS_ZH + REST_ZH, FAQ_ZH) == ["其他国家和地区——标准运费：32 欧元；时效：9 天"]


def test_nothing_is_said_of_a_place_that_no_row_holds_for() -> None:
    assert quoted("How much is shipping to Japan?", "en", ROWS_EN, FAQ_EN) == []
    assert quoted("寄到日本运费多少", "zh", ROWS_ZH, FAQ_ZH) == []


def test_a_place_with_a_row_does_not_get_that_of_the_rest() -> None:
    assert quoted("How much is shipping to Belgium?", "en", ROWS_EN + REST_EN) == [
        "Germany, Belgium — Standard: €4.90; Time: 2 days"
    ]
    assert quoted("寄到比利时运费多少", "zh", ROWS_ZH + REST_ZH) == ["德国、比利时——标准运费：4.90 欧元；时效：2 天"]


def test_what_holds_for_all_others_does_not_hold_for_a_place_told_of_beside_it() -> None:
    taxes = "For Norway we collect taxes at checkout. For all other countries, import duties are paid on delivery."
    passage = Passage("t.md", "1", taxes, 0.9)
    for place, said in (("Norway", "checkout"), ("Japan", "on delivery")):
        question = f"Are import duties paid for {place}?"
        (quote,) = best_quotes(question, [Evidence((passage,), 0.9, "en", 1, question)], "en", 3)
        assert said in quote.text


def test_a_shop_is_told_of_only_where_one_is() -> None:
    shops = "Our showrooms in Rotterdam and Hangzhou are open every day. The showroom has parking."
    found = [Evidence((Passage("c.md", "1", shops, 0.9),), 0.9, "en")]
    assert best_quotes("Do you have a showroom in Berlin?", found, "en", 3) == []
    assert best_quotes("Do you have a showroom in the Netherlands?", found, "en", 3)


FREIGHT_EN = Passage(
    "s.md",
    "4",
    "The Tidal bookshelf (S-610) is delivered by freight carrier for €49 in Europe. Large items cannot be sent by"
    " express and are not shipped outside Europe.",
    0.9,
    headings=("Large items",),
)
FREIGHT_ZH = Passage(
    "s.md",
    "5",
    "Tidal 书架（S-610）走物流配送，欧洲 49 欧元。大件不支持加急，也不寄往欧洲以外的地区。",
    0.9,
    headings=("大件商品",),
)
SERVICES_EN = "Region | Standard | Express\nGermany, Belgium | €4.90 | €12.90\nRest of the world | €32 | not offered"
SERVICES_ZH = "地区 | 标准运费 | 加急运费\n德国、比利时 | 4.90 欧元 | 12.90 欧元\n其他国家和地区 | 32 欧元 | 不支持"


@pytest.mark.parametrize(
    "question",
    [
        "How much is shipping the bookshelf to Germany?",
        "How much is delivery of the Tidal bookshelf to Poland?",
        "How much is shipping a large item to Germany?",
        "What does it cost to send the bookshelf to Belgium?",
        "How much is freight for the bookshelf to Germany?",
    ],
)
def test_goods_with_rates_of_their_own_are_not_told_those_of_parcels(question: str) -> None:
    told = " ".join(quoted(question, "en", SERVICES_EN, FREIGHT_EN))
    assert "€49" in told
    assert "4.90" not in told


@pytest.mark.parametrize("question", ["书架寄到德国多少钱", "Tidal 书架寄到波兰运费多少", "大件寄到德国运费多少"])
def test_goods_with_rates_of_their_own_are_not_told_those_of_parcels_in_chinese(question: str) -> None:
    told = " ".join(quoted(question, "zh", SERVICES_ZH, FREIGHT_ZH))
    assert "49 欧元" in told
    assert "4.90" not in told


def test_goods_that_are_not_sent_there_or_in_that_way_are_told_so() -> None:
    for question in (
        "How much is shipping the bookshelf to Japan?",
        "What is express for the bookshelf to Germany?",
    ):
        told = " ".join(quoted(question, "en", SERVICES_EN, FREIGHT_EN))
        assert "not shipped outside Europe" in told
        assert "Rest of the world" not in told
        assert "12.90" not in told
    for question in ("书架寄到日本运费多少", "书架加急寄到德国多少钱"):
        told = " ".join(quoted(question, "zh", SERVICES_ZH, FREIGHT_ZH))
        assert "大件不支持加急" in told
        assert "其他国家" not in told
        assert "12.90" not in told


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How much is shipping to Germany?", "en"),
        ("How much is shipping the side table to Germany?", "en"),
        ("How much is standard delivery of the Halo 3 to Germany?", "en"),
        ("寄到德国运费多少", "zh"),
        ("边几寄到德国运费多少", "zh"),
        ("Halo 3 寄到德国标准运费多少", "zh"),
    ],
)
def test_all_other_goods_have_the_list(question: str, language: str) -> None:
    rows, freight = (SERVICES_EN, FREIGHT_EN) if language == "en" else (SERVICES_ZH, FREIGHT_ZH)
    (told,) = quoted(question, language, rows, freight)
    assert "4.90" in told


def test_what_a_return_costs_there_is_not_what_delivery_costs() -> None:
    fee_en = Passage("r.md", "6", "A return costs €5.90 in Germany.", 0.9, headings=("What a return costs",))
    fee_zh = Passage("r.md", "7", "因个人原因退货，中国大陆收取 15 元退货运费。", 0.9, headings=("退货运费",))
    assert quoted("How much is shipping to Germany?", "en", "", fee_en, FREIGHT_EN) == []
    assert quoted("寄到新疆运费多少", "zh", "", fee_zh, FREIGHT_ZH) == []
    assert quoted("How much does a return from Germany cost?", "en", "", fee_en) == ["A return costs €5.90 in Germany."]
    assert quoted("从新疆退货运费多少", "zh", "", fee_zh) == ["因个人原因退货，中国大陆收取 15 元退货运费。"]


def test_ways_to_pay_there_say_nothing_of_delivery() -> None:
    ways = Passage("p.md", "8", "支付方式 | 适用地区\n支付宝 | 中国大陆", 0.9, headings=("支付方式",))
    assert quoted("发新疆吗", "zh", "", ways) == []
    assert quoted("新疆可以用支付宝付款吗", "zh", "", ways)


def test_by_whose_clock_the_chat_is_open_tells_of_no_shop() -> None:
    hours_en = "Our team is in the chat from 9:00 to 18:00 (Rotterdam time for Europe, Beijing time for China)."
    hours_zh = "人工客服 9:00–18:00 在线（中国按北京时间，欧洲按鹿特丹时间）。"
    shops_en = Passage("c.md", "2", "Showroom | Address\nHangzhou | 18 Muguang Lane", 0.9, headings=("Showrooms",))
    shops_zh = Passage("c.md", "3", "城市 | 地址\n杭州 | 拱墅区木光里 18 号", 0.9, headings=("展厅",))
    for question in (
        "Where is your Beijing showroom?",
        "Is there a store in Berlin?",
        "When does the Beijing shop open?",
    ):
        assert quoted(question, "en", "", Passage("c.md", "4", hours_en, 0.95), shops_en) == []
    for question in ("北京展厅在哪里", "北京有门店吗", "北京展厅几点开门"):
        assert quoted(question, "zh", "", Passage("c.md", "5", hours_zh, 0.95), shops_zh) == []
    assert any("Muguang" in one for one in quoted("Where is your showroom in China?", "en", "", shops_en))
    assert any("木光里" in one for one in quoted("杭州展厅在哪里", "zh", "", shops_zh))


def test_whether_goods_are_sent_there_is_told_by_what_tells_of_the_place() -> None:
    redirected = Passage("f.md", "9", "Once it is shipped, the carrier can redirect the parcel.", 0.95)
    assert quoted("Do you ship to Japan?", "en", "", redirected) == []
    assert quoted("Do you ship to Japan?", "en", "", Passage("f.md", "9", "We ship worldwide.", 0.95))
    assert quoted("Do you ship to Japan?", "en", "", Passage("f.md", "9", "We do not ship outside Europe.", 0.95))
    assert quoted("Do you ship to Japan?", "en", ROWS_EN + REST_EN, FREIGHT_EN) == [
        "Rest of the world — Standard: €32; Time: 9 days"
    ]
    sent_on = Passage("f.md", "9", "出库以后只能请快递公司转寄。", 0.95)
    assert quoted("能寄到日本吗", "zh", "", sent_on) == []
    assert quoted("能寄到日本吗", "zh", "", Passage("f.md", "9", "全球都可以发货。", 0.95))


def test_a_continent_has_the_rows_within_it_and_not_what_is_told_of_some_of_its_countries() -> None:
    norway = Passage("f.md", "9", "Norway belongs to the rest of the world: shipping costs €32.", 0.96)
    row = "Germany, Belgium — Standard: €4.90; Time: 2 days"
    assert quoted("How much is shipping to Europe?", "en", ROWS_EN + REST_EN, norway) == [row]
    assert quoted("寄到欧洲运费多少", "zh", ROWS_ZH + REST_ZH) == ["德国、比利时——标准运费：4.90 欧元；时效：2 天"]


def test_where_a_row_holds_for_the_place_sentences_that_name_none_come_after_it() -> None:
    freight = Passage("s.md", "8", "Freight delivery takes 7 working days.", 0.97, headings=("Large items",))
    told = quoted("How long does delivery to Belgium take?", "en", ROWS_EN + REST_EN, freight)
    assert told[0] == "Germany, Belgium — Standard: €4.90; Time: 2 days"
