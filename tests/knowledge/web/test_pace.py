from knowledge.web.pace import Pace
from tests.knowledge.web.clock import Time


async def test_a_host_gets_a_pause_between_two_requests_and_another_host_need_not_wait() -> None:
    time = Time()
    pace = Pace(0.5, 10.0, time.clock, time.sleep)
    await pace.turn("shop.example")
    await pace.turn("other.example")
    assert time.slept == []
    await pace.turn("shop.example")
    assert time.slept == [0.5]
    time.now += 60
    await pace.turn("shop.example")
    assert time.slept == [0.5]


async def test_a_site_may_ask_for_a_longer_pause_but_not_for_any() -> None:
    time = Time()
    pace = Pace(0.5, 10.0, time.clock, time.sleep)
    for asked_s in (3.0, 86_400.0, 0.1, None):
        await pace.turn("shop.example", asked_s)
    assert time.slept == [3.0, 10.0, 0.5]


async def test_a_host_that_wants_to_be_left_alone_is_for_as_long_as_is_bearable() -> None:
    time = Time()
    pace = Pace(0.5, 10.0, time.clock, time.sleep)
    await pace.turn("shop.example")
    pace.hold("shop.example", 7.0)
    await pace.turn("shop.example")
    pace.hold("shop.example", 86_400.0)
    await pace.turn("shop.example")
    assert time.slept == [7.0, 10.0]


async def test_hosts_that_are_free_again_are_forgotten() -> None:
    time = Time()
    pace = Pace(0.5, 10.0, time.clock, time.sleep)
    for number in range(5_000):
        await pace.turn(f"{number}.example")
        time.now += 1
    assert len(pace._free_at) <= 1_001
