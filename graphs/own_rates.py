"""Goods that are delivered at rates of their own: where a bookshelf goes by freight, the list of parcels tells nothing
of what it costs to send one."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from graphs.answer_shape import what_it_is_about
from graphs.covering import ROW, rules_out
from graphs.matters import BACK, matters_in
from graphs.places import Place, names_a_place, places_in
from graphs.structure import with_structure
from graphs.turn import Passage
from knowledge.support import Sentence, denies
from knowledge.synonyms import meanings
from knowledge.wordlist import word_set

# Words below it only ask, or are single characters.
_NAMES_SOMETHING = 1.0
# What is sent, whatever it is; and where to.
_ANYTHING = word_set(
    "order item parcel packag product good thing articl address countri region citi place custom friend shop"
    " 订单 商品 产品 东西 包裹 快递 货物 物品 地址 国家 地区 城市 朋友 顾客 客户"
)
_AMOUNT = re.compile(r"[$€£¥￥]\s?\d|\d\s*(?:usd|eur|gbp|rmb|cny|元|块|欧元|美元|英镑)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnRates:
    """What the passages tell of delivering the thing that a question names, apart from the list for all goods.

    `terms` are the words of the question that the list does not have, `services` those that it has ("express");
    `sources` are the places of the passages that tell it.
    """

    terms: Set[str]
    services: Set[str]
    sentences: Set[Sentence]
    sources: Set[int]

    @classmethod
    def of(cls, question: str, passages: Sequence[Passage], found: Sequence[Sentence]) -> "OwnRates | None":
        """None where what the question names goes at the rates of all goods, as far as the passages tell."""
        listed = terms_of_lists(passages)
        named = naming_terms(what_it_is_about(without_places(question)))
        terms = named - listed
        about = {one for one in found if terms & naming_terms(one.text, *passages[one.source].headings[-1:])}
        own = {one for one in about if _is_a_rate(one.text)}
        return cls(terms, named & listed, own, {one.source for one in own}) if own else None

    def may_tell(self, passage: Passage, sentence: Sentence) -> bool:
        """Whether the sentence is about the thing: it names it, or stands beside what does; no row of the list is."""
        if ROW in sentence.text and lists_places(with_structure(passage.text, sentence.start, sentence.end)):
            return bool(self.terms & naming_terms(sentence.text))
        return sentence.source in self.sources or bool(self.terms & naming_terms(sentence.text, *passage.headings[-1:]))

    def tells(self, sentence: Sentence) -> bool:
        """Whether the sentence tells what it costs to have the thing delivered, or that it is not."""
        return sentence in self.sentences

    def refuses(self, sentence: Sentence, places: Sequence[Place]) -> bool:
        """Whether the sentence tells that the thing is not delivered to one of the places, or not in that way."""
        service = bool(self.services & naming_terms(sentence.text)) and denies(sentence.text)
        return sentence.source in self.sources and (service or any(rules_out(one, sentence.text) for one in places))


def _is_a_rate(text: str) -> bool:
    """Whether it tells what delivery costs, or that something is not delivered."""
    matters = matters_in(text)
    return (
        ROW not in text and "deliver" in matters and not matters & BACK and (bool(_AMOUNT.search(text)) or denies(text))
    )


def terms_of_lists(passages: Sequence[Passage]) -> frozenset[str]:
    """The words of the lists of places, and of their headings."""
    return naming_terms(
        " ".join(part for one in passages if lists_places(one.text) for part in (*one.headings[-1:], one.text))
    )


def lists_places(text: str) -> bool:
    """Whether it has a table with a row for a place."""
    return any(ROW in line and names_a_place(line) for line in text.split("\n"))


def naming_terms(*texts: str) -> frozenset[str]:
    """The words that name something: no matter, no number, and not what may be anything."""
    return frozenset(
        term
        for text in texts
        for term, value in meanings(text).items()
        if value >= _NAMES_SOMETHING and not term.startswith("=") and not term.isdigit() and term not in _ANYTHING
    )


def without_places(text: str) -> str:
    """The text without the places that it names."""
    for place in reversed(places_in(text)):
        text = f"{text[: place.start]} {text[place.end :]}"
    return text
