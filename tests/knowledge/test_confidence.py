from knowledge.confidence import confidence


def test_it_is_a_probability_that_grows_with_the_words_that_are_covered() -> None:
    half = confidence("退货 运费", ["退货政策"])
    whole = confidence("退货 运费", ["退货的运费由本店承担"])
    assert 0 < confidence("退货 运费", ["明天下雨"]) < half < whole < 1


def test_it_grows_with_the_similarity_of_the_nearest_text() -> None:
    texts = ["Parcels arrive within three days.", "We sell lamps."]
    assert confidence("How long is delivery?", texts, [0.6, 0.1]) > confidence(
        "How long is delivery?", texts, [0.2, 0.1]
    )
    assert confidence("How long is delivery?", texts, [0.1, 0.6]) == confidence(
        "How long is delivery?", texts, [0.6, 0.1]
    )


def test_nothing_answers_nothing() -> None:
    assert confidence("anything", []) == confidence("", ["text"]) == confidence("?!", ["text"]) == 0
    assert 0 < confidence("anything", [""], [0.1]) < 0.2
