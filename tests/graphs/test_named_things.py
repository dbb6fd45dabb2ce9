"""Which passages lack what a question names."""

import pytest

from graphs.named_things import missing_names
from graphs.places import places_in
from graphs.turn import Passage
from knowledge.synonyms import meanings


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How much is the Halo 3?", "The Halo 3 costs €149.", False),
        ("How much is the Halo 4?", "The Halo 3 costs €149, with 4 mm key.", True),
        ("How much is freight to Germany?", "Freight costs €49 in Europe.", False),
        ("How much is freight to Germany?", "We ship worldwide.", False),
        ("How much is freight to Japan?", "We do not ship outside Europe.", False),
        ("How much is freight to Japan?", "Freight costs €49 in Europe.", True),
        ("How much is the Nova in Germany?", "Freight costs €49 in Europe.", True),
    ],
)
def test_a_region_does_not_lack_its_countries(question: str, text: str, lacks: bool) -> None:
    passages = [Passage("s.md", "1", text)]
    assert missing_names(question, meanings(question), passages, places_in(question)) == [lacks]
