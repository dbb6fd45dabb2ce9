"""The hard lines of tests/fixtures/contacts keep to the rules of their README."""

import re
from collections import Counter
from pathlib import Path
from typing import Literal

import phonenumbers
import pytest
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parents[2] / "fixtures" / "contacts" / "lines.jsonl"
LANGUAGES = ("en", "zh")
TYPES = ("phone", "email", "wechat", "qq", "whatsapp", "telegram", "name", "company", "city", "address")
FORMS = {
    "phone": r"\+[1-9]\d{6,14}",
    "email": r"[a-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}",
    "wechat": r"[A-Za-z][A-Za-z0-9_-]{5,19}|\+[1-9]\d{6,14}",
    "qq": r"[1-9]\d{4,10}",
    "whatsapp": r"\+[1-9]\d{6,14}",
    "telegram": r"[A-Za-z][A-Za-z0-9_]{4,31}",
}


class Detail(BaseModel):
    """A contact detail that the line gives; `raw` is how it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    type: Literal["phone", "email", "wechat", "qq", "whatsapp", "telegram", "name", "company", "city", "address"]
    value: str
    raw: str


class Line(BaseModel):
    """One customer message, after the earlier ones of the same customer."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    language: Literal["en", "zh"]
    text: str
    before: tuple[str, ...] = ()
    expected: tuple[Detail, ...]
    notes: str


LINES = [Line.model_validate_json(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
DETAILS = [(line.id, detail) for line in LINES for detail in line.expected]


def test_there_are_150_lines_of_each_language_numbered_in_order() -> None:
    assert [line.id for line in LINES] == [
        f"{language}-{number:03}" for language in LANGUAGES for number in range(1, 151)
    ]
    assert [line.id for line in LINES if not line.id.startswith(line.language)] == []


def test_no_line_is_written_twice_and_each_says_what_makes_it_hard() -> None:
    assert [seen for seen, times in Counter((line.before, line.text) for line in LINES).items() if times > 1] == []
    assert [line.id for line in LINES if not line.text.strip() or not line.notes.strip()] == []


def test_chinese_lines_are_explained_in_chinese_and_english_ones_in_english() -> None:
    chinese = {line.id for line in LINES if re.search(r"[\u4e00-\u9fff]", line.notes)}
    assert chinese == {line.id for line in LINES if line.language == "zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_type_and_lines_that_give_nothing(language: str) -> None:
    lines = [line for line in LINES if line.language == language]
    assert {detail.type for line in lines for detail in line.expected} == set(TYPES)
    assert sum(not line.expected for line in lines) >= 40
    assert sum(bool(line.before) for line in lines) >= 10


def test_what_was_written_is_found_in_one_of_the_messages() -> None:
    lost = [
        (line.id, detail.raw)
        for line in LINES
        for detail in line.expected
        if not detail.raw or not any(detail.raw in message for message in (*line.before, line.text))
    ]
    assert lost == []


def test_no_line_expects_a_detail_twice() -> None:
    pairs = Counter((line, detail.type, detail.value) for line, detail in DETAILS)
    assert [pair for pair, times in pairs.items() if times > 1] == []


def test_every_value_has_the_form_of_its_type() -> None:
    odd = [
        (line, detail.value) for line, detail in DETAILS if not re.fullmatch(FORMS.get(detail.type, ".+"), detail.value)
    ]
    assert odd == []


def test_every_number_is_valid_and_in_e164() -> None:
    numbers = [(line, detail.value) for line, detail in DETAILS if detail.value.startswith("+")]
    assert {detail.value for _, detail in DETAILS if detail.type in ("phone", "whatsapp")} <= {
        value for _, value in numbers
    }
    wrong = [(line, value) for line, value in numbers if not is_valid_e164(value)]
    assert wrong == []


def is_valid_e164(value: str) -> bool:
    number = phonenumbers.parse(value)
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return phonenumbers.is_valid_number(number) and written == value
