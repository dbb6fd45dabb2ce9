"""Leads as CSV: read back as they were, with nothing in them that a spreadsheet would run."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.leads.as_csv import COLUMNS, header, lines
from service.spreadsheet import harmless
from service.storage.leads.lead_list import LeadConversation, Person
from service.storage.leads.leads import LeadField

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PLACE = LeadConversation("c1", "u1", "widget", {"page": "https://shop.example/lamp"}, "price", AT)
ADA = Person(
    id="p1",
    name="王小明",
    score=45,
    points={},
    complete=True,
    stage="new",
    stage_at=None,
    stage_by=None,
    owner=None,
    operator="mia@example.com",
    tags=("VIP", "hotel"),
    created_at=AT,
    last_at=AT,
    fields=(
        LeadField("phone", "+8613800138000", "13800138000", "asked", AT, "方便留一下您的电话吗？"),
        LeadField("email", "a@example.com", "a@example.com", "volunteered", AT),
        LeadField("email", "b@example.com", "b@example.com", "volunteered", AT),
    ),
    conversations=(PLACE, replace(PLACE, id="c0", channel="telegram", intent=None)),
    matched_by=("phone",),
)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_lead_is_read_back_as_it_was() -> None:
    text = header() + lines([ADA])
    assert text.encode().startswith(b"\xef\xbb\xbfname,phone")
    (row,) = read(text)
    assert tuple(row) == COLUMNS
    assert (row["name"], row["phone"], row["email"]) == ("王小明", "'+8613800138000", "a@example.com; b@example.com")
    assert (row["score"], row["complete"], row["channels"]) == ("45", "yes", "widget; telegram")
    assert (row["consent"], row["purpose"], row["conversations"]) == (
        "asked; volunteered",
        "方便留一下您的电话吗？",
        "c1; c0",
    )
    assert (row["operator"], row["tags"]) == ("mia@example.com", "VIP; hotel")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =HYPERLINK(1)", "＝1+1"])
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    (row,) = read(header() + lines([replace(ADA, name=cell)]))
    assert row["name"].startswith("'")


def test_other_cells_stay_as_they_are() -> None:
    assert harmless('Ada, "the" first') == 'Ada, "the" first'
    (row,) = read(header() + lines([replace(ADA, name='Ada, "the" first')]))
    assert row["name"] == 'Ada, "the" first'
