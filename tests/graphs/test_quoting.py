from graphs.evidence import Evidence
from graphs.quoting import CERTAIN, best_quotes, join_quotes
from graphs.turn import Passage


def evidence(*texts: str, language: str = "en", headings: tuple[str, ...] = (), first: int = 1) -> Evidence:
    return Evidence(
        tuple(Passage("doc", f"c{n}", text, headings=headings) for n, text in enumerate(texts)), 0.9, language, first
    )


def test_the_sentence_that_answers_is_chosen_word_for_word() -> None:
    found = evidence("We sell lamps. Returns are free within 30 days. Our shop is in Delft.")
    assert [quote.text for quote in best_quotes("How long can I return a lamp?", [found], "en", 1)] == [
        "Returns are free within 30 days."
    ]


def test_a_fitting_heading_lets_an_answer_win_that_shares_no_word() -> None:
    bare = Passage("doc", "a", "Payment is due on the day that the parcel leaves.")
    headed = Passage("doc", "b", "Yes, with any card from your country.", headings=("Can I pay by credit card?",))
    (quote,) = best_quotes("can I pay by credit card", [Evidence((bare, headed), 0.9, "en")], "en", 1)
    assert quote.number == 2


def test_the_customer_s_language_is_preferred_and_another_one_is_better_than_none() -> None:
    both = evidence("Refunds take 5 days.", "退款需要5天。", language="zh")
    assert [quote.number for quote in best_quotes("退款多久", [both], "zh", 3)] == [2]
    only = evidence("Refunds take 5 days.", language="zh")
    assert [quote.language for quote in best_quotes("退款多久", [only], "zh", 3)] == ["en"]


def test_the_same_is_not_said_twice() -> None:
    found = evidence("Returns are free within 30 days.", "Returns are free within 30 days of delivery.")
    assert len(best_quotes("Are returns free?", [found], "en", 3)) == 1


def test_numbers_go_on_through_several_searches() -> None:
    first, second = evidence("We sell lamps."), evidence("Delivery costs 5 EUR.", first=2)
    (quote,) = best_quotes("How much is delivery?", [first, second], "en", 1)
    assert quote.number == 2


def test_quotes_join_as_each_language_does_and_rows_stand_on_lines_of_their_own() -> None:
    english = best_quotes("refund", [evidence("Refunds take 5 days. A refund is free.")], "en", 2)
    assert join_quotes(english) == "Refunds take 5 days. [1] A refund is free. [1]"
    table = best_quotes("price in Europe", [evidence("Region | Price\nEurope | €5")], "en", 1)
    assert join_quotes(table) == "Europe — Price: €5 [1]"


def test_nothing_found_gives_no_quote() -> None:
    assert best_quotes("refund", [], "en", 3) == []
    assert best_quotes("refund", [evidence("  ")], "en", 3) == []


def test_the_row_of_the_place_asked_about_is_quoted_alone_and_reads_with_its_header() -> None:
    found = evidence("Region | Standard | Express\nChina | ¥18 | ¥45\nGermany, Belgium | €4.90 | €12.90")
    (quote,) = best_quotes("How much is express delivery to Belgium?", [found], "en", 3)
    assert quote.text == "Germany, Belgium — Standard: €4.90; Express: €12.90"


def test_among_documents_on_one_matter_the_best_hit_is_quoted_unless_another_is_clearly_better() -> None:
    best = Passage("a.md", "a", "We love masks. Masks are washed at 60 degrees.", score=0.9)
    other = Passage("b.md", "b", "Masks are washed at 60 degrees.", score=0.3)
    first = best_quotes("How are masks washed?", [Evidence((best, other), 0.9, "en")], "en", 1)
    assert [quote.number for quote in first] == [1]
    vague = Passage("a.md", "a", "Masks come in two sizes.", score=0.9)
    clearly = best_quotes("How are masks washed?", [Evidence((vague, other), 0.9, "en")], "en", 1)
    assert [quote.number for quote in clearly] == [2]


def test_a_place_that_the_question_names_itself_is_no_answer_to_where() -> None:
    found = evidence("Collection at our showroom in Rotterdam is free.", "The Rotterdam showroom is at Lantern Quay.")
    assert best_quotes("Where is your showroom in Rotterdam?", [found], "en", 1)[0].number == 2


def test_opening_hours_are_told_by_a_clock() -> None:
    found = evidence("展厅的灯光设计咨询每次 45 分钟。杭州展厅每天 10:00–21:00 营业。", language="zh")
    assert best_quotes("展厅几点开门？", [found], "zh", 1)[0].text == "杭州展厅每天 10:00–21:00 营业。"


def test_how_a_charge_is_reckoned_is_told_by_amounts() -> None:
    found = evidence("运费时效按工作日计算。\n地区 | 运费\n中国大陆 | 18 元\n港澳台 | 45 元", language="zh")
    assert "18 元" in best_quotes("运费怎么算？", [found], "zh", 1)[0].text


def test_a_rule_for_its_kind_is_one_for_the_thing_named() -> None:
    ember = Passage("doc", "a", "The Ember is for hallways. It costs €69.", 0.8, headings=("Ember wall light (D-410)",))
    rule = Passage("doc", "b", "Wall lights must be installed by an electrician.", 0.7, headings=("Installing",))
    (quote,) = best_quotes("Can I install the Ember myself?", [Evidence((ember, rule), 0.9, "en")], "en", 1)
    assert quote.number == 2


def test_a_name_alone_makes_nothing_certain() -> None:
    found = [evidence("Lumen & Oak ships from two warehouses: Rotterdam and Hangzhou.")]
    assert best_quotes("Who is the chief executive of Lumen & Oak?", found, "en", 1, CERTAIN) == []
    assert best_quotes("Where does Lumen & Oak ship from?", found, "en", 1, 0.5)


def test_of_the_thing_named_one_row_is_quoted_and_none_of_its_namesakes() -> None:
    found = evidence("Product | Model | Warranty\nHalo 3 lamp | A-100 | 3 years\nHalo Mini lamp | A-110 | 3 years")
    quotes = best_quotes("How long is the warranty of the Halo 3?", [found], "en", 3)
    assert [quote.text for quote in quotes] == ["Halo 3 lamp — Model: A-100; Warranty: 3 years"]


def test_what_delivery_costs_in_one_place_is_not_what_it_costs() -> None:
    there = Passage("faq", "a", "For Norway shipping is €32.", 0.9, headings=("Do you ship to Norway?",))
    table = Passage(
        "faq", "b", "Region | Standard shipping\nGermany | €5\nChina | ¥18", 0.9, headings=("Shipping costs",)
    )
    found = [Evidence((there, table), 0.9, "en")]
    assert [quote.number for quote in best_quotes("How much is shipping?", found, "en", 3)] == [2]
    assert 1 in [quote.number for quote in best_quotes("How much is shipping to Norway?", found, "en", 3)]
