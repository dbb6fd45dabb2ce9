"""Lists of few lengths that mean the same."""

from service.storage.padding import padded


def test_a_list_grows_to_a_power_of_two_by_what_it_holds_already() -> None:
    for count in range(1, 70):
        values = [str(number) for number in range(count)]
        made = padded(values)
        assert made[:count] == values
        assert set(made) == set(values)
        assert len(made) & (len(made) - 1) == 0
        assert len(made) < 2 * count


def test_an_empty_list_stays_empty() -> None:
    assert padded([]) == []
