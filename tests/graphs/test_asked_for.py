"""What is quoted where a question asks for what is not so, for a colour, for an act of the shop's, for a measure."""

import pytest

from graphs.evidence import Evidence
from graphs.quoting import best_quotes
from graphs.turn import Passage


def first_quote(question: str, language: str, *texts: str, heading: str = "") -> str:
    headings = (heading,) if heading else ()
    passages = tuple(Passage("kb.md", str(at), text, 0.8, headings=headings) for at, text in enumerate(texts))
    quotes = best_quotes(question, [Evidence(passages, 0.9, language, 1, question)], language, 1)
    return quotes[0].text if quotes else ""


@pytest.mark.parametrize(
    ("question", "language", "texts", "quoted"),
    [
        (
            "Which kettles can't be descaled?",
            "en",
            (
                "Kettles that are slow must be descaled, and descaled kettles last.",
                "The Copper kettle is not descaled.",
            ),
            "The Copper kettle is not descaled.",
        ),
        (
            "哪些水壶不能除垢？",
            "zh",
            ("水壶变慢了就要除垢，除垢的水壶更耐用。", "紫铜水壶不能除垢。"),
            "紫铜水壶不能除垢。",
        ),
    ],
)
def test_what_is_not_so_is_told_by_what_denies_it(
    question: str, language: str, texts: tuple[str, ...], quoted: str
) -> None:
    assert first_quote(question, language, *texts) == quoted


@pytest.mark.parametrize(
    ("question", "language", "texts", "told"),
    [
        (
            "Does the Nimbus 2 jacket come in green?",
            "en",
            (
                "The Nimbus 2 jacket keeps you dry in any weather.",
                "Nimbus 2 | Value\nWeight | 300 g\nShades | red, navy",
            ),
            "red, navy",
        ),
        (
            "Nimbus 2 外套有绿色的吗？",
            "zh",
            ("Nimbus 2 外套什么天气都能穿，有口袋。", "Nimbus 2 外套 | 数值\n重量 | 300 克\n颜色 | 红色、藏青"),
            "红色、藏青",
        ),
    ],
)
def test_whether_it_is_to_be_had_in_a_colour_is_told_by_its_colours(
    question: str, language: str, texts: tuple[str, ...], told: str
) -> None:
    assert told in first_quote(question, language, *texts)


@pytest.mark.parametrize(
    ("colour", "language", "quoted"),
    [("red", "en", "blinks red"), ("green", "en", ""), ("红", "zh", "亮红灯"), ("绿", "zh", "")],
)
def test_what_a_light_of_another_colour_means_is_no_answer(colour: str, language: str, quoted: str) -> None:
    if language == "en":
        said = first_quote(f"The router shows a {colour} light", "en", "The router blinks red when its update failed.")
    else:
        said = first_quote(f"路由器亮{colour}灯是怎么回事", "zh", "路由器亮红灯，表示升级失败。")
    assert quoted in said
    assert bool(said) == bool(quoted)


@pytest.mark.parametrize(
    ("question", "language", "texts", "quoted"),
    [
        (
            "Do you sell my card number?",
            "en",
            ("We never ask for a card number.", "We never sell data of a card."),
            "We never sell data of a card.",
        ),
        (
            "会出售地址吗？",
            "zh",
            ("地址只给司机看。", "我们从不出售客户的资料。"),
            "我们从不出售客户的资料。",
        ),
    ],
)
def test_what_the_shop_does_is_told_by_the_shop(
    question: str, language: str, texts: tuple[str, ...], quoted: str
) -> None:
    assert first_quote(question, language, *texts) == quoted


@pytest.mark.parametrize(
    ("question", "language", "texts", "quoted"),
    [
        (
            "How long does the drill's battery last?",
            "en",
            ("The battery of the drill has a warranty of 2 years.", "A full battery lasts for 5 hours of work."),
            "A full battery lasts for 5 hours of work.",
        ),
        (
            "电钻的电池能用多久？",
            "zh",
            ("电钻的电池保修期是 2 年。", "电池充满后能用 5 小时。"),
            "电池充满后能用 5 小时。",
        ),
    ],
)
def test_a_time_that_belongs_to_a_matter_is_for_those_who_ask_for_that(
    question: str, language: str, texts: tuple[str, ...], quoted: str
) -> None:
    assert first_quote(question, language, *texts) == quoted


def test_where_a_house_stands_is_told_by_a_place() -> None:
    asked = "Where is your warehouse?"
    texts = (
        "Open the link that we sent when the parcel left the warehouse.",
        "Pine & Co. ships from two warehouses: Rotterdam (Europe) and Hangzhou (China).",
    )
    assert "Rotterdam" in first_quote(asked, "en", *texts)
    assert "杭州" in first_quote(
        "你们的仓库在哪里？", "zh", "包裹离开仓库后会发短信。", "松果有两个仓库：杭州和鹿特丹。"
    )


def test_days_of_the_week_are_no_names_of_things() -> None:
    shop = Passage("kb.md", "1", "The Leeds shop is open from Tuesday to Sunday, 10:00–19:00.", 0.8)
    team = Passage("kb.md", "2", "Our team is in the chat on Mondays from 9:00 to 18:00 (Leeds time).", 0.7)
    found = [Evidence((shop, team), 0.9, "en", 1, "")]
    assert best_quotes("When is the Leeds shop open on Mondays?", found, "en", 1)[0].number == 1


@pytest.mark.parametrize(
    ("question", "language", "texts", "told"),
    [
        ("How heavy is the Alp 3 tent?", "en", ("The Alp 3 tent is for winter. The Alp Mini weighs 2 kg.",), "2 kg"),
        ("How heavy is the Alp 3 tent?", "en", ("The Alp 3 tent is for winter and heavy snow.",), ""),
        ("How heavy is the Alp 3 tent?", "en", ("The Alp Mini tent is not heavy: it weighs 2 kg.",), ""),
        ("Alp 3 帐篷有多重？", "zh", ("Alp 3 帐篷适合冬天，重视保暖。",), ""),
        ("Alp 3 帐篷有多重？", "zh", ("Alp Mini 帐篷很轻，重 2 千克。",), ""),
    ],
)
def test_a_measure_is_told_by_a_measure_of_the_very_thing(
    question: str, language: str, texts: tuple[str, ...], told: str
) -> None:
    said = first_quote(question, language, *texts)
    assert told in said
    assert bool(said) == bool(told)
