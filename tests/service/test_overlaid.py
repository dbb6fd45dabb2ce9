"""A draft laid over what is published: found as if it were published, without another index."""

from dataclasses import astuple
from typing import Any

import pytest

import service.knowledge.knowledge
from knowledge.document import Hit, Retrieval
from knowledge.index import Only
from knowledge.ingest import Publishing
from service.knowledge.knowledge import Knowledge
from tests.service.test_upkeep import Opening, opening

__all__ = ["opening"]

PUBLISHED = {
    "club.md": "# Club\n\nMembership costs 18 euros a year.\n\n# Leaving\n\nYou can leave the club at any time.",
    "shipping.md": "# Shipping\n\nDelivery costs 5 euros in Europe and takes 3 days.",
    "会员.md": "# 会员\n\n会员费每年 120 元。\n\n# 退会\n\n可以随时退会。",
    "配送.md": "# 配送\n\n中国大陆运费 18 元，3 天送达。",
}
DRAFTS = {
    "club.md": "# Club\n\nMembership costs 20 euros a year.\n\n# Leaving\n\nYou can leave the club at any time.",
    "会员.md": "# 会员\n\n会员费每年 150 元。\n\n# 退会\n\n可以随时退会。",
    "new.md": "# Gift cards\n\nMembership can be given as a gift card of 20 euros.",
}
QUESTIONS = (
    "What does membership cost?",
    "Can I leave the club?",
    "delivery to Europe",
    "会员费多少钱？",
    "怎么退会",
    "运费",
)


def told(found: Retrieval) -> list[tuple[Any, ...]]:
    return [(hit.chunk.document, hit.chunk.text, *_figures(hit)) for hit in found.hits]


def _figures(hit: Hit) -> tuple[float, ...]:
    _, *figures = astuple(hit)
    return tuple(round(figure or 0.0, 4) for figure in figures)


async def filled(base: Knowledge) -> None:
    for name, text in PUBLISHED.items():
        await base.ingester.ingest(name, text.encode())


async def drafted(base: Knowledge, name: str) -> tuple[str, int]:
    await base.ingester.ingest(name, DRAFTS[name].encode(), Publishing(status="draft"))
    document = await base.store.find(name)
    assert document is not None
    return document.id, document.latest_version


@pytest.mark.parametrize("name", [*DRAFTS])
async def test_it_finds_what_publishing_the_draft_would_find(opening: Opening, name: str) -> None:
    async with opening("16") as base:
        await filled(base)
        document_id, version = await drafted(base, name)
        overlaid = await base.overlaid(document_id, version)
        for question in QUESTIONS:
            async with base.with_draft(document_id, version) as published:
                assert told(await overlaid.search(question, 5)) == told(await published.search(question, 5))


async def test_it_opens_no_index_and_leaves_the_published_one_as_it_is(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opening("16") as base:
        await filled(base)
        before = told(await base.retriever.search(QUESTIONS[0], 3))
        draft = await drafted(base, "club.md")
        monkeypatch.setattr(service.knowledge.knowledge, "open_index", None)
        found = await (await base.overlaid(*draft)).search(QUESTIONS[0], 3)
        assert "20 euros" in found.hits[0].chunk.text
        assert not any("18 euros" in hit.chunk.text for hit in found.hits)
        assert told(await base.retriever.search(QUESTIONS[0], 3)) == before


async def test_it_keeps_to_what_the_search_may_find(opening: Opening) -> None:
    async with opening("16") as base:
        await filled(base)
        document_id, version = await drafted(base, "new.md")
        await base.lifecycle.set_access(document_id, "operators", None, actor="ada")
        overlaid = await base.overlaid(document_id, version)
        for only, may in ((Only(), False), (Only("operators"), True), (Only("operators", language="zh"), False)):
            found = await overlaid.search("gift card", 9, only)
            assert any(hit.chunk.document == "new.md" for hit in found.hits) is may
