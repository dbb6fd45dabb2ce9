"""Published passages that say different things about the same: other numbers, dates, prices, or yes against no.

Only passages that answer the same question, sentences of nearly the same words and cells of the same row and column are
compared, so the work grows with the base and not with its square. Better silent than noisy: where a word sets two
statements apart - standard and express, two countries, two products - they are taken to be about different things.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Chunk
from knowledge.health.findings import Evidence, Finding
from knowledge.health.statements import Statement, is_telling, statements
from knowledge.health.wording import asked_about, content, likeness, names, specific, yes_or_no
from knowledge.minhash import bands_of, candidates, hashes
from knowledge.values import Value, disagreeing
from knowledge.words import fold

_ALIKE, _ANSWER_ALIKE, _SAME = 0.6, 0.3, 0.9
_MOST_QUOTED = 300

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement and the passage that makes it."""

    chunk: Chunk
    statement: Statement


@dataclass(frozen=True, slots=True)
class _Clash:
    ours: str
    theirs: str
    kind: str = ""


def contradictions(chunks: Iterable[Chunk]) -> Iterator[Finding]:
    """One finding for each two passages that contradict each other, with both sentences and the differing values."""
    told: set[frozenset[str]] = set()
    for finding in _found(chunks):
        pair = frozenset(finding.chunk_ids)
        if pair not in told:
            told.add(pair)
            yield finding


def _found(chunks: Iterable[Chunk]) -> Iterator[Finding]:
    questions: defaultdict[tuple[str, frozenset[str]], list[Chunk]] = defaultdict(list)
    cells: defaultdict[tuple[str, str], list[_Said]] = defaultdict(list)
    bands = bytearray()
    telling = 0
    firsts: list[int] = []
    for chunk in chunks:
        firsts.append(telling)
        for question in chunk.question.split("\n"):
            if asked := asked_about(question):
                questions[chunk.language, asked].append(chunk)
        for statement in statements(chunk):
            said = _Said(chunk, statement)
            if statement.row:
                cells[fold(statement.row), fold(statement.column)].append(said)
            elif is_telling(statement):
                bands += bands_of(hashes(statement.about)).tobytes()
                telling += 1
    for same in questions.values():
        for one, other in _neighbours(same):
            yield from _between_answers(one, other)
    for alike in cells.values():
        for ours, theirs in _neighbours(alike):
            yield from _between_cells(ours, theirs)
    if telling:
        yield from _among_sentences(chunks, firsts, np.frombuffer(bands, np.uint64).reshape(telling, -1))


def _among_sentences(chunks: Iterable[Chunk], firsts: Sequence[int], bands: NDArray[np.uint64]) -> Iterator[Finding]:
    """Sentences are read a second time, and only those kept that share a band with another: most do not.

    `firsts` holds, for each chunk, the number of its first sentence among all.
    """
    wanted = np.zeros(len(bands), bool)
    for pair in candidates(bands):
        wanted[list(pair)] = True
    kept: dict[int, _Said] = {}
    for chunk, first, after in zip(chunks, firsts, [*firsts[1:], len(bands)], strict=True):
        if wanted[first:after].any():
            for number, statement in enumerate(filter(is_telling, statements(chunk)), first):
                if wanted[number]:
                    kept[number] = _Said(chunk, statement)
    for at, other in candidates(bands):
        yield from _between_sentences(kept[at], kept[other])


def _neighbours(items: list[_Item]) -> Iterator[tuple[_Item, _Item]]:
    """Each with the one before it and with the first: enough to see that not all agree."""
    yield from pairwise(items)
    yield from ((items[0], item) for item in items[2:])


def _between_answers(one: Chunk, other: Chunk) -> Iterator[Finding]:
    """Two passages that answer the same question."""
    if one.id == other.id or _are_apart(one, other):
        return
    # Passages of one document with one question may be parts of one answer: only what is nearly the same is compared.
    parts = one.document_id == other.document_id
    mine, yours = yes_or_no(one.text), yes_or_no(other.text)
    if mine and yours and mine != yours and not parts:
        yield _finding(_Said(one, next(statements(one))), _Said(other, next(statements(other))), _Clash(mine, yours))
        return
    ours = [statement for statement in statements(one) if statement.values or statement.free]
    theirs = [statement for statement in statements(other) if statement.values or statement.free]
    single = len(ours) == 1 and len(theirs) == 1 and not parts
    least = _ALIKE if parts else _ANSWER_ALIKE
    for statement in ours:
        for counterpart in theirs:
            if single or likeness(statement.about, counterpart.about) >= least:
                clashes = [clash for clash in _clashes(statement, counterpart) if clash.kind != "number"]
                apart = statement.names - counterpart.names and counterpart.names - statement.names
                if clashes and not apart:
                    yield _finding(_Said(one, statement), _Said(other, counterpart), clashes[0])
                    return


def _between_cells(ours: _Said, theirs: _Said) -> Iterator[Finding]:
    if ours.chunk.document_id == theirs.chunk.document_id or _are_apart(ours.chunk, theirs.chunk, named=_named(ours)):
        return
    if clashes := _clashes(ours.statement, theirs.statement):
        yield _finding(ours, theirs, clashes[0])


def _named(said: _Said) -> bool:
    return bool(specific(said.statement.row) and names(f"- {said.statement.row}"))


def _between_sentences(ours: _Said, theirs: _Said) -> Iterator[Finding]:
    """Two sentences of nearly the same words."""
    one, other = ours.statement, theirs.statement
    if ours.chunk.id == theirs.chunk.id or ours.chunk.language != theirs.chunk.language:
        return
    alike = likeness(one.about, other.about)
    if ours.chunk.document_id == theirs.chunk.document_id and (alike < _SAME or not _is_prose(one, other)):
        return  # within one document a writer who says two things of two cases knows it
    if alike < _ALIKE or (one.about - other.about and other.about - one.about):
        return
    if (one.names ^ other.names) - _words_of(ours.chunk) - _words_of(theirs.chunk):
        return
    if _are_apart(ours.chunk, theirs.chunk, named=bool(one.names & other.names)):
        return
    clashes = _clashes(one, other)
    # A bare number may be anything - a step, a version - and sets two statements apart rather than against each other.
    if len(clashes) == 1 and clashes[0].kind != "number" and one.denies == other.denies:
        yield _finding(ours, theirs, clashes[0])
    elif not clashes and one.denies != other.denies and alike >= _SAME and one.values == other.values:
        yield _finding(ours, theirs, _Clash(*("no" if said.denies else "yes" for said in (one, other))))


def _is_prose(*said: Statement) -> bool:
    return all(statement.text.endswith((".", "!", "。", "！")) for statement in said)


def _clashes(one: Statement, other: Statement) -> list[_Clash]:
    """In what two statements differ, one for each kind of amount."""
    found: list[_Clash] = []
    for values in disagreeing(one.values, other.values):
        ours, theirs = ([value for value in side.values if value in values] for side in (one, other))
        found.append(_Clash(_shown(ours), _shown(theirs), values[0].kind))
    for free, priced, is_ours in ((one, other, True), (other, one, False)):
        prices = [value for value in priced.values if value.kind.startswith("money")]
        if free.free and prices and not priced.free:
            found.append(_Clash("0", _shown(prices)) if is_ours else _Clash(_shown(prices), "0"))
    return found


def _shown(values: list[Value]) -> str:
    return ", ".join(dict.fromkeys(value.text for value in values))


def _words_of(chunk: Chunk) -> frozenset[str]:
    """The words over a passage: title and headings."""
    return frozenset[str]().union(*(content(text) | names(f"- {text}") for text in (chunk.title, *chunk.headings)))


def _are_apart(one: Chunk, other: Chunk, *, named: bool = False) -> bool:
    """Whether the headings show that two passages are about different things; `named` where the statement says what."""
    if one.language != other.language:
        return True
    if one.products and other.products and not set(one.products) & set(other.products):
        return True
    if named:
        return False
    mine, yours = (_topics(chunk) for chunk in (one, other))
    return bool(mine - yours - content(other.text) and yours - mine - content(one.text))


def _topics(chunk: Chunk) -> frozenset[str]:
    headings = [heading for heading in (chunk.title, *chunk.headings) if heading != chunk.question]
    return frozenset[str]().union(*(specific(heading) for heading in headings))


def _finding(ours: _Said, theirs: _Said, clash: _Clash) -> Finding:
    same_document = ours.chunk.document == theirs.chunk.document
    evidence = tuple(
        Evidence(said.chunk.document, said.chunk.id, said.statement.text[:_MOST_QUOTED], (value,))
        for said, value in ((ours, clash.ours), (theirs, clash.theirs))
    )
    return Finding(
        "contradiction",
        "medium" if same_document else "high",
        "contradiction.same_document" if same_document else "contradiction",
        {
            "document": ours.chunk.document,
            "other": theirs.chunk.document,
            "value": clash.ours,
            "other_value": clash.theirs,
        },
        tuple(dict.fromkeys((ours.chunk.document, theirs.chunk.document))),
        (ours.chunk.id, theirs.chunk.id),
        evidence,
    )
