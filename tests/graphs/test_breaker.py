from dataclasses import dataclass

from graphs.breaker import Breaker


@dataclass
class Clock:
    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


def failing(times: int, **options: int) -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(**{"failures": 3, "rest_s": 30, **options}, clock=clock)
    for _ in range(times):
        assert breaker.lets_through()
        breaker.failed()
    return breaker, clock


def test_what_failed_a_few_times_is_still_called() -> None:
    breaker, _ = failing(2)
    assert breaker.lets_through()


def test_what_failed_several_times_in_a_row_rests() -> None:
    breaker, clock = failing(3)
    clock.now_s += 29
    assert not breaker.lets_through()


def test_a_success_in_between_forgets_the_failures() -> None:
    breaker, _ = failing(2)
    breaker.succeeded()
    breaker.failed()
    assert breaker.lets_through()


def test_after_the_rest_one_call_at_a_time_tries_whether_it_is_back() -> None:
    breaker, clock = failing(3)
    clock.now_s += 31
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    breaker.succeeded()
    assert breaker.lets_through()


def test_a_trial_that_fails_begins_another_rest() -> None:
    breaker, clock = failing(3)
    clock.now_s += 31
    assert breaker.lets_through()
    assert breaker.failed()
    clock.now_s += 29
    assert not breaker.lets_through()
    clock.now_s += 2
    assert breaker.lets_through()


def test_with_zero_failures_nothing_ever_rests() -> None:
    breaker, _ = failing(100, failures=0)
    assert breaker.lets_through()
