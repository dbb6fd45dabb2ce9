"""Which fact stands: the newer one, for as long as its kind is kept."""

from datetime import UTC, datetime, timedelta

from graphs.memory.fact import KINDS, Changes, Fact, changes, kinds_kept

AT = datetime(2026, 3, 1, tzinfo=UTC)
BEFORE = AT - timedelta(days=30)


def known(type_: str, value: str) -> Fact:
    return Fact(type_, value, BEFORE, None)


def values(facts: tuple[Fact, ...]) -> list[str]:
    return [one.value for one in facts]


def test_a_newer_fact_takes_the_place_of_the_one_that_it_contradicts() -> None:
    made = changes([known("city", "Leeds"), known("name", "Anna")], [Fact("city", "York")], (), KINDS, AT)
    assert made == Changes((Fact("city", "York", AT, AT + timedelta(days=365)),), (known("city", "Leeds"),))


def test_the_later_of_two_in_one_turn_stands() -> None:
    made = changes([], [Fact("city", "Leeds"), Fact("city", "York")], (), KINDS, AT)
    assert (values(made.written), made.gone) == (["York"], ())


def test_orders_stand_side_by_side_and_the_oldest_goes_where_they_are_many() -> None:
    orders = [Fact("order", f"TW-1000{number}", BEFORE + timedelta(hours=number)) for number in range(5)]
    made = changes(orders, [Fact("order", "TW-20000")], (), KINDS, AT)
    assert (values(made.written), values(made.gone)) == (["TW-20000"], ["TW-10000"])
    assert made.written[0].expires_at == AT + timedelta(days=90)


def test_what_is_told_again_is_kept_for_longer_but_not_written_every_turn() -> None:
    again = changes([known("name", "Anna")], [Fact("name", "anna")], (), KINDS, AT)
    assert (values(again.written), again.gone) == (["Anna"], ())
    just_now = Fact("name", "Anna", AT - timedelta(minutes=1))
    assert not changes([just_now], [Fact("name", "Anna")], (), KINDS, AT)


def test_a_part_of_a_name_does_not_replace_the_whole() -> None:
    whole = changes([known("name", "Anna Lee")], [Fact("name", "Anna")], (), KINDS, AT)
    assert (values(whole.written), whole.gone) == (["Anna Lee"], ())
    other = changes([known("name", "Anna Lee")], [Fact("name", "Bert")], (), KINDS, AT)
    assert (values(other.written), values(other.gone)) == (["Bert"], ["Anna Lee"])


def test_what_is_taken_back_goes() -> None:
    phone = known("phone", "+8613812345678")
    assert changes([phone], [], [("phone", "+8613812345678")], KINDS, AT) == Changes((), (phone,))


def test_an_installation_says_how_long_a_kind_is_kept() -> None:
    kinds = kinds_kept({"name": None, "order": 0, "city": 7})
    made = changes([], [Fact("name", "Anna"), Fact("order", "TW-10023"), Fact("city", "York")], (), kinds, AT)
    assert made.written == (Fact("name", "Anna", AT, None), Fact("city", "York", AT, AT + timedelta(days=7)))
