"""Numbers with their units, in both languages."""

import pytest

from evals.quantities import contradicts, quantities


@pytest.mark.parametrize(
    ("text", "unit", "numbers"),
    [
        ("two years", "year", {2}),
        ("两年", "year", {2}),
        ("3-year warranty", "year", {3}),
        ("二十五天", "day", {25}),
        ("十二个月", "month", {12}),
        ("2–3 working days", "day", {2, 3}),
        ("2–4 个工作日", "day", {2, 4}),
        ("€4.90", "euro", {4.9}),
        ("1,299 元", "yuan", {1299}),
        ("1.299,50 €", "euro", {1299.5}),
        ("12 %", "percent", {12}),
    ],
)
def test_a_quantity_is_read_with_its_unit(text: str, unit: str, numbers: set[float]) -> None:
    assert quantities(text).get(unit) == numbers


@pytest.mark.parametrize("text", ["in 2026年1月17日", "model A-100", "LO-20260117", "Monday to Saturday"])
def test_dates_and_names_are_no_years(text: str) -> None:
    assert "year" not in quantities(text)


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("The warranty is 5 years.", "Warranty: three years", True),
        ("The warranty is 3 years.", "Warranty: three years", False),
        ("保修五年", "保修期为三年", True),
        ("It takes 2 days.", "It costs €3.", False),
        ("Lamps 3 years", "Lamps 3 years, LED modules 5 years", False),
    ],
)
def test_another_number_for_the_same_unit_contradicts(claim: str, text: str, expected: bool) -> None:
    assert contradicts(claim, text) == expected
