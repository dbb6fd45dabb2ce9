"""The agent connected to the mock server, and a small shop's documents that are really searched."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graphs.agent.build import build_context
from graphs.agent.context import Context
from knowledge.embed import Embedder
from knowledge.encoders.minilm import MiniLM
from knowledge.index import open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from tests.models import shared_models

DOCUMENTS = {
    "delivery.md": """# Help
## Delivery
Delivery takes 3 working days in Germany and 6 in the rest of Europe. It costs 4.90 EUR, and nothing from 50 EUR.
""",
    "refunds.md": """# Help
## Refunds
A refund takes 5 working days and goes to the card that you paid with. A returned parcel costs 3.90 EUR.
""",
    "orders.md": """# Help
## Cancelling an order
Cancel an order under "My orders" until it is packed.
""",
    "club.md": """# Help
## Cancelling the membership
Cancel the membership in your account at any time.
""",
    "lamps.md": """# Lamps
## Nova desk lamp
The Nova is 40 cm tall, weighs 2 kg and costs 79 EUR. It is made of steel and waterproof.
## Luna floor lamp
The Luna is 150 cm tall, weighs 6 kg and costs 149 EUR. It is made of oak and dimmable.
""",
    "配送.md": """# 帮助
## 配送时效
下单后 3 天送到，偏远地区要 7 天。运费 12 元，满 99 元包邮。
""",
    "退款.md": """# 帮助
## 退款时效
收到退货后 5 天退款，原路退回。退货运费 10 元。
""",
    "取消订单.md": """# 帮助
## 取消订单
包装前可以在“我的订单”里取消订单。
""",
    "取消会员.md": """# 帮助
## 取消会员
随时可以在账户里取消会员。
""",
    "灯.md": """# 灯具
## 新星台灯
新星台灯高 40 厘米，重 2 公斤，售价 599 元，钢制，防水。
## 月光落地灯
月光落地灯高 150 厘米，重 6 公斤，售价 1099 元，橡木制，可以调光。
""",
}


@pytest.fixture
def connected(settings: Any, retriever: Any, model_server: Any) -> Callable[..., Context]:
    """A context whose model is the mock server."""

    def make(url: str = f"{model_server.url}/v1", **options: Any) -> Context:
        given = {
            "model": "openai:mock",
            "model_base_url": url,
            "model_timeout_s": 5.0,
            "model_max_retries": 0,
            **options,
        }
        return build_context(settings(**given), retriever)

    return make


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True)
class Read:
    """What reading a small shop's documents gave, vectors included, with the embedder that made them."""

    settings: KnowledgeSettings
    embedder: Embedder
    store: MemoryStore


@pytest.fixture(scope="session")
def read_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """The shop's documents, read once."""
    settings = KnowledgeSettings(
        _env_file=None, data=tmp_path_factory.mktemp("shop"), qdrant_url="", embeddings="", embeddings_base_url=""
    )
    read = Read(settings, Embedder(MiniLM(shared_models())), MemoryStore())

    async def ingest() -> None:
        ingester = Ingester(read.store, read.embedder, settings)
        for name, text in DOCUMENTS.items():
            await ingester.ingest(name, text.encode())
        await ingester.close()

    asyncio.run(ingest())
    yield read
    asyncio.run(read.embedder.close())


@pytest.fixture
async def shop(read_shop: Read, tmp_path: Path) -> AsyncIterator[Retriever]:
    settings = read_shop.settings.model_copy(update={"data": tmp_path})
    index = await open_index(settings, read_shop.embedder)
    yield Retriever(read_shop.store, index, read_shop.embedder, settings)
    await index.close()


@pytest.fixture
def shop_context(shop: Retriever, settings: Any) -> Context:
    return build_context(settings(), shop)
