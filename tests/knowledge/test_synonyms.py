from knowledge.synonyms import meanings


def test_words_that_mean_the_same_are_one_term_in_both_languages() -> None:
    assert set(meanings("send back")) == set(meanings("return")) == set(meanings("退货"))
    assert set(meanings("实体店")) == set(meanings("展厅"))
    assert set(meanings("Payments")) != set(meanings("warranty"))
    assert "lamp" in meanings("the lamp")
