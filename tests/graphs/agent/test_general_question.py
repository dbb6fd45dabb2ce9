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


CLAIM = Passage(
    "warranty.md", "5", "Send us the order number and a photo.", 0.6, headings=("Warranty", "How to make a claim")
)
CLAIM_ZH = Passage("warranty.md", "6", "请发来订单号和照片。", 0.6, headings=("保修政策", "怎么申请保修"))
WARRANTY_ZH = Passage("warranty.md", "7", "Halo 3 落地灯 | A-100 | 3 年", 0.6, headings=("各商品的保修期",))


@pytest.mark.parametrize(
    ("question", "general"),
    [
        ("How do I claim the warranty of the Halo 3?", "How do I claim the warranty?"),
        ("How to claim the warranty of the Halo 3?", "How to claim the warranty?"),
        ("Halo 3 怎么申请保修？", "怎么申请保修？"),
        ("Halo 3 保修怎么弄", "保修怎么弄"),
        ("How does the warranty of the Halo 3 work?", "How does the warranty work?"),
        # Not how to do something, or nothing that another passage tells.
        ("How long is the warranty of the Halo 3?", ""),
        ("How do I frame the warranty of the Halo 3?", ""),
        ("Halo 3 保修多久？", ""),
    ],
)
def test_how_to_do_what_only_another_passage_tells_is_asked_of_all_things(question: str, general: str) -> None:
    assert in_general(question, [WARRANTY, WARRANTY_ZH, CLAIM, CLAIM_ZH], ()) == general


def test_how_to_do_what_the_things_own_passage_tells_is_asked_of_it() -> None:
    own = Passage("halo.md", "8", "To claim the warranty of the Halo 3, send the lamp head to the maker.", 0.6)
    assert in_general("How do I claim the warranty of the Halo 3?", [own, WARRANTY, CLAIM], ()) == ""


def test_a_thing_of_the_conversation_is_known() -> None:
    history = (Message("customer", "How tall is the Halo 9?"), Message("agent", "The Halo 9 is 9 cm tall."))
    assert in_general("Can I return the Halo 9?", [RULES], history) == "Can I return it?"


def test_rules_come_before_the_thing_whose_score_is_no_higher() -> None:
    assert on_the_matter("Can I return it?", [LAMP, RULES]) == (RULES,)
    assert [(one.chunk_id, one.score) for one in behind([RULES], [LAMP, RULES], 2)] == [("3", 0.7), ("1", 0.7)]
    assert len(behind([RULES], [LAMP, LAMP_ZH], 2)) == 2
