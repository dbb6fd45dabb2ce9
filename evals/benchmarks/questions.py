"""Many different questions for load tests: customers' own where the public sets are at hand, else made up."""

import json
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

OPENINGS = (
    "How much is {}?", "What is the warranty on {}?", "Can I return {}?", "Do you have {} in stock?",
    "How do I clean {}?", "How long does delivery of {} take?", "Is {} dimmable?", "What are the dimensions of {}?",
    "Which bulbs fit {}?", "Can {} be used outdoors?", "{}多少钱？", "{}的保修期是多久？", "{}可以退货吗？",
    "{}怎么清洁？", "{}几天能送到？", "{}有什么颜色？", "{}支持调光吗？", "{}的尺寸是多少？",
)  # fmt: skip
THINGS = (
    "the Halo 3 floor lamp", "an oak table", "a pendant light", "the desk lamp", "a gift card", "the wall light",
    "an LED bulb", "a bookshelf", "the bedside lamp", "落地灯", "台灯", "餐桌", "吊灯", "书架", "灯泡",
)  # fmt: skip
DETAILS = (
    "",
    " (model {})",
    " for my office",
    " for {} people",
    " in 2027",
    " if I order {}",
    " for room {}",
    " again",
    " now",
    " please",
)


def different_questions(data: Path | None, count: int) -> list[str]:
    """That many questions, no two alike: customers' own words first, then combinations."""
    found = dict.fromkeys(chain(_asked_by_customers(data), _made()))
    questions = list(found)[:count]
    if len(questions) < count:
        raise ValueError(f"only {len(questions)} different questions are at hand")
    return questions


def _asked_by_customers(data: Path | None) -> Iterator[str]:
    path = data / "covidfaq_en" / "queries.jsonl" if data else None
    if path and path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["query"]


def _made() -> Iterator[str]:
    for number, (detail, opening, thing) in enumerate(product(DETAILS, OPENINGS, THINGS)):
        yield opening.format(thing) + detail.format(number)
