import pytest

from knowledge.names import Names

NAMES = Names.of({"AirPods Pro": 1.0, "小米14 Ultra": 2.0, "WH-1000XM5": 1.0, "落地灯": 1.0})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Are airpods pro waterproof?", "airpodspro"),
        ("AIRPODSPRO多少钱", "airpodspro"),
        ("小米 14ultra 有货吗", "小米14ultra"),
        ("小米１４Ｕｌｔｒａ", "小米14ultra"),
        ("my WH 1000 XM5 hisses", "wh1000xm5"),
        ("wh1000xm5降噪", "wh1000xm5"),
        ("這款落地燈", "落地灯"),
    ],
)
def test_a_name_is_found_whatever_its_spacing_case_and_width(text: str, name: str) -> None:
    assert list(NAMES.found(text)) == [name]


@pytest.mark.parametrize("text", ["repairpods pro", "小米15 Ultra", "WH-1000XM4", "the lamp", "台灯", ""])
def test_another_word_is_not_the_name(text: str) -> None:
    assert list(NAMES.found(text)) == []
    assert NAMES.asked(text) == {}


@pytest.mark.parametrize("text", ["airpds pro", "AirPodds Pro", "aripods pro", "airpots pro怎么充电", "airpod spro"])
def test_a_letter_missing_added_swapped_or_wrong_still_asks_for_it(text: str) -> None:
    assert set(NAMES.asked(text)) == {"airpodspro"}


def test_a_name_weighs_as_its_file_says_and_half_where_it_is_misspelt() -> None:
    assert NAMES.asked("小米14 Ultra") == {"小米14ultra": 2.0}
    assert NAMES.asked("airpds pro") == {"airpodspro": 0.5}


def test_every_name_of_a_question_is_found() -> None:
    assert set(NAMES.asked("落地灯还是AirPods Pro")) == {"落地灯", "airpodspro"}
