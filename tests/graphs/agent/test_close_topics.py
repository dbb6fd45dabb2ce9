import pytest

from graphs.agent.clarifying import close_topics
from graphs.agent.policy import Policy
from graphs.agent.retrieved import Search
from graphs.turn import Passage


def searched(*passages: tuple[str, str, float], question: str = "How long does it take?") -> tuple[Search, ...]:
    found = (Passage(f"{name}.md", name, text, score, "Help", (name,)) for name, text, score in passages)
    return (Search(question, tuple(found), 0.1),)


BOTH = (("Delivery", "Delivery takes 3 days.", 0.5), ("Refunds", "A refund takes 5 days.", 0.45))


@pytest.mark.parametrize(
    ("searches", "topics"),
    [
        (searched(*BOTH), ("Delivery", "Refunds")),
        (searched(BOTH[0], ("Refunds", "A refund takes 5 days.", 0.05)), ()),
        (searched(BOTH[0], ("Refunds", "A refund goes to your card.", 0.45)), ()),
        (searched(BOTH[0], ("Delivery", "Large items take 9 days.", 0.45)), ()),
        (searched(*BOTH, ("Repairs", "9 days.", 0.44), ("Quotes", "2 days.", 0.44)), ()),
        (searched(*BOTH) * 2, ()),
        (
            searched(("Delivery", BOTH[0][1], 0.1), ("Refunds", BOTH[1][1], 0.05), ("Other", "No.", -1.0)),
            ("Delivery", "Refunds"),
        ),
        ((), ()),
    ],
    ids=["near", "far", "no time in one", "one topic twice", "four topics", "two questions", "negative scores", "none"],
)
def test_topics_are_close_by_their_scores_and_by_what_they_can_answer(
    searches: tuple[Search, ...], topics: tuple[str, ...]
) -> None:
    assert close_topics(searches, Policy()) == topics


def test_a_topic_named_by_what_another_says_and_more_is_not_asked_apart() -> None:
    one, same = ("Refunds", "A refund takes 5 days."), ("When do I get my refund?", "Refunds take 5 days.")
    searches = searched((*one, 0.5), (*same, 0.49), question="refund when")

    assert close_topics(searches, Policy()) == ()


def test_where_names_hold_what_is_asked_about_those_that_do_not_are_no_choice() -> None:
    title = "Returns and exchanges"
    gifts, lamps, label = (
        Passage("a.md", str(at), text, 0.5 - at / 100, title, (name,))
        for at, (name, text) in enumerate(
            [
                ("Gift exchanges", "A gift may be changed."),
                ("Exchanging lamps", "Lamps are changed once."),
                ("How to return an item", "Print the label."),
            ]
        )
    )

    def asked(*passages: Passage) -> tuple[str, ...]:
        return close_topics((Search("Can I exchange it?", passages, 0.5),), Policy())

    assert asked(gifts, label) == ()
    assert asked(gifts, lamps, label) == ("Gift exchanges", "Exchanging lamps")
