"""The public sets that contact details are measured on, each detail written so that equal ones are equal.

Rows are split by the parity of their id: rules were written with the even ones in sight. That is every row of
ccf2020_pii_zh, which has even ids alone, so that it has no unseen half.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.benchmarks.contact_scores import Details
from graphs.turn import Contact, Message

_EXTENSION = re.compile(r"\s*(?:#|x|ext|转|轉|分机|分機).*", re.IGNORECASE | re.DOTALL)
_TRUE_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, or a customer's messages, with the details of one type that are there."""

    messages: tuple[Message, ...]
    there: Details


@dataclass(frozen=True, slots=True)
class Task:
    """One type of one set. `whole` where every detail of the text counts, else the customer's own in a conversation.

    `seen` where rules were written with these texts in sight. `counts` says which of the details found are to be
    compared, `written` how.
    """

    name: str
    kind: str
    label: str
    aim: float | None
    whole: bool
    seen: bool
    texts: tuple[Text, ...]
    written: Callable[[str], str]
    counts: Callable[[str], bool]

    def found(self, contacts: Sequence[Contact]) -> Details:
        """What a system found, to compare with `Text.there`."""
        return Counter(
            self.written(one.raw) for one in contacts if one.type == self.kind and self.counts(self.written(one.raw))
        )


def load_tasks(data: Path, *, tuning: bool) -> Iterator[Task]:
    """Every type of every set that is there."""
    for read, file in (
        (_ccf, data / "ccf2020_pii_zh" / "dev.jsonl"),
        (_presidio, data / "presidio_synth_en" / "all.jsonl"),
        (_tau, data / "tau_retail_contact_en" / "all.jsonl"),
    ):
        if file.is_file():
            rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
            yield from read(list(rows), tuning)


def digits(raw: str) -> str:
    """The digits of a number, its extension and the country code of China left out."""
    plain = re.sub(r"\D", "", _EXTENSION.sub("", raw))
    return plain[2:] if _TRUE_MOBILE.fullmatch(plain) and len(plain) == 13 else plain


def is_true_mobile(number: str) -> bool:
    """Whether digits are those of a mobile phone in mainland China."""
    return _TRUE_MOBILE.fullmatch(number) is not None


def _any(_: str) -> bool:
    return True


def _half(rows: Sequence[dict[str, Any]], *, tuning: bool) -> list[dict[str, Any]]:
    return [row for row in rows if (row["id"] % 2 == 0) == tuning]


def _ccf(rows: Sequence[dict[str, Any]], _: bool) -> Iterator[Task]:
    name = "ccf2020_pii_zh"
    yield _spans(name, True, rows, "email", "email", "e-mail", 0.97, str.casefold, _any)
    yield _spans(name, True, rows, "mobile", "phone", "true mobiles", 0.95, digits, is_true_mobile)
    yield _spans(name, True, rows, "mobile", "phone", "every number", None, digits, _any)
    yield _spans(name, True, rows, "QQ", "qq", "QQ", None, digits, _any)
    yield _spans(name, True, rows, "vx", "wechat", "WeChat", None, str.casefold, _any)
    yield _spans(name, True, rows, "name", "name", "any person's name", None, str.casefold, _any)


def _presidio(every: Sequence[dict[str, Any]], tuning: bool) -> Iterator[Task]:
    rows = _half(every, tuning=tuning)
    name = "presidio_synth_en"
    yield _spans(name, tuning, rows, "PHONE_NUMBER", "phone", "phone", 0.80, digits, _any)
    yield _spans(name, tuning, rows, "EMAIL_ADDRESS", "email", "e-mail", None, str.casefold, _any)
    yield _spans(name, tuning, rows, "PERSON", "name", "any person's name", None, str.casefold, _any)


def _spans(
    name: str,
    seen: bool,
    rows: Iterable[dict[str, Any]],
    span_type: str,
    kind: str,
    label: str,
    aim: float | None,
    written: Callable[[str], str],
    counts: Callable[[str], bool],
) -> Task:
    texts = []
    for row in rows:
        values = (written(span["value"]) for span in row["spans"] if span["type"] == span_type)
        texts.append(Text((Message("customer", row["text"]),), Counter(value for value in values if counts(value))))
    return Task(name, kind, label, aim, True, seen, tuple(texts), written, counts)


def _tau(every: Sequence[dict[str, Any]], tuning: bool) -> Iterator[Task]:
    """Of each conversation the details that it was opened with are known; others that are said are not listed."""
    rows = _half(every, tuning=tuning)
    for kind, label in (("name", "name"), ("email", "e-mail")):
        texts = []
        for row in rows:
            gold = row["gold"]
            value = f"{gold['first_name']} {gold['last_name']}" if "first_name" in gold else ""
            value = gold.get("email", "") if kind == "email" else value
            if value:
                said = tuple(
                    Message("customer" if turn["role"] == "user" else "agent", turn["content"])
                    for turn in row["turns"]
                    if turn["content"]
                )
                texts.append(Text(said, Counter([value.casefold()])))
        yield Task("tau_retail_contact_en", kind, label, 0.95, False, tuning, tuple(texts), str.casefold, _any)
