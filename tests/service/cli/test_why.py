"""`turnwise why`."""

from tests.service.cli.conftest import Turnwise


def test_causes_are_counted_and_a_turn_is_explained(turnwise: Turnwise) -> None:
    assert turnwise("ask", "How many moons has Jupiter?", "--store").code == 0
    (found,) = turnwise("why", "--json").records
    assert list(found) == ["since", "until", "left_out", "turns", "failed", "causes"]
    assert (found["turns"], found["left_out"]) == (1, 0)
    assert turnwise("why").code == 0
    assert turnwise("why", "--since", "2020-01-01", "00000000-0000-0000-0000-000000000000").code == 2
    assert turnwise("why", "--until", "0001-01-02").code == 2
    unknown = turnwise("why", "00000000-0000-0000-0000-000000000000")
    assert (unknown.code, "no turn" in unknown.err) == (1, True)
