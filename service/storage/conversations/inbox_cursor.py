"""Where a page of the inbox ends, as the text that asks for the next one."""

from datetime import UTC, datetime
from uuid import UUID

from service.errors import InvalidRequest


def cursor_after(urgency: str, priority: int, last_message_at: datetime, conversation_id: str) -> str:
    """The cursor behind this conversation, in whichever order the inbox is."""
    return f"{int(urgency == 'high')}_{priority}_{last_message_at.isoformat()}_{conversation_id}"


def position_of(cursor: str) -> tuple[int, int, datetime, str]:
    """Whether urgent, priority, time and id of the last one before the page. Raises InvalidRequest."""
    try:
        urgent, priority, at, conversation_id = cursor.split("_")
        return int(urgent), int(priority), datetime.fromisoformat(at).astimezone(UTC), str(UUID(conversation_id))
    except (ValueError, OverflowError) as error:
        raise InvalidRequest("The cursor is not one that a list gave: start without one.") from error
