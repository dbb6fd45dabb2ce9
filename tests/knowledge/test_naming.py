import pytest

from knowledge.naming import names_other_than
from knowledge.synonyms import meanings
from knowledge.tokens import terms


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("What is the price of the Halo 4?", True),
        ("What is the price of the Halo 3?", False),
        ("Do you have a store in London?", True),
        ("Thanks. Where is it? I'd like to know", False),
        ("WHERE IS MY ORDER", False),
        ("Halo 4 多少钱？", True),
        ("Halo 3 多少钱？", False),
    ],
)
def test_what_a_question_names_is_looked_for_among_the_terms(question: str, other: bool) -> None:
    assert names_other_than(question, set(terms("The Halo 3 costs €149. Halo 3 落地灯"))) is other


def test_a_name_that_is_written_as_a_heading_is_held_by_what_means_the_same() -> None:
    held = set(meanings("The delivery takes 3 days."))
    assert not names_other_than("How long does Delivery take?", held)
