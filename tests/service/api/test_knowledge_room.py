"""Trying questions, words of one's own, and how documents are used, through the API."""

from datetime import timedelta
from typing import Any

import pytest

from tests.service.api.test_versions import price, upload

pytestmark = pytest.mark.asyncio(loop_scope="session")

MEMBERSHIP = "What does the Borealis membership cost?"


async def tried(service: Any, question: str, **fields: Any) -> dict[str, Any]:
    response = await service.admin.post("/api/knowledge/answer", json={"question": question, **fields})
    assert response.status_code == 200, response.text
    answers: dict[str, Any] = response.json()
    return answers


async def conversations(service: Any) -> list[str]:
    response = await service.admin.get("/api/conversations")
    return [one["id"] for one in response.json()["conversations"]]


async def test_a_question_is_tried_and_counts_as_nothing(service: Any) -> None:
    before = await conversations(service)
    answer = (await tried(service, "How long may I return an item?"))["published"]
    assert (answer["verdict"], answer["rule"]) == ("answered", None)
    assert "30 days" in answer["reply"]
    (cited, *_) = answer["citations"]
    documents = {one["id"]: one["name"] for one in (await service.admin.get("/api/documents")).json()["documents"]}
    assert documents[cited["document_id"]] == cited["document"]
    assert answer["confidence"] >= answer["answer_threshold"]

    declined = (await tried(service, "Who won the chess championship in 1972?"))["published"]
    assert (declined["verdict"], declined["citations"]) == ("declined", [])
    assert declined["confidence"] < declined["answer_threshold"]
    person = (await tried(service, "我要转人工"))["published"]
    assert (person["verdict"], person["rule"], person["language"]) == ("handed_off", "customer_request", "zh")
    assert (await tried(service, "Hello!"))["published"]["verdict"] == "talk"
    assert (await service.admin.post("/api/knowledge/answer", json={"question": " "})).status_code == 422
    assert await conversations(service) == before


async def test_a_draft_is_tried_beside_what_is_published(service: Any) -> None:
    document = await upload(service, "tried.md", price(18))
    await upload(service, "tried.md", price(20), status="draft")
    draft = {"document_id": document["id"], "version": 2}
    answers = await tried(service, MEMBERSHIP, draft=draft)
    assert "18 euros" in answers["published"]["reply"]
    assert "20 euros" in answers["with_draft"]["reply"]
    missing = await service.admin.post(
        "/api/knowledge/answer", json={"question": MEMBERSHIP, "draft": draft | {"version": 9}}
    )
    assert missing.status_code == 404
    await service.admin.delete(f"/api/documents/{document['id']}")


async def test_what_only_operators_may_see_answers_them_alone(service: Any) -> None:
    document = await upload(service, "operators.md", price(18), access="operators")
    assert (await tried(service, MEMBERSHIP))["published"]["verdict"] == "declined"
    assert "18 euros" in (await tried(service, MEMBERSHIP, audience="operators"))["published"]["reply"]
    await service.admin.delete(f"/api/documents/{document['id']}")


async def test_passages_come_with_the_scores_of_the_stages(service: Any) -> None:
    response = await service.admin.get("/api/knowledge/search", params={"q": "How long may I return an item?"})
    first = response.json()["found"][0]
    assert 0 < first["dense"] <= 1.01
    assert first["words"] > 0
    assert first["fused"] == first["score"]
    assert first["reranked"] is None


async def test_a_document_tells_how_often_it_was_cited(service: Any) -> None:
    document = await upload(service, "used.md", price(18))
    visitor = await service.visitor(language="en")
    assert "18 euros" in (await visitor.ask(MEMBERSHIP))["replies"][0]["text"]

    usage = (await service.admin.get(f"/api/documents/{document['id']}/usage")).json()
    assert usage["counts"]["cited"] == 1
    assert (await service.admin.get("/api/knowledge/usage")).json()["counts"][document["id"]]["cited"] == 1
    turns = (await service.admin.get(f"/api/documents/{document['id']}/usage/turns")).json()
    assert [(one["asked"], one["conversation_id"]) for one in turns["turns"]] == [(MEMBERSHIP, visitor.conversation_id)]
    unknown = await service.admin.get("/api/documents/00000000-0000-4000-8000-000000000000/usage")
    assert unknown.status_code == 404
    await service.admin.delete(f"/api/documents/{document['id']}")


async def test_words_of_ones_own_are_saved_and_searched_with(service: Any, until: Any) -> None:
    document = await upload(service, "fob.md", b"# Zephyr 9\n\nThe Zephyr-9 fob opens the gate.\n")
    page = (await service.admin.get("/api/knowledge/words")).json()
    assert (page["number"], page["document"]) == (0, {"names": [], "synonyms": []})

    async def words_score(question: str) -> float:
        response = await service.admin.get("/api/knowledge/search", params={"q": question})
        return max((one["words"] or 0 for one in response.json()["found"] if one["document"] == "fob.md"), default=0)

    assert not await words_score("quxling")
    misspelt = await words_score("zephir9")
    wrong = await service.admin.put(
        "/api/knowledge/words", json={"document": {"names": ["A | 99"], "synonyms": ["a, b", "alone"]}, "based_on": 0}
    )
    assert wrong.status_code == 422
    assert {one["field"]: one["problem"] for one in wrong.json()["fields"]} == {
        "names.0": "a weight lies above 0 and is at most 10",
        "synonyms.1": "a group needs two words",
    }
    saved = await service.admin.put(
        "/api/knowledge/words", json={"document": {"names": [], "synonyms": ["quxling => fob"]}, "based_on": 0}
    )
    assert (saved.status_code, saved.json()["number"], saved.json()["indexing"]) == (200, 1, False)
    assert await words_score("quxling")

    both = {"names": ["Zephyr 9"], "synonyms": ["quxling => fob"]}
    stale = await service.admin.put("/api/knowledge/words", json={"document": both, "based_on": 0})
    assert stale.status_code == 409
    renamed = await service.admin.put("/api/knowledge/words", json={"document": both, "based_on": 1})
    assert (renamed.status_code, renamed.json()["number"]) == (200, 2), "a small base may be indexed before the answer"

    async def indexed() -> bool:
        return not (await service.admin.get("/api/knowledge/words")).json()["indexing"]

    await until(indexed, timedelta(seconds=60))
    assert await words_score("zephir9") > misspelt
    history = (await service.admin.get("/api/knowledge/words/history")).json()["policies"]
    assert [one["number"] for one in history] == [2, 1]
    await service.admin.put("/api/knowledge/words", json={"document": {"names": [], "synonyms": []}, "based_on": 2})
    await service.admin.delete(f"/api/documents/{document['id']}")
