from knowledge.confidence import WEIGHTS, confidence, formula_of
from tests.knowledge.hits import hit


def test_it_is_a_probability_that_grows_with_the_words_that_are_covered() -> None:
    half = confidence("退货 运费", [hit("退货政策")])
    whole = confidence("退货 运费", [hit("退货的运费由本店承担")])
    assert 0 < confidence("退货 运费", [hit("明天下雨")]) < half < whole < 1


def test_it_grows_with_the_similarity_of_the_nearest_text() -> None:
    def told(first: float, second: float) -> float:
        return confidence(
            "How long is delivery?",
            [hit("Parcels arrive within three days.", first), hit("We sell lamps.", second)],
        )

    assert told(0.6, 0.1) > told(0.2, 0.1)
    assert told(0.1, 0.6) == told(0.6, 0.1)


def test_a_sentence_that_is_near_makes_an_answer_likelier_than_the_passage_around_it() -> None:
    text = "We sell lamps. Parcels arrive within three days."
    near, far = hit(text, 0.4, part=0.7), hit(text, 0.4, part=0.3)
    assert confidence("How long is delivery?", [near]) > confidence("How long is delivery?", [far])
    whole = hit(text, 0.4)
    assert confidence("How long is delivery?", [whole]) == confidence(
        "How long is delivery?", [hit(text, 0.4, part=0.4)]
    )


def test_an_faq_is_weighed_as_one_where_its_language_has_weights_for_that() -> None:
    assert {"en", "en faq", "zh", "words"} <= set(WEIGHTS)
    assert formula_of("en faq", WEIGHTS) == "en faq"
    assert formula_of("en faq", {"en"}) == formula_of("fr faq", {"en"}) == "en"
    assert formula_of("fr faq", WEIGHTS) == "en faq"
    assert formula_of("zh faq", {"en", "en faq", "zh"}) == "zh"


def test_nothing_answers_nothing() -> None:
    assert confidence("anything", []) == confidence("", [hit("text")]) == confidence("?!", [hit("text")]) == 0
    assert 0 < confidence("anything", [hit("", 0.1)]) < 0.2
