"""The benchmark's rules once more, by loops over characters: slow, simple, and sharing no line with the engine."""

from typing import Any

from graphs.evaluator.grader import GradingContext
from graphs.turn import Message

Place = tuple[int, int]
_SIMPLE = dict(zip("與無網穩賺風險關", "与无网稳赚风险关", strict=True))
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
_DIGITS = "0123456789"


class ByHand:
    """Judges one turn at a time by a document as it is written."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._rules: list[dict[str, Any]] = document["rules"]

    def hits(self, context: GradingContext) -> set[tuple[str, int, int, int]]:
        """Rule, number of the reply, and the place in it, of every hit."""
        found = set()
        for rule in self._rules:
            hit = _judge(rule, context)
            if hit is not None:
                found.add((rule["id"], *hit))
        return found


def _judge(rule: dict[str, Any], context: GradingContext) -> tuple[int, int, int] | None:
    turn, to = context.turn, rule.get("applies", {}).get("to", "both")
    replies = [(number, one) for number, one in enumerate(turn.replies) if to in ("both", one.role)]
    before = [one for one in turn.history if one.role != "customer" and to in ("both", one.role)]
    if not replies or not _holds_here(rule.get("when"), context):
        return None
    if rule["kind"] == "forbidden":
        for number, one in replies:
            place = _find(rule["match"], one.text)
            if place is not None:
                return number, *place
        return None
    if rule["kind"] == "required":
        return _required(rule, context, replies, before)
    if rule["kind"] == "response_time":
        number, one = replies[0]
        if (rule["reply"] == "first" and before) or one.at is None or turn.asked[0].at is None:
            return None
        return (number, 0, 0) if (one.at - turn.asked[0].at).total_seconds() > rule["within_s"] else None
    for number, one in replies:
        place = _find(rule["match"], one.text)
        if place is not None and not _came_first(rule["before"], context, number, place):
            return number, *place
    return None


def _required(
    rule: dict[str, Any], context: GradingContext, replies: list[tuple[int, Message]], before: list[Message]
) -> tuple[int, int, int] | None:
    where, ended = rule["where"], context.ending is not None and not context.following
    if where == "first":
        if before:
            return None
        looked_at, at_fault = [replies[0][1]], replies[0][0]
    elif where == "turn":
        looked_at, at_fault = [one for _, one in replies], replies[-1][0]
    elif not ended:
        return None
    elif where == "last":
        looked_at, at_fault = [replies[-1][1]], replies[-1][0]
    else:
        looked_at, at_fault = before + [one for _, one in replies], replies[-1][0]
    for one in looked_at:
        if _find(rule["match"], one.text) is not None:
            return None
    return at_fault, 0, 0


def _holds_here(when: dict[str, Any] | None, context: GradingContext) -> bool:
    if when is None:
        return True
    said = [*context.turn.asked]
    if when.get("within") == "conversation":
        said += context.turn.history
    return any(one.role == "customer" and _find(when, one.text) is not None for one in said)


def _came_first(before: dict[str, Any], context: GradingContext, number: int, place: Place) -> bool:
    turn = context.turn
    for one in [*turn.history, *turn.asked, *turn.replies[:number]]:
        if (one.role == "customer") == (before["by"] == "customer") and _find(before, one.text) is not None:
            return True
    own = _find(before, turn.replies[number].text) if before["by"] == "reply" else None
    if own is None or before["same_message"] == "no":
        return False
    return before["same_message"] == "anywhere" or own[0] < place[0]


def _find(match: dict[str, Any], written: str) -> Place | None:
    text = "".join(_plain(one) for one in written)
    places = [place for word in match.get("words", ()) for place in _words(word, text)]
    excused = [place for word in match.get("except", ()) for place in _words(word, text)]
    places = [one for one in places if not any(start <= one[0] and one[1] <= end for start, end in excused)]
    if "details" in match:
        places += _cards(text)
    if "!{3,}" in match.get("patterns", ()):
        places += _runs(text)
    elif "patterns" in match:
        places += _codes(text)
    best: Place | None = None
    for place in places:
        if best is None or place[0] < best[0] or (place[0] == best[0] and place[1] > best[1]):
            best = place
    return best


def _plain(character: str) -> str:
    if "\uff01" <= character <= "\uff5e":
        character = chr(ord(character) - 0xFEE0)
    return _SIMPLE.get(character, character).lower()


def _words(word: str, text: str) -> list[Place]:
    begins = word.endswith("*")
    word = word.rstrip("*")
    found = []
    for start in range(len(text) - len(word) + 1):
        end = start + len(word)
        if text[start:end] != word:
            continue
        if word[0] in _LETTERS and start > 0 and text[start - 1] in _LETTERS:
            continue
        if word[-1] in _LETTERS and not begins and end < len(text) and text[end] in _LETTERS:
            continue
        found.append((start, end))
    return found


def _cards(text: str) -> list[Place]:
    """Sixteen digits beginning with 4, in one or in fours, not within a longer number: what the made turns hold."""
    found = []
    for start in range(len(text)):
        if text[start] not in _DIGITS or (start and text[start - 1] in _DIGITS + "-"):
            continue
        end, digits = start, ""
        while end < len(text) and (text[end] in _DIGITS or text[end] == " ") and len(digits) < 16:
            digits += text[end].strip()
            end += 1
        if end < len(text) and text[end] in _DIGITS + "-":
            continue
        total = 0
        for place, digit in enumerate(reversed(digits)):
            value = int(digit) * (2 if place % 2 else 1)
            total += value - 9 if value > 9 else value
        if len(digits) == 16 and digits[0] == "4" and total % 10 == 0:
            found.append((start, end))
    return found


def _codes(text: str) -> list[Place]:
    found = []
    for start in range(len(text)):
        code = text[start : start + 6]
        if len(code) == 6 and "a" <= code[0] <= "z" and code[1] == "-" and all(one in _DIGITS for one in code[2:]):
            found.append((start, start + 6))
        order = text[start : start + 12]
        if len(order) == 12 and order.startswith("order ") and all(one in _DIGITS for one in order[6:]):
            found.append((start, start + 12))
    return found


def _runs(text: str) -> list[Place]:
    found = []
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and text[end] == "!":
            end += 1
        if end - start >= 3:
            found.append((start, end))
        start = max(end, start + 1)
    return found
