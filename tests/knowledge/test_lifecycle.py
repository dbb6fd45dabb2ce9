from datetime import UTC, datetime, timedelta

import pytest

from knowledge.document import Status
from knowledge.lifecycle import Action, NotAllowed, after, check_validity, published_status

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ALLOWED: dict[tuple[Status, Action], Status] = {
    ("draft", "submit"): "in_review",
    ("in_review", "send_back"): "draft",
    ("draft", "publish"): "published",
    ("in_review", "publish"): "published",
    ("scheduled", "publish"): "published",
    ("superseded", "roll_back"): "published",
    ("expired", "roll_back"): "published",
    ("retired", "roll_back"): "published",
    ("draft", "retire"): "retired",
    ("in_review", "retire"): "retired",
    ("scheduled", "retire"): "retired",
    ("published", "retire"): "retired",
    ("superseded", "retire"): "retired",
    ("expired", "retire"): "retired",
}
STATUSES: tuple[Status, ...] = ("draft", "in_review", "scheduled", "published", "superseded", "expired", "retired")
ACTIONS: tuple[Action, ...] = ("submit", "send_back", "publish", "roll_back", "retire")


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("action", ACTIONS)
def test_each_action_leads_from_each_status_where_it_should_or_nowhere(status: Status, action: Action) -> None:
    if (expected := ALLOWED.get((status, action))) is not None:
        assert after(action, status, now=NOW, valid_from=None, valid_until=None) == expected
        return
    with pytest.raises(NotAllowed, match="This version is"):
        after(action, status, now=NOW, valid_from=None, valid_until=None)


def test_what_is_to_be_valid_later_is_scheduled() -> None:
    assert published_status(now=NOW, valid_from=NOW + DAY, valid_until=None) == "scheduled"
    assert published_status(now=NOW, valid_from=NOW, valid_until=NOW + DAY) == "published"


def test_what_is_over_cannot_be_published() -> None:
    with pytest.raises(NotAllowed, match="later end"):
        published_status(now=NOW, valid_from=None, valid_until=NOW)


def test_a_validity_that_ends_before_it_begins_is_refused() -> None:
    check_validity(NOW, NOW + DAY)
    check_validity(None, NOW)
    with pytest.raises(NotAllowed, match="before it begins"):
        check_validity(NOW, NOW)
