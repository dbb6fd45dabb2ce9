import pytest

from graphs.answer_shape import names_in, tells, wanted_shape, what_it_is_about


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("How much is delivery?", "It costs €4.90.", "It is delivered by van."),
        ("运费多少钱", "运费为15元。", "由顺丰配送。"),
        ("How long does it take?", "It takes 3 working days.", "It costs €4.90."),
        ("多久能到", "3到5天送达。", "支持自提。"),
        ("How many lumens does it have?", "Brightness (lumens): 2,400", "It works with the Lumen Hub."),
        ("How many watts does it use?", "24 W, CRI 95", "Protection class IP20."),
        ("How many centimetres wide is the shelf?", "It is 80 cm wide.", "It carries 25 kg."),
        ("能放多少公斤？", "最多承重 30 千克。", "高 42 厘米。"),
        ("How many pounds does delivery cost?", "It costs 5.", "It comes by van."),
        ("How many pounds can the shelf carry?", "Up to 25 lbs.", "It has 5 levels."),
        ("多少瓦的？", "12 瓦，1,000 流明。", "重 2.8 千克。"),
        ("Who founded the shop?", "It was founded by Ada Wong.", "it was founded long ago."),
    ],
)
def test_the_question_tells_what_an_answer_holds(question: str, answer: str, other: str) -> None:
    shape = wanted_shape(question)
    assert shape is not None
    assert shape.told.search(answer)
    assert not shape.told.search(other)


def test_many_questions_do_not_tell() -> None:
    assert wanted_shape("Is the lamp waterproof?") is None
    assert wanted_shape("十多斤的书架能退吗") is None


def test_words_of_asking_are_left_out_unless_nothing_else_is_there() -> None:
    assert what_it_is_about("How long do refunds take?").split() == ["How", "do", "refunds", "?"]
    assert what_it_is_about("help") == "help"


@pytest.mark.parametrize(
    ("question", "answer", "repeated"),
    [
        ("Who founded Turnwise?", "Ada Wong founded it.", "Turnwise was founded long ago."),
        ("How many shades does the Halo 3 have?", "It has 2.", "The Halo 3 is bright."),
        ("Halo 3 保修几年？", "保修 3 年。", "Halo 3 很受欢迎。"),
    ],
)
def test_names_and_numbers_of_the_question_alone_do_not_answer_it(question: str, answer: str, repeated: str) -> None:
    shape = wanted_shape(question)
    assert shape is not None
    assert tells(shape, question, answer)
    assert not tells(shape, question, repeated)


def test_when_in_the_middle_of_a_question_asks_for_no_time() -> None:
    assert wanted_shape("Is my parcel tracked when shipped abroad?") is None
    assert wanted_shape("I ordered at nine, when will it leave?") is not None


def test_a_model_number_ends_where_chinese_begins() -> None:
    assert names_in("Alp 3有多重？") == ["Alp 3"]
