import pytest

from graphs.agent.following import all_alone, stand_alone
from graphs.turn import Message

LAMP = (Message("customer", "How much is the floor lamp?"), Message("agent", "It costs 99 EUR."))
CHINESE = (
    Message("customer", "落地灯多少钱？"),
    Message("agent", "99元。"),
    Message("customer", "嗯"),
    Message("agent", "好的"),
)


def test_a_chain_of_follow_ups_leads_back_to_what_it_began_with() -> None:
    history = (*LAMP, Message("customer", "is it waterproof?"), Message("agent", "No."))
    assert stand_alone("and in blue?", history) == ("is floor lamp waterproof in blue?",)


def test_delivery_that_follows_a_question_without_a_thing_stands_alone() -> None:
    dimmable = (Message("customer", "Is it dimmable?"), Message("agent", "Yes."))
    assert stand_alone("What about shipping to France, standard?", dimmable) == ("shipping to France, standard?",)
    dimmable = (Message("customer", "它可以调光吗？"), Message("agent", "可以。"))
    assert stand_alone("那寄到法国的运费呢？", dimmable) == ("寄到法国的运费？",)


def test_what_says_nothing_is_passed_over() -> None:
    assert stand_alone("那蓝色的呢？", CHINESE) == ("蓝色落地灯多少钱？",)


@pytest.mark.parametrize("said", ["thanks", "yes please", "ok", "no", "???", "I want a human", "", "a" * 100_000])
def test_what_asks_nothing_stays(said: str) -> None:
    assert stand_alone(said, LAMP) == (said,)


@pytest.mark.parametrize("said", ["and in blue?", "它多少钱？"])
def test_without_a_question_before_nothing_is_added(said: str) -> None:
    assert stand_alone(said, ()) == (said,)
    assert stand_alone(said, (Message("agent", "Hello! How can I help you today?"),)) == (said,)


def test_a_pronoun_that_points_into_its_own_message_takes_nothing_from_before() -> None:
    said = "My hub is broken, can you repair it?"
    assert stand_alone(said, LAMP) == (said,)


ASKED_BACK = (
    Message("customer", "How long does it take?"),
    Message("agent", "Do you mean “Delivery times” or “Refunds”?"),
)
ASKED_BACK_ZH = (Message("customer", "要多久？"), Message("agent", "请问您想了解的是“配送时效”还是“退款时间”？"))


@pytest.mark.parametrize("said", ["refunds", "the refund please", "I mean the second one", "Refunds.", "the latter"])
def test_the_answer_to_a_question_back_joins_the_question_before(said: str) -> None:
    assert stand_alone(said, ASKED_BACK) == ("How long does Refunds take?",)


@pytest.mark.parametrize("said", ["退款", "我是说退款的", "第二个", "后者"])
def test_so_does_a_chinese_one(said: str) -> None:
    assert stand_alone(said, ASKED_BACK_ZH) == ("退款时间要多久？",)


@pytest.mark.parametrize(("said", "history"), [("both", ASKED_BACK), ("两个都要", ASKED_BACK_ZH)])
def test_both_makes_two_questions(said: str, history: tuple[Message, ...]) -> None:
    assert len(stand_alone(said, history)) == 2


@pytest.mark.parametrize(
    ("said", "history"),
    [("How do I reset the hub?", ASKED_BACK), ("怎么注销账号？", ASKED_BACK_ZH), ("退款多久到账？", ASKED_BACK_ZH)],
)
def test_a_whole_question_after_a_question_back_stands_alone(said: str, history: tuple[Message, ...]) -> None:
    assert stand_alone(said, history) == (said,)


def test_a_topic_that_is_a_question_is_asked_as_it_stands() -> None:
    history = (
        Message("customer", "How long is it?"),
        Message("agent", "Do you mean “How long is the warranty?” or “Return period”?"),
    )
    assert stand_alone("the warranty", history) == ("How long is the warranty?",)


def test_what_follows_an_offer_of_a_person_is_no_answer_to_a_question_back() -> None:
    history = (Message("customer", "Who is the mayor?"), Message("agent", "Would you rather talk to a person?"))
    assert stand_alone("delivery costs", history) == ("delivery costs",)


RETURN = (
    Message("customer", "How much does it cost to return a lamp?"),
    Message("agent", "€5.90."),
)
RETURN_ZH = (Message("customer", "退货运费要多少？"), Message("agent", "15 元。"))


@pytest.mark.parametrize("said", ["And if it's faulty?", "what if it's faulty?", "but if it's faulty"])
def test_another_condition_is_added_to_the_question_before(said: str) -> None:
    (whole,) = stand_alone(said, RETURN)
    assert whole == "How much does it cost to return a lamp if it's faulty?"


def test_so_is_a_chinese_one_and_another_place_still_takes_a_places_place() -> None:
    assert stand_alone("要是质量有问题呢？", RETURN_ZH) == ("质量有问题，退货运费要多少？",)
    shipping = (Message("customer", "寄到德国多少钱？"), Message("agent", "4.90 欧元。"))
    assert stand_alone("要是美国呢？", shipping) == ("寄到美国多少钱？",)


def test_a_condition_with_a_question_of_its_own_stands_alone() -> None:
    said = "If the lamp is faulty, who pays for the return?"
    assert stand_alone(said, RETURN) == (said,)


def test_later_questions_of_a_message_lean_on_earlier_ones() -> None:
    found = all_alone(("Can I dim the Ember?", "can I put it in my bathroom?"), ())
    assert found == ("Can I dim the Ember?", "can I put Ember in my bathroom?")
    history = (Message("customer", "Is the Drift heavy? And is it dimmable?"), Message("agent", "Yes."))
    assert stand_alone("What is its diameter?", history) == ("What is Drift diameter?",)


def test_something_is_on_a_thing_not_on_what_is_done_with_it() -> None:
    history = (Message("customer", "How do I reset Lumen Hub?"), Message("agent", "Hold the button."))
    assert stand_alone("What does the light on it mean?", history) == ("What does the light on Lumen Hub mean?",)


def test_a_place_is_not_the_topic() -> None:
    history = (Message("customer", "How much is express shipping to France?"), Message("agent", "€19.90."))
    (whole,) = stand_alone("Is it insured?", history)
    assert "express shipping" in whole


def test_what_could_not_be_found_is_no_question_back() -> None:
    told = "I could not find an answer to this in our information: “Who drew it?”"
    history = (Message("customer", "How heavy is the Drift?"), Message("agent", told))
    assert stand_alone("What is its diameter?", history) == ("What is Drift diameter?",)
