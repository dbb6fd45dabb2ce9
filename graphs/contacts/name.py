"""Names, where the customer says who they are: "my name is ...", 我叫..., a signature, a recipient's line."""

from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.names.chinese import chinese_names
from graphs.names.english import english_names
from graphs.turn import Contact


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Names as written; a surname alone counts ("我姓王")."""
    for name in (*english_names(text), *chinese_names(text)):
        yield Found(Contact("name", name.value, ""), name.start, name.end)


contact = ContactKind("name", 5, find)
