"""YAML that comes from anywhere is read in bounded time, and refused by line, never by a traceback."""

import pytest
from pydantic import BaseModel

from evals.yaml_document import BadDocument, read_document, write_document


class Hours(BaseModel):
    day: str = ""
    shifts: list[int] = []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("day: x\nshifts: " + "[" * 20_000, "a.yaml:2: nested deeper than 50 levels"),
        ("day: x\nshifts: " + "[" * 300 + "]" * 300, "a.yaml:2: nested deeper than 50 levels"),
        ("day: x\n? [a]\n: b", "a.yaml:2: a field's name must be a text"),
        ("shifts:\n- 2026-13-01", "a.yaml:2: this is not YAML: '2026-13-01' cannot be read"),
        ("shifts:\n- " + "1" * 5_000, "a.yaml:2: this is not YAML: '1111111111"),
        ("day: x\nshifts: !!bool foo", "a.yaml:2: tags (tag:yaml.org,2002:bool) are not allowed"),
        ("day: '\0'", "a.yaml:1: this is not YAML"),
        ("- day", "a.yaml:1: Input should be a valid dictionary"),
        ("day: " + "x" * 1_000_000, "a.yaml:1: longer than 1,000,000 characters"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_line(text: str, told: str) -> None:
    with pytest.raises(BadDocument) as caught:
        read_document(text, "a.yaml", Hours)
    assert str(caught.value).startswith(told)


def test_a_document_survives_being_written() -> None:
    hours = Hours(day="星期一", shifts=[8])
    assert read_document(write_document(hours), "a.yaml", Hours) == hours
    assert read_document("", "a.yaml", Hours) == Hours()
