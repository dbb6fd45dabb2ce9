"""Companies invented for Turnwise: documents as they would write them, and what customers type who have not read these.

Public sets ask in the documents' own words, or about other matters. Here most questions are put in other words, a third
have no answer, and half of those speak of what the documents speak of, too. The confidence in Chinese is fitted on two
of the companies (`evals.benchmarks.fit_confidence`); no weight is chosen on the others, and these are what is reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.benchmarks.knowledge_base import knowledge_base
from evals.benchmarks.question_sets import rows_of
from knowledge.document import Hit, Retrieval
from knowledge.embed import Embedder
from knowledge.settings import KnowledgeSettings

FOLDER = Path(__file__).parents[1] / "companies"
FITTED_ON = frozenset({"zh-outdoor", "zh-appliances"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the document that answers it and what an answer must say; both empty where nothing answers."""

    id: str
    text: str
    document: str
    must: tuple[str, ...]

    def is_answered_by(self, hit: Hit) -> bool:
        """Whether the hit is of that document and says all that an answer must say."""
        told = hit.chunk.text.casefold()
        return hit.chunk.document == self.document and all(one.casefold() in told for one in self.must)


@dataclass(frozen=True, slots=True)
class Company:
    """Documents (name, content) and questions about them. Its name begins with its language."""

    name: str
    documents: tuple[tuple[str, bytes], ...]
    questions: tuple[Asked, ...]

    @property
    def is_fitted_on(self) -> bool:
        """Whether the confidence was fitted on its questions."""
        return self.name in FITTED_ON


async def searched(company: Company, embedder: Embedder, shipped: KnowledgeSettings, k: int) -> list[Retrieval]:
    """The `k` best hits for each of its questions, by the product's own path."""
    with TemporaryDirectory(prefix="turnwise-bench-") as scratch:
        settings = shipped.model_copy(update={"data": Path(scratch)})
        async with knowledge_base(company.documents, embedder, settings) as base:
            return await base.search([one.text for one in company.questions], k)


def load_companies(folder: Path = FOLDER) -> Iterator[Company]:
    """Every company, by name."""
    for place in sorted(one for one in folder.iterdir() if one.is_dir()):
        texts = place / "documents"
        files = sorted(one for one in texts.rglob("*") if one.is_file())
        yield Company(
            place.name,
            tuple((one.relative_to(texts).as_posix(), one.read_bytes()) for one in files),
            tuple(
                Asked(row["id"], row["question"], row["document"], tuple(row["must"]))
                for row in rows_of(place / "questions.jsonl")
            ),
        )
