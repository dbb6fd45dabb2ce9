import pytest

from graphs.agent.asking_which import lacks_product, products_of
from graphs.agent.following import all_alone
from graphs.agent.retrieved import Search
from graphs.turn import Message, Passage
from prompts.replies import load_replies

LAMP, HUB = (
    Passage("lamps.md", "1", "The Halo is black or white."),
    Passage("hub.md", "2", "A red light means no network."),
)
REPLIES = load_replies()


def lacks(question: str, *before: str, found: tuple[Passage, ...] = (LAMP, HUB)) -> bool:
    history = tuple(Message("agent" if at % 2 else "customer", text) for at, text in enumerate(before))
    searches = [Search(alone, found, 0.9) for alone in all_alone([question], history)]
    return lacks_product(question, searches, history, REPLIES, sure=0.4)


@pytest.mark.parametrize(
    "question",
    [
        "有没有黑色的？",
        "有黑色的吗",
        "有没有大一点的？",
        "Do you have it in black?",
        "does it come in white",
        "Do you have a bigger one?",
        "Is it available in blue?",
        "Can I get it in red, please?",
    ],
)
def test_a_colour_or_a_size_of_nothing_lacks_the_product(question: str) -> None:
    assert lacks(question)


@pytest.mark.parametrize(
    "question",
    [
        "Do you have the Halo in black?",
        "Halo 有没有黑色的？",
        "黑色的落地灯有吗？",
        "Do you have black lamps?",
        "红色是什么意思？",
        "What does the red light mean?",
        "What colours do you have?",
        "Do you ship to Germany?",
        "有没有停车场？",
    ],
)
def test_what_names_a_thing_or_asks_for_something_else_lacks_none(question: str) -> None:
    assert not lacks(question)


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("Do you have it in black?", ("How tall is the Halo?", "It is 152 cm tall.")),
        ("有没有黑色的？", ("Halo 落地灯多高？", "152 厘米。")),
    ],
)
def test_the_product_that_was_asked_about_before_is_meant(question: str, before: tuple[str, str]) -> None:
    assert not lacks(question, *before)


def test_where_all_is_about_one_product_it_is_meant() -> None:
    assert not lacks("Do you have it in black?", found=(LAMP, LAMP))
    assert not lacks("Do you have it in black?", found=())


def test_nobody_is_asked_twice_in_a_row() -> None:
    asked = REPLIES.say("en", "which_product")
    assert not lacks("Do you have it in black?", "Do you have it in black?", asked)


@pytest.mark.parametrize("sure", [0.4, 0.95])
def test_where_nothing_is_found_with_the_thing_before_the_customers_own_words_count(sure: float) -> None:
    history = (Message("customer", "How do I delete my account?"), Message("agent", "Write to us."))
    searches = [Search("Do you have delete account in black?", (LAMP, HUB), 0.9)]
    assert lacks_product("Do you have it in black?", searches, history, REPLIES, sure=sure) == (sure > 0.9)


def lamp(name: str, text: str, *headings: str) -> Passage:
    return Passage(f"{name}.md", name, text, title=name, headings=headings)


def test_the_products_that_come_in_colours_are_offered_by_name() -> None:
    found = (
        lamp("Halo floor lamp", "It is black or white.", "Halo floor lamp", "Colours"),
        lamp("Nova desk lamp", "It comes in black.", "Desk lamps", "Nova desk lamp"),
        lamp("Shipping", "Delivery takes 3 days.", "Shipping"),
        lamp("FAQ", "Yes, in black.", "Do you have it in black?"),
        lamp("灯具", "有黑色的。", "新星台灯"),
    )
    assert products_of([Search("Do you have it in black?", found, 0.9)]) == ("Halo floor lamp", "Nova desk lamp")
    assert products_of([Search("Do you have it in black?", found[1:4], 0.9)]) == ()


def test_chinese_products_are_offered_to_whoever_writes_chinese() -> None:
    found = (
        lamp("灯具", "有黑色和白色的。", "新星台灯"),
        lamp("更多灯具", "颜色有黑色。", "月影落地灯", "颜色"),
        lamp("Lamps", "It is black.", "Nova"),
    )
    assert products_of([Search("有没有黑色的？", found, 0.9)]) == ("新星台灯", "月影落地灯")
