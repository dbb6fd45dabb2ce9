"""Blocks to sections: what stands under one heading, or answers one question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.asking import is_question, opening_questions
from knowledge.document import Block


@dataclass(slots=True)
class Section:
    """Blocks under one heading path, with the questions that they answer."""

    headings: tuple[str, ...]
    questions: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    said: bool = False
    """Whether some of the questions stand nowhere but here: the heading path does not hold them."""
    opened: bool = False
    """Whether an earlier section already carries this heading."""


def sections(blocks: Sequence[Block]) -> list[Section]:
    """Sections in reading order. All words of the blocks are in their headings, questions or blocks."""
    return list(_bare_together(_sections(blocks)))


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """A heading opens a section, and so does a question that stands by itself. Questions in a row belong together."""
    path: list[Block] = []
    section = Section(())
    for block in blocks:
        if block.kind == "heading":
            asked = is_question(block.text)
            carried = section.questions if asked and _goes_on(section, path, block.level) else []
            if not carried:
                yield from _closed(section, path, block.level)
            path = [heading for heading in path if heading.level < block.level] + [block]
            own = [block.text] if asked else []
            section = Section(tuple(heading.text for heading in path), [*carried, *own], said=bool(carried))
        elif block.kind == "faq":
            yield from _closed(section, path)
            yield _entry(section.headings, block)
            section = Section(section.headings, opened=True)
        else:
            asks, rest = opening_questions(block.text) if block.kind == "paragraph" else ([], block.text)
            if asks and section.blocks:
                yield section
                section = Section(section.headings, opened=True)
            section.questions += asks
            section.said |= bool(asks)
            if rest.strip():
                section.blocks.append(Block("paragraph", rest) if asks else block)
    yield from _closed(section, path, 0)


def _goes_on(section: Section, path: list[Block], level: int) -> bool:
    """Whether nothing but questions stands here so far, so that a question below may share its answer with them."""
    if section.blocks or not section.questions:
        return False
    return not path or (level <= path[-1].level and is_question(path[-1].text))


def _closed(section: Section, path: list[Block], next_level: int | None = None) -> Iterator[Section]:
    """What is left of a section: a heading without a text of its own is kept as one, unless others carry it on."""
    if section.blocks:
        yield section
    elif section.said:
        yield Section(section.headings, [], [Block("paragraph", "\n".join(section.questions))])
    elif path and next_level is not None and next_level <= path[-1].level and not section.opened:
        yield Section(section.headings, [], [Block("paragraph", path[-1].text)])


def _entry(headings: tuple[str, ...], block: Block) -> Section:
    """An FAQ's entry: its questions, a line each, and its answer; one without an answer is kept as a text."""
    questions = [line.strip() for line in block.header.split("\n") if line.strip()]
    if block.text.strip():
        return Section(headings, questions, [Block("paragraph", block.text)])
    return Section(headings, [], [Block("paragraph", "\n".join(questions))])


def _bare_together(found: Iterator[Section]) -> Iterator[Section]:
    """Neighbours under one heading that are headings only, as one section: alone a few words answer nothing.

    A heading with a line of text under it stays apart: its heading travels with it, and its neighbour is another topic.
    """
    held: list[Section] = []
    for section in found:
        if held and not (_is_bare(section) and section.headings[:-1] == held[-1].headings[:-1]):
            yield _joined(held)
            held = []
        if _is_bare(section):
            held.append(section)
        else:
            yield section
    if held:
        yield _joined(held)


def _is_bare(section: Section) -> bool:
    return len(section.headings) > 1 and [block.text for block in section.blocks] == [section.headings[-1]]


def _joined(held: list[Section]) -> Section:
    if len(held) == 1:
        return held[0]
    return Section(held[0].headings[:-1], [], [Block("list", "\n".join(section.headings[-1] for section in held))])
