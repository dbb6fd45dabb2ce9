"""How well the 300 hard lines are read does not get worse; what they are, tests/fixtures/contacts/README.md tells."""

import pytest

from evals.benchmarks.contact_lines import TYPES, found, load_lines
from evals.benchmarks.contact_scores import score
from graphs.lead.known import known_contacts

LINES = load_lines()
# What was reached, less one line.
REACHED = {"en": 0.985, "zh": 0.985}
REACHED_BY_TYPE = dict.fromkeys(TYPES, 0.94) | {"address": 0.9}


@pytest.mark.parametrize("language", REACHED)
def test_the_lines_of_each_language_are_read_as_well_as_they_were(language: str) -> None:
    lines = [line for line in LINES if line.language == language]
    reached = score((line.there(*TYPES), found(known_contacts(line.messages), *TYPES)) for line in lines)
    assert reached.f1.value >= REACHED[language]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_is_read_as_well_as_it_was(kind: str) -> None:
    reached = score((line.there(kind), found(known_contacts(line.messages), kind)) for line in LINES)
    assert reached.f1.value >= REACHED_BY_TYPE[kind]


def test_a_line_that_gives_nothing_gives_nothing() -> None:
    wrong = [line.id for line in LINES if not line.expected and found(known_contacts(line.messages), *TYPES)]
    assert len(wrong) <= 1
