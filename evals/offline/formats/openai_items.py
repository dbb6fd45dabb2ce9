"""The data of OpenAI's Evals API, a JSON object a line: `{"item": {...}}`, each item a sample as in format `openai`.

For a run's data source (`{"type": "jsonl", "source": ...}`, or `completions` with `item.input` as its messages) of an
eval whose `item_schema` is that of the items: `id`, `language`, `input` (messages), `ideal` (one text), `turnwise` (the
whole case). A criterion compares `{{sample.output_text}}` with `{{item.ideal}}`.
"""

from collections.abc import Iterator, Sequence

import orjson

from evals.offline.case import Case
from evals.offline.formats import openai
from evals.offline.json_lines import carried

read = openai.read


def write(cases: Sequence[Case]) -> Iterator[str]:
    """An item for each case."""
    for case in cases:
        item = {**openai.shown_in_item(case), "language": case.language, "turnwise": carried(case)}
        yield orjson.dumps({"item": item}).decode()
