"""Whether what a list or a sentence tells of places holds for the place that is asked about."""

import pytest

from graphs.covering import Covering, asked_of, covering, has_a_shop_in, in_words_of_the_list, rules_out
from graphs.places import places_in


@pytest.mark.parametrize(
    ("asked", "told", "how"),
    [
        ("Japan", "Japan, Korea | €20", Covering.NAMED),
        ("Tokyo", "Japan | €20", Covering.NAMED),
        ("Japan", "Asia | €20", Covering.REGION),
        ("Poland", "France and other EU countries | €8", Covering.REGION),
        ("Japan", "Rest of the world | €32", Covering.REST),
        ("Japan", "Hong Kong, Macau, Taiwan | ¥45", Covering.ELSEWHERE),
        ("Norway", "other EU countries | €8", Covering.ELSEWHERE),
        ("Japan", "Standard delivery takes 3 days.", Covering.UNSAID),
        ("Japan", "Large items are not shipped outside Europe.", Covering.UNSAID),
        ("Japan", "Orders leave from Rotterdam.", Covering.UNSAID),
        ("Japan", "They send us the parcel.", Covering.UNSAID),
        ("Japan", "US, Canada | €24", Covering.ELSEWHERE),
        ("Beijing", "Chats are answered by Beijing time.", Covering.UNSAID),
        ("EU", "Europe | €49", Covering.REGION),
        ("日本", "日本、韩国 | 20 元", Covering.NAMED),
        ("东京", "日本 | 20 元", Covering.NAMED),
        ("日本", "亚洲 | 20 元", Covering.REGION),
        ("波兰", "法国等欧盟其他国家 | 8 欧元", Covering.REGION),
        ("日本", "其他国家和地区 | 32 欧元", Covering.REST),
        ("日本", "港澳台 | 45 元", Covering.ELSEWHERE),
        ("香港", "港澳台 | 45 元", Covering.REGION),
        ("新疆", "中国大陆 | 18 元", Covering.NAMED),
        ("日本", "标准配送 3 天送达。", Covering.UNSAID),
        ("日本", "大件不寄往欧洲以外的地区。", Covering.UNSAID),
        ("日本", "从鹿特丹发货。", Covering.UNSAID),
        ("北京", "按北京时间回复。", Covering.UNSAID),
        ("欧盟", "欧洲 49 欧元", Covering.REGION),
    ],
)
def test_how_a_text_holds_for_a_place(asked: str, told: str, how: Covering) -> None:
    (place,) = places_in(asked)
    assert covering(place, told) == how


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("How much is shipping to Japan?", ["japan"]),
        ("Do you ship from Rotterdam to Norway?", ["norway"]),
        ("Do I pay customs in Switzerland?", ["switzerland"]),
        ("Is the oak from Poland?", []),
        ("Who ruled Japan in 1600?", []),
        ("寄泰国要几天", ["thailand"]),
        ("寄到日本运费多少", ["japan"]),
        ("从杭州寄到日本要几天", ["japan"]),
        ("橡木产自波兰吗？", []),
    ],
)
def test_places_count_where_the_answer_differs_from_place_to_place(question: str, places: list[str]) -> None:
    assert [place.chain[0] for place in asked_of(question)] == places


@pytest.mark.parametrize(
    ("question", "rows", "worded"),
    [
        ("Shipping to Japan?", "Norway | €9\nRest of the world | €32", "Shipping to rest of the world?"),
        ("Shipping to Japan?", "Asia | €9\nRest of the world | €32", "Shipping to asia?"),
        ("Shipping to Japan?", "Japan | €9\nRest of the world | €32", "Shipping to Japan?"),
        ("Shipping to Japan?", "Norway | €9\nSweden | €9", "Shipping to Japan?"),
        ("寄到日本多少钱", "港澳台 | 45 元\n其他国家和地区 | 32 元", "寄到其他国家和地区多少钱"),
        ("寄到日本多少钱", "港澳台 | 45 元\n中国大陆 | 18 元", "寄到日本多少钱"),
    ],
)
def test_a_place_is_called_what_the_list_has_it_under(question: str, rows: str, worded: str) -> None:
    assert in_words_of_the_list(question, asked_of(question), [rows]) == worded


@pytest.mark.parametrize(
    ("asked", "text", "out"),
    [
        ("Japan", "We do not ship outside Europe.", True),
        ("Poland", "We do not ship outside Europe.", False),
        ("Japan", "Large items are sent outside Europe, too.", False),
        ("Japan", "We do not ship to Norway.", False),
        ("日本", "大件不寄往欧洲以外的地区。", True),
        ("波兰", "大件不寄往欧洲以外的地区。", False),
    ],
)
def test_what_is_done_in_other_places_only_is_not_done_here(asked: str, text: str, out: bool) -> None:
    assert rules_out(places_in(asked)[0], text) == out


def test_a_shop_is_in_a_place_or_within_it() -> None:
    texts = ["Our showroom in Rotterdam", "Delivery to Berlin", "客服按北京时间在线，展厅在杭州"]
    for place, there in (("Rotterdam", True), ("Holland", True), ("Berlin", False), ("北京", False), ("中国", True)):
        assert has_a_shop_in(places_in(place), texts) == there
