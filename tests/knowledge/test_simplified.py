from knowledge.simplified import simplify
from knowledge.synonyms import meanings
from knowledge.tokens import terms


def test_traditional_characters_become_simplified_ones_one_for_one() -> None:
    assert simplify("臺灣的運費與退貨") == "台湾的运费与退货"
    assert simplify("已经是简体 and English") == "已经是简体 and English"


def test_both_scripts_give_the_same_terms_and_meanings() -> None:
    assert list(terms("退貨運費")) == list(terms("退货运费"))
    assert meanings("怎麼退貨") == meanings("怎么退货")
