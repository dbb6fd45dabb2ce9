from knowledge.metadata import simple


def test_known_keys_are_kept_as_text_and_others_not() -> None:
    pairs = [("Product", "X1"), ("valid-until", "2025-01-01"), ("tags", ["退货", "faq"]), ("author", "me"), (1, "x")]
    assert simple(pairs) == {"product": "X1", "valid_until": "2025-01-01", "tags": "退货, faq"}


def test_what_is_nested_or_empty_is_left_out_and_the_first_counts() -> None:
    assert simple([("tags", {"a": 1}), ("product", ""), ("language", "zh"), ("language", "en")]) == {"language": "zh"}


def test_a_list_of_lists_of_lists_is_not_written_out() -> None:
    bomb: list[object] = ["x"]
    for _ in range(60):
        bomb = [bomb, bomb]
    assert simple([("tags", bomb)]) == {}
