"""What an operator may set about knowledge: TURNWISE_* variables or lines of `.env`."""

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class KnowledgeSettings(BaseSettings):
    """The defaults need nothing but the installed packages."""

    model_config = SettingsConfigDict(env_prefix="TURNWISE_", env_file=".env", extra="ignore", populate_by_name=True)

    data: Path = Path("data")
    """The folder under which all state lives."""

    embeddings: str = ""
    """Empty for the installed model, else a sentence-transformers name or path, or an endpoint's model name."""
    embeddings_base_url: str = ""
    """An OpenAI-compatible endpoint (up to and with `/v1`); `embeddings` then names its model."""
    embeddings_api_key: SecretStr = SecretStr("")
    embeddings_timeout_s: float = Field(default=20.0, gt=0)
    embedding_threads: int = Field(default=1, ge=1)
    """More help a single long text only: one thread gives a batch the same throughput for less CPU."""

    qdrant_url: str = Field(default="", validation_alias=AliasChoices("TURNWISE_QDRANT_URL", "QDRANT_URL"))
    """A Qdrant server; empty for the engine in the process."""
    qdrant_api_key: SecretStr = Field(
        default=SecretStr(""), validation_alias=AliasChoices("TURNWISE_QDRANT_API_KEY", "QDRANT_API_KEY")
    )
    qdrant_collection: str = "turnwise"

    publish_after_replay: bool = False
    """Whether a version can be published only after a replay of stored conversations over it that got nothing worse."""

    reranker: str = ""
    """A cross-encoder's name or path, an endpoint's model, or "model" for a chat model; empty for none."""
    reranker_base_url: str = ""
    """Where `POST /rerank` is, as Cohere, Jina, vLLM or text-embeddings-inference have it."""
    reranker_api_key: SecretStr = SecretStr("")
    reranker_timeout_s: float = Field(default=2.0, gt=0)
    """Without scores by then, the order of the fusion stands."""
    reranker_candidates: int = Field(default=20, ge=2)
    """How many of the best hits are read again."""

    document_max_bytes: int = Field(default=20_000_000, gt=0)
    document_timeout_s: float = Field(default=60.0, gt=0)
    """How long reading one document may take."""
    chunk_tokens: int = Field(default=160, ge=20)
    """About how many words (or Chinese characters, two for a word) a passage holds."""

    dictionary: Path | None = None
    """Product names, one a line; None for `dictionary.txt` in the data folder, if it is there."""
    synonyms: Path | None = None
    """Words that mean the same, a group a line; None for `synonyms.txt` in the data folder, if it is there."""

    retrieval_dense: bool = True
    """Search by the nearness of embeddings."""
    retrieval_words: bool = True
    """Search by words."""
    retrieval_parts: bool = True
    """Look at the sentences of the candidates, too."""
    retrieval_crowd: bool = True
    """In that look, count a passage among many alike for less, with the models that need it."""
    candidates: int = Field(default=32, ge=1)
    """How many chunks each leg of a search gives to the fusion."""
    answer_threshold: float = Field(default=0.4, ge=0, le=1)
    """Below this confidence the hits are not taken for an answer."""
