import pytest

from graphs.agent.general_question import behind, in_general, on_the_matter
from graphs.turn import Message, Passage

LAMP = Passage("lamps.md", "1", "The Halo 3 is for dry rooms only.", 0.9)
LAMP_ZH = Passage("lamps.md", "2", "Halo 3 只能放在干燥的室内。", 0.9)
RULES = Passage("returns.md", "3", "You can return any unused item within 30 days.", 0.7)
WARRANTY = Passage("warranty.md", "4", "Halo 3 | A-100 | 3 years", 0.6, headings=("Warranty by product",))


@pytest.mark.parametrize(
    ("question", "general"),
    [
        ("Can I return the Halo 3?", "Can I return it?"),
        ("Can I send the Halo 3 back if I don't like it?", "Can I return it?"),
        ("Can I pay for the Halo 3 with PayPal?", "Can I pay with PayPal?"),
        ("So how do I return the Halo 3?", "how do I return it?"),
        ("Halo 3 可以退吗？", "可以退货吗？"),
        ("Halo 3 不喜欢能退吗？", "能退货吗？"),
    ],
)
def test_a_rule_is_looked_for_without_the_thing(question: str, general: str) -> None:
    assert in_general(question, [LAMP, LAMP_ZH, RULES], ()) == general


@pytest.mark.parametrize(
    "question",
    [
        "Is the Halo 3 for bathrooms?",
        "What is the warranty on the Halo 3?",
        "Can I return the Halo 9?",
        "How long does a return take?",
        "退货要多久？",
    ],
)
def test_where_no_rule_is_asked_for_or_it_differs_by_thing_the_question_stays(question: str) -> None:
    assert in_general(question, [LAMP, LAMP_ZH, RULES, WARRANTY], ()) == ""


def test_a_thing_of_the_conversation_is_known() -> None:
    history = (Message("customer", "How tall is the Halo 9?"), Message("agent", "The Halo 9 is 9 cm tall."))
    assert in_general("Can I return the Halo 9?", [RULES], history) == "Can I return it?"


def test_rules_come_before_the_thing_whose_score_is_no_higher() -> None:
    assert on_the_matter("Can I return it?", [LAMP, RULES]) == (RULES,)
    assert [(one.chunk_id, one.score) for one in behind([RULES], [LAMP, RULES], 2)] == [("3", 0.7), ("1", 0.7)]
    assert len(behind([RULES], [LAMP, LAMP_ZH], 2)) == 2
