from datetime import UTC, date, datetime, time, timedelta

import pytest

from knowledge.cellformat import shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        (3, "General", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "100000000000000000000"),
        (0.175, "0%", "18%"),
        (0.175, "0.0%", "17.5%"),
        (1234567.891, "#,##0", "1,234,568"),
        (1234.5, '"¥"#,##0.00', "¥1,234.50"),
        (1234.5, "[$€-407]#,##0.00", "€1,234.50"),
        (1234.5, '#,##0.00"元"', "1,234.50元"),
        (-12.5, "0.00", "-12.50"),
        (-12.5, "0.00_);(0.00)", "(12.50)"),
        (0, '0.00;-0.00;"-"', "-"),
        (0.5, "0.##", "0.5"),
        (2, "0.##", "2"),
        (7, "0000", "0007"),
        (1_500_000, '0.0,,"M"', "1.5M"),
        (13800000000, "@", "13800000000"),
        (float("inf"), "0.00", "inf"),
        ("007", "General", "007"),
    ],
)
def test_numbers_are_shown_in_their_format(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (datetime(2024, 5, 1, tzinfo=UTC), "yyyy-mm-dd", "2024-05-01"),
        (datetime(2024, 5, 1, tzinfo=UTC), "General", "2024-05-01"),
        (datetime(2024, 5, 1, 9, 5, tzinfo=UTC), "yyyy/m/d h:mm", "2024/5/1 9:05"),
        (datetime(2024, 5, 1, 15, 5, tzinfo=UTC), "h:mm AM/PM", "3:05 PM"),
        (datetime(2024, 5, 1, tzinfo=UTC), 'yyyy"年"m"月"d"日"', "2024年5月1日"),
        (datetime(2024, 5, 1, tzinfo=UTC), "[$-409]d mmmm yyyy;@", "1 May 2024"),
        (date(2024, 5, 1), "dd.mm.yy", "01.05.24"),
        (time(9, 30), "h:mm:ss", "9:30:00"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
    ],
)
def test_dates_are_shown_in_their_format(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text
