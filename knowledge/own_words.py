"""Names of products and words that mean the same, as an installation writes them in its console: a document."""

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from knowledge.rewording import Group
from knowledge.wordlines import group_of, name_of

MOST_LINES = 5_000


def _line(read: Callable[[str], object]) -> AfterValidator:
    def checked(line: str) -> str:
        read(line)
        return line

    return AfterValidator(checked)


Name = Annotated[str, Field(min_length=1, max_length=200), _line(name_of)]
Synonyms = Annotated[str, Field(min_length=1, max_length=1_000), _line(group_of)]


class OwnWords(BaseModel):
    """Each is a line as the files have it (`knowledge.wordlines`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[Name, ...] = Field((), max_length=MOST_LINES)
    synonyms: tuple[Synonyms, ...] = Field((), max_length=MOST_LINES)

    @property
    def weights(self) -> dict[str, float]:
        """The names with their weights."""
        return dict(map(name_of, self.names))

    @property
    def groups(self) -> list[Group]:
        """The groups."""
        return [group_of(line) for line in self.synonyms]
