import asyncio
from collections.abc import Sequence

import pytest

from knowledge.document import Chunk
from tests.knowledge.conftest import House


async def _shop(house: House) -> None:
    await house.write("returns.md", "# Returns\n\nYou can send goods back within 30 days and get your money back.")
    await house.write("shipping.md", "# Shipping\n\nParcels reach customers in Europe within three working days.")
    await house.write("退货.md", "# 退货政策\n\n商品签收后七天内可以申请退货，运费由本店承担。")
    await house.write("发票.md", "# 发票\n\n电子发票在发货后发送到您的邮箱。")


async def test_a_question_in_other_words_finds_the_document(house: House) -> None:
    await _shop(house)
    found = await house.retriever.search("How can I get a refund for something I bought?")
    assert found.hits[0].chunk.document == "returns.md"
    assert found.hits[0].dense is not None
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)


async def test_a_chinese_question_finds_the_document_by_its_words_and_its_meaning(house: House) -> None:
    await _shop(house)
    found = await house.retriever.search("收到商品几天内能退货？")
    assert found.hits[0].chunk.document == "退货.md"
    assert found.hits[0].dense is not None
    assert found.hits[0].sparse is not None


async def test_confidence_tells_what_is_answered_from_what_is_not(house: House) -> None:
    await _shop(house)
    answered = [
        await house.retriever.search(query) for query in ("How long does shipping to Europe take?", "商品可以退货吗")
    ]
    strange = [
        await house.retriever.search(query) for query in ("Who won the world cup in 1998?", "明天上海天气怎么样")
    ]
    assert min(one.confidence for one in answered) > 0.5 > 0.2 > max(one.confidence for one in strange)


async def test_a_removed_document_is_gone_from_the_next_answer(house: House) -> None:
    await _shop(house)
    assert (await house.found("money back"))[0] == "returns.md"
    await house.ingester.remove("returns.md")
    assert "returns.md" not in await house.found("money back")


async def test_a_replaced_document_answers_with_its_new_words_only(house: House) -> None:
    await house.write("price.md", "The lamp costs 30 euros.")
    await house.retriever.search("lamp price")
    await house.write("price.md", "The lamp costs 45 euros.")
    assert [hit.chunk.text for hit in (await house.retriever.search("lamp price")).hits] == ["The lamp costs 45 euros."]


async def test_the_knowledge_version_counts_changes(house: House) -> None:
    empty = await house.retriever.search("anything")
    assert (empty.hits, empty.confidence, empty.knowledge_version) == ((), 0.0, 0)
    await _shop(house)
    assert (await house.retriever.search("anything")).knowledge_version == 4


async def test_concurrent_questions_get_their_own_answers(house: House) -> None:
    await _shop(house)
    queries = ["money back", "parcels in Europe", "退货政策", "电子发票"] * 10
    found = await asyncio.gather(*(house.retriever.search(query) for query in queries))
    names = [one.hits[0].chunk.document for one in found]
    assert names == ["returns.md", "shipping.md", "退货.md", "发票.md"] * 10


async def test_odd_questions_find_little_and_break_nothing(house: House) -> None:
    await _shop(house)
    for query in ("", " ", "😀", "?!", "a" * 100_000, "كيف", "\x00\ud800".encode("utf-8", "ignore").decode()):
        await house.retriever.search(query)


async def test_given_texts_are_ranked_and_named_as_context(house: House) -> None:
    texts = ["Our office is in Berlin.", "Goods can be sent back within 30 days.", ""]
    found = await house.retriever.search_passages("How long can I send goods back?", texts)
    assert found.hits[0].chunk.id == "context:1"
    assert {hit.chunk.document for hit in found.hits} == {"context"}
    assert found.confidence > 0.5
    strange = await house.retriever.search_passages("谁是现任总统？", ["本店支持七天无理由退货。"])
    assert strange.confidence < 0.3
    assert (await house.retriever.search_passages("anything", [])).hits == ()


async def test_a_question_as_heading_is_found_by_its_paraphrase(house: House) -> None:
    await house.write("a.md", "# How do I change my password?\n\nOpen the settings and choose the second entry.")
    await house.write("b.md", "# Where is my order?\n\nOpen the settings and choose the first entry.")
    assert (await house.found("I forgot my login secret"))[0] == "a.md"


async def test_a_document_that_is_replaced_while_it_is_searched_for_is_found_as_it_now_stands(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.write("returns.md", "Goods can be sent back within 30 days.")
    read = house.index.chunks

    async def replaced_first(ids: Sequence[str]) -> dict[str, Chunk]:
        monkeypatch.setattr(house.index, "chunks", read)
        await house.write("returns.md", "Goods can be sent back within 45 days.")
        await house.index.catch_up(house.store)
        return await read(ids)

    monkeypatch.setattr(house.index, "chunks", replaced_first)
    found = await house.retriever.search("When can goods be sent back?")
    assert [hit.chunk.text for hit in found.hits] == ["Goods can be sent back within 45 days."]
