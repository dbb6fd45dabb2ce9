import pytest

from knowledge.lexicon import Lexicon
from knowledge.names import Names
from knowledge.words import document_vector, query_vector, terms


def test_english_words_are_stemmed_and_folded() -> None:
    assert list(terms("Returns RETURNED ｒｅｔｕｒｎｉｎｇ")) == ["return", "return", "return"]


def test_chinese_gives_characters_and_pairs() -> None:
    assert list(terms("退货款")) == ["退", "货", "款", "退货", "货款"]


def test_a_model_number_in_chinese_text_is_found_by_itself_and_by_its_parts() -> None:
    assert {"iphone15", "iphon", "15", "多少"} <= set(terms("iPhone15多少钱"))


def test_a_joint_in_a_model_number_makes_no_difference() -> None:
    assert set(terms("A-100")) & set(terms("a100")) == {"a100", "100"}
    assert set(terms("covid 19")) <= set(terms("COVID-19"))


def test_an_apostrophe_hides_no_word() -> None:
    assert list(terms("customer's")) == list(terms("customer"))


def test_a_repeated_word_counts_less_each_time_and_a_long_document_less_for_each() -> None:
    once, twice = document_vector([("refund", 1.0)]), document_vector([("refund refund", 1.0)])
    assert once.values[0] < twice.values[0] < 2 * once.values[0]
    long = document_vector([("refund " + " ".join(f"word{number}" for number in range(500)), 1.0)])
    assert long.values[0] < once.values[0]


def test_query_and_document_number_a_word_alike_and_terms_are_unique() -> None:
    query, document = query_vector("退货 退货 refund", Lexicon()), document_vector([("refund 退货", 1.0)])
    assert len(set(query.indices)) == len(query.indices)
    assert set(query.indices) == set(document.indices) | (set(query.indices) - set(document.indices))
    assert len(set(query.indices) & set(document.indices)) == 4


def shared(question: str, text: str, lexicon: Lexicon | None = None) -> float:
    """What the words of a question and of a text have in common, without the index's IDF."""
    query, document = query_vector(question, lexicon), document_vector([(text, 1.0)], lexicon)
    held = dict(zip(document.indices, document.values, strict=True))
    return sum(value * held.get(term, 0.0) for term, value in zip(query.indices, query.values, strict=True))


@pytest.mark.parametrize("written", ["WH-1000XM5", "wh1000xm5", "WH 1000XM5", "ＷＨ－１０００ＸＭ５"])
def test_a_model_number_is_found_whatever_its_joints(written: str) -> None:
    assert shared(written, "The WH-1000XM5 folds flat.") > shared(written, "The WH-1000XM4 folds flat.") + 1


def test_a_phone_without_a_space_finds_its_price() -> None:
    assert shared("iPhone15多少钱", "iPhone 15 价格") > shared("iPhone15多少钱", "iPhone 14 价格") > 0
    assert shared("iPhone15多少钱", "iPhone 15 价格") > shared("iPhone15多少钱", "iPhone 15 颜色")


def test_a_name_of_the_dictionary_is_a_term_of_its_own() -> None:
    named = Lexicon(Names.of({"小米14 Ultra": 1.0}))
    for question in ("小米 14ultra 续航", "小米14Ultra"):
        assert shared(question, "小米14 Ultra 电池", named) > shared(question, "小米14 Ultra 电池", Lexicon())


def test_a_customers_words_find_the_documents() -> None:
    assert shared("Can I send it back?", "Returns") > 0
    assert shared("没按时还钱", "逾期还款") > shared("没按时还钱", "注销账户")
    assert shared("Can I send it back?", "Returns", Lexicon()) == 0


def test_a_synonym_counts_less_than_the_word_itself() -> None:
    assert 0 < shared("money back", "refund") < shared("refund", "refund")
    assert 0 < shared("退钱", "退款") < shared("退款", "退款")


def test_neighbouring_words_count_more_than_the_same_words_apart() -> None:
    near, far = "a gift card for you, no delay", "a gift for you, no card delay"
    assert shared("gift card", near) > shared("gift card", far)


def test_words_written_apart_find_the_joined_word() -> None:
    assert shared("corona virus", "coronavirus") > 0


def test_politeness_hardly_counts_and_question_words_do() -> None:
    assert shared("hello, please", "hello, please") < 0.5 * shared("when, where", "when, where")
    assert shared("请问", "请问") < shared("何时", "何时")
