"""How well contact details are found, beside Presidio's pattern recognisers, JioNLP and regular expressions.

On the public sets every detail of a text counts, whoever it belongs to; in conversations and on the hard lines only
what the customer gave to be reached, corrections honoured. Rows are of the half that no rule was written on, unless
`tuning` asks for the other; ccf2020_pii_zh and the hard lines are one whole.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.contact_lines import LINES, TYPES, Line, found, load_lines
from evals.benchmarks.contact_peer import ContactPeer, find_contact_peers
from evals.benchmarks.contact_scores import Details, Score, score
from evals.benchmarks.contact_sets import Task, digits, load_tasks
from evals.interval import Estimate
from graphs.contact import DEFAULT_REGIONS, find_details
from graphs.lead.known import find_contacts, known_contacts
from graphs.numbers.dialling import e164
from graphs.turn import Contact, Message

_OURS = "Turnwise"
_LINES_AIM = 0.95


@dataclass(frozen=True, slots=True)
class Row:
    """One type of details of one set by one system; `n` details are there.

    `seen` where our rules were written with these texts in sight.
    """

    name: str
    kind: str
    system: str
    seen: bool
    n: int
    precision: float
    recall: float
    f1: Estimate
    aim: float | None


@dataclass(frozen=True, slots=True)
class Speed:
    """Mean CPU time of a message, ours alone."""

    name: str
    messages: int
    cpu_ms: float


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Row | Speed]:
    """Measure every set under `data`, and the hard lines where the source tree is there."""
    told = hear or (lambda _: None)
    peers = find_contact_peers(told)
    rows: list[Row | Speed] = []
    for task in load_tasks(data, tuning=tuning):
        told(f"{task.name}, {task.label}: {len(task.texts)} texts")
        rows += _task_rows(task, peers)
    if LINES.is_file():
        lines = load_lines()
        told(f"hard lines: {len(lines)}")
        rows += [*_line_rows(lines, peers), _speed(lines)]
    return rows


def _task_rows(task: Task, peers: Sequence[ContactPeer]) -> Iterator[Row]:
    ours = ((text.there, task.found(_by_us(task, text.messages))) for text in task.texts)
    yield _row(task.name, task.label, _OURS, task.seen, score(ours), task.aim)
    for peer in peers:
        if task.kind in peer.types:
            theirs = ((text.there, task.found(_by(peer, text.messages))) for text in task.texts)
            yield _row(task.name, task.label, peer.name, task.seen, score(theirs), task.aim)


def _by_us(task: Task, messages: Sequence[Message]) -> Sequence[Contact]:
    if task.whole:
        return [one.contact for message in messages for one in find_details(message.text)]
    return [Contact(one.type, one.value, one.value) for one in known_contacts(messages)]


def _by(peer: ContactPeer, messages: Sequence[Message]) -> Sequence[Contact]:
    """Each detail once, as a conversation has it."""
    texts = [message.text for message in messages if message.role == "customer"]
    every = [contact for text in texts for contact in peer.read(text)]
    return list(dict.fromkeys(every)) if len(texts) > 1 else every


def _line_rows(lines: Sequence[Line], peers: Sequence[ContactPeer]) -> Iterator[Row]:
    groups: list[tuple[str, tuple[str, ...], Sequence[Line]]] = [("all types", TYPES, lines)]
    groups += [(f"all types, {one}", TYPES, [line for line in lines if line.language == one]) for one in ("en", "zh")]
    groups += [(kind, (kind,), lines) for kind in TYPES]
    groups.append(("phone and email", ("phone", "email"), lines))
    for label, types, chosen in groups:
        ours = ((line.there(*types), found(known_contacts(line.messages), *types)) for line in chosen)
        yield _row("hard lines", label, _OURS, True, score(ours), _LINES_AIM if label == "all types" else None)
        for peer in peers:
            if peer.types.issuperset(types):
                theirs = ((line.there(*types), _dialled(peer, line, types)) for line in chosen)
                yield _row("hard lines", label, peer.name, True, score(theirs), None)


def _dialled(peer: ContactPeer, line: Line, types: Sequence[str]) -> Details:
    """Their finds with phone numbers made E.164 by the rules of the lines, which they know nothing of."""
    values: Counter[str] = Counter()
    for one in _by(peer, line.messages):
        if one.type in types:
            abroad = "+" if one.raw.strip().startswith("+") else ""
            value = (e164(abroad + digits(one.raw), DEFAULT_REGIONS) or one.raw) if one.type == "phone" else one.value
            values[f"{one.type}:{value.casefold()}"] = 1
    return values


def _row(name: str, kind: str, system: str, seen: bool, reached: Score, aim: float | None) -> Row:
    return Row(
        name, kind, system, seen, reached.n, round(reached.precision, 3), round(reached.recall, 3), reached.f1, aim
    )


def _speed(lines: Sequence[Line]) -> Speed:
    texts = [line.messages[-1].text for line in lines]
    find_contacts(texts[0])
    before_s = time.process_time()
    for text in texts:
        find_contacts(text)
    return Speed("hard lines", len(texts), round((time.process_time() - before_s) / len(texts) * 1000, 3))
