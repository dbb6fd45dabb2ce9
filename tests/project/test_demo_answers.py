"""What visitors of the demo shop would ask is found among the first three passages, in English and in Chinese."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from knowledge.embed import Embedder
from knowledge.index import open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from tests.models import lend_models

FOLDER = Path(__file__).parents[2] / "service" / "demo" / "knowledge"
QUESTIONS = [
    ("What does express delivery to Germany cost?", "€12.90"),
    ("Do you ship to France?", "€8.90"),
    ("How many days do I have to return something?", "30 days"),
    ("How long is the warranty on the Tidal bookshelf?", "10 years"),
    ("Can I put the Halo 3 in my bathroom?", "IP20"),
    ("Which Wi-Fi does the hub need?", "2.4 GHz"),
    ("How do I reset the hub?", "8 seconds"),
    ("How much weight can the side table hold?", "30 kg"),
    ("when do my points expire", "24 months"),
    ("Is the Ember suitable for outdoors?", "IP44"),
    ("Can I pay in instalments?", "3 monthly instalments"),
    ("When is the showroom in Rotterdam open?", "10:00–19:00"),
    ("What discount do hotels get?", "12 %"),
    ("灯具保修几年？", "3 年"),
    ("寄到香港运费多少", "45 元"),
    ("快递到法国多少钱", "8.90 欧元"),
    ("几天内可以退货", "30 天"),
    ("怎么开发票", "电子发票"),
    ("书架每层能放多重的东西？", "25 千克"),
    ("网关怎么恢复出厂设置", "8 秒"),
    ("积分什么时候过期", "24 个月"),
    ("吊灯能装在浴室吗", "IP20"),
    ("杭州展厅几点关门", "21:00"),
    ("灯一直闪", "调光器"),
    ("可以分期吗", "3 期免息"),
    ("退款多久到账", "7 个工作日"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def retriever(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Retriever]:
    settings = KnowledgeSettings(data=lend_models(tmp_path_factory.mktemp("data")))
    embedder, store = await Embedder.open(settings), MemoryStore()
    index, ingester = await open_index(settings, embedder), Ingester(store, embedder, settings)
    for file in sorted(FOLDER.rglob("*.*")):
        await ingester.ingest(str(file.relative_to(FOLDER)), file.read_bytes())
    yield Retriever(store, index, embedder, settings)
    await ingester.close()
    await index.close()
    await embedder.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("question", "fact"), QUESTIONS)
async def test_the_fact_is_among_the_first_three_passages(retriever: Retriever, question: str, fact: str) -> None:
    found = await retriever.search(question, k=3)
    assert any(fact in hit.chunk.text for hit in found.hits)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("question", ["Do you sell dog food?", "What is the capital of France?", "你们卖手机吗"])
async def test_what_the_documents_do_not_say_gets_less_than_an_even_chance(retriever: Retriever, question: str) -> None:
    assert (await retriever.search(question)).confidence < 0.5
