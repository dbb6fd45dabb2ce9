import pytest

from knowledge.relatives import names_unknown_model

LAMP = "Floor lamps > Halo 3\nThe Halo 3 is 152 cm. The Lumen Hub needs Android 9 or later and Wi-Fi with 2.4 GHz."
TABLE_LAMP = "Table lamps > Halo Mini\nThe Halo Mini costs €79. The Ember wall light has IP44."
SERIES = "The series\nSpare shades fit Halo 2 and 3 and the Orbit 5."


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("How much is the Halo 4?", (LAMP,)),
        ("how much is the halo 4", (TABLE_LAMP, LAMP)),
        ("How much is the Halo4?", (LAMP,)),
        ("Is the Halo-5 dimmable?", (LAMP,)),
        ("How much does the Lumen Hub 2 cost?", (LAMP,)),
        ("Halo 5 多高？", (LAMP,)),
        ("halo4多少钱", (LAMP,)),
        ("Do shades fit the Halo 6?", (SERIES,)),
    ],
)
def test_a_model_whose_relatives_alone_are_known_is_unknown(question: str, texts: tuple[str, ...]) -> None:
    assert names_unknown_model(question, texts)


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("How much is the Halo 3?", (LAMP,)),
        ("how much is the halo3", (TABLE_LAMP, LAMP)),
        ("Do shades fit the Halo 3?", (SERIES,)),
        ("How much is the Halo Mini?", (TABLE_LAMP, LAMP)),
        ("How much are Halo 4 lamps?", ("Returns\nYou can return within 30 days.", LAMP)),
        ("Does the hub work with Android 14?", (LAMP,)),
        ("Is the Ember IP65?", (TABLE_LAMP,)),
        ("Does the hub use 5 GHz?", (LAMP,)),
        ("I bought a Halo 3 in 2024, what about the warranty?", (LAMP,)),
        ("I ordered 2 Halo 3 lamps", (LAMP,)),
        ("Does the Lumen Hub 24 hours a day draw power?", (LAMP,)),
        ("Can I return it within 20 days?", ("Within 30 days you can.",)),
        ("What about order 12345?", ("Order 99999 is an example.",)),
        ("Halo 3 买 2 盏多少钱？", (LAMP,)),
        ("How much is the Halo 4?", ()),
    ],
)
def test_what_is_held_counted_or_open_upwards_is_known(question: str, texts: tuple[str, ...]) -> None:
    assert not names_unknown_model(question, texts)
