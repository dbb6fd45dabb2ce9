import time

import pytest

from knowledge.support import rank_sentences, support

POLICY = (
    "Returns are free within 30 days of delivery. The goods must be unused. Refunds take five working days. "
    "Gift cards cannot be returned."
)
退货 = "商品签收后七天内可以申请退货。退货运费由本店承担。定制商品不支持退货。"


@pytest.mark.parametrize(
    ("claim", "against", "text"),
    [
        ("You can return goods free within 30 days.", "You can return goods free within 60 days.", POLICY),
        ("Gift cards cannot be returned.", "Gift cards can be returned.", POLICY),
        ("Refunds take five working days.", "We ship to Norway by sea.", POLICY),
        ("七天内可以申请退货", "三十天内可以换新机", 退货),
        ("定制商品不支持退货", "定制商品支持退货", 退货),
    ],
)
def test_what_the_text_says_is_supported_more_than_what_it_does_not(claim: str, against: str, text: str) -> None:
    assert support(claim, text) > 0.7
    assert support(claim, text) > support(against, text)


def test_a_quote_is_supported_wholly_and_nothing_by_nothing() -> None:
    assert support("Returns are free within 30 days", POLICY) == 1
    assert support("退货运费由本店承担。", 退货) == 1
    assert support("anything", "  \n ") == support("", POLICY) == support("!", POLICY) == 0


def test_the_sentence_that_answers_comes_first_with_its_place() -> None:
    texts = ["Our shop is open daily. We sell lamps.", POLICY]
    best = rank_sentences("How long does a refund take?", texts)[0]
    assert best.text == "Refunds take five working days."
    assert (best.source, texts[1][best.start : best.end]) == (1, best.text)
    assert rank_sentences("退货的运费谁承担？", [退货])[0].text == "退货运费由本店承担。"


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (
            "What does the Drift reading lamp weigh packed?",
            "The Drift reading lamp is new. It weighs 2 kg packed.",
            "It weighs 2 kg packed.",
        ),
        (
            "大鳞眼鲷的分布海域是哪里？",
            "大鳞眼鲷是一种鱼。本鱼分布在印度洋海域。",
            "本鱼分布在印度洋海域。",
        ),
    ],
)
def test_what_a_text_opens_with_goes_on_being_spoken_of(question: str, text: str, answer: str) -> None:
    assert rank_sentences(question, [text])[0].text == answer


def test_a_table_row_can_be_the_answer() -> None:
    table = "Size | Price\nsmall | 3.50 €\nlarge | 5.00 €"
    assert rank_sentences("What does the large one cost?", [table])[0].text == "large | 5.00 €"


def test_at_most_the_limit_is_given_best_first() -> None:
    found = rank_sentences("refund days", [POLICY, 退货], limit=4)
    assert len(found) == 4
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 1 for one in found)
    assert rank_sentences("anything", []) == rank_sentences("anything", ["", " "]) == []


def test_five_passages_seen_before_take_about_a_millisecond() -> None:
    texts = [f"{POLICY} Number {at} of the list. {POLICY}" for at in range(5)]
    rank_sentences("How long do refunds take?", texts)
    durations = []
    for at in range(20):
        start = time.perf_counter()
        rank_sentences(f"How long does refund {at} take?", texts)
        durations.append(time.perf_counter() - start)
    assert min(durations) < 0.002
