"""Which blocks stand together, and which questions they answer."""

from knowledge.chunk import Passage, chunk
from knowledge.document import Block, Parsed


def _passages(*blocks: Block, limit: int = 100) -> list[Passage]:
    return chunk(Parsed(None, blocks), limit)


def test_an_faq_entry_answers_all_its_questions_and_nothing_else() -> None:
    assert _passages(
        Block("heading", "常见问题", 1),
        Block("paragraph", "请先看这里。"),
        Block("faq", "签收后30天内。", header="多久可以退货？\n退货期限是多长"),
        Block("faq", "Yes.", header="Do you ship abroad"),
        Block("paragraph", "More below."),
    ) == [
        Passage(("常见问题",), "请先看这里。"),
        Passage(("常见问题",), "签收后30天内。", "多久可以退货？\n退货期限是多长"),
        Passage(("常见问题",), "Yes.", "Do you ship abroad"),
        Passage(("常见问题",), "More below."),
    ]


def test_a_long_answer_is_cut_with_its_question_on_every_part() -> None:
    answer = " ".join(f"Step {number} takes a while and then some more." for number in range(30))
    passages = _passages(Block("faq", answer, header="How do I return it?"), limit=60)
    assert len(passages) > 2
    assert {passage.question for passage in passages} == {"How do I return it?"}


def test_a_question_without_an_answer_does_not_take_the_next_one() -> None:
    passages = _passages(Block("faq", "", header="Is it safe?"), Block("faq", "30 days.", header="How long?"))
    assert passages == [Passage((), "Is it safe?"), Passage((), "30 days.", "How long?")]


def test_a_question_under_a_heading_is_not_lost_when_a_sub_heading_follows() -> None:
    passages = _passages(
        Block("heading", "Help", 1),
        Block("paragraph", "Anything unclear?"),
        Block("heading", "Payment", 2),
        Block("paragraph", "By card."),
    )
    assert passages == [Passage(("Help",), "Anything unclear?"), Passage(("Help", "Payment"), "By card.")]


def test_a_heading_that_names_is_not_lost_between_questions() -> None:
    passages = _passages(
        Block("heading", "Payment", 2),
        Block("paragraph", "How do I pay?"),
        Block("heading", "Which cards do you take?", 2),
        Block("paragraph", "Visa."),
    )
    assert passages[0] == Passage(("Payment",), "How do I pay?")
    assert passages[1].question == "Which cards do you take?"


def test_a_sub_question_does_not_answer_the_question_above_it() -> None:
    passages = _passages(
        Block("heading", "如何付款？", 1), Block("heading", "支持哪些银行卡？", 2), Block("paragraph", "都支持。")
    )
    assert [passage.question for passage in passages] == ["支持哪些银行卡？"]
    assert passages[0].headings == ("如何付款？", "支持哪些银行卡？")


def test_headings_without_a_text_are_listed_together() -> None:
    passages = _passages(
        Block("heading", "Fees", 1),
        Block("heading", "Cash: 2 €", 2),
        Block("heading", "Card: free", 2),
        Block("heading", "Abroad", 2),
        Block("paragraph", "Ask us."),
    )
    assert passages == [Passage(("Fees",), "Cash: 2 €\nCard: free"), Passage(("Fees", "Abroad"), "Ask us.")]


def test_short_neighbours_on_two_topics_stay_apart() -> None:
    passages = _passages(
        Block("heading", "门店", 1),
        Block("heading", "停车", 2),
        Block("paragraph", "免费。"),
        Block("heading", "宠物", 2),
        Block("paragraph", "不可入内。"),
    )
    assert passages == [Passage(("门店", "停车"), "免费。"), Passage(("门店", "宠物"), "不可入内。")]
