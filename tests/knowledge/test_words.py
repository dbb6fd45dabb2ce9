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
    query, document = query_vector("退货 退货 refund"), document_vector([("refund 退货", 1.0)])
    assert len(set(query.indices)) == len(query.indices)
    assert set(query.indices) == set(document.indices) | (set(query.indices) - set(document.indices))
    assert len(set(query.indices) & set(document.indices)) == 4
