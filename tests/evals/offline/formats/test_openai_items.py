"""The data of OpenAI's Evals API, against the schema that OpenAI's own package has of it."""

import json
from typing import Any

from openai.types.evals.create_eval_jsonl_run_data_source_param import CreateEvalJSONLRunDataSourceParam
from pydantic import TypeAdapter

from evals.offline.case import Case
from evals.offline.formats.openai_items import read, write

CASE = Case.model_validate(
    {
        "id": "a",
        "language": "en",
        "critical": True,
        "turns": [{"says": "How long?"}, {"says": "Sure?", "expect": {"contains": [["3 years", "three years"]]}}],
    }
)


def test_items_are_what_a_run_takes_and_come_back_as_cases() -> None:
    lines = list(write([CASE]))
    content: list[Any] = [json.loads(line) for line in lines]
    source = {"type": "jsonl", "source": {"type": "file_content", "content": content}}
    taken: Any = TypeAdapter(CreateEvalJSONLRunDataSourceParam).validate_python(source)
    (item,) = [one["item"] for one in taken["source"]["content"]]
    assert item["ideal"] == "3 years"
    assert [message["role"] for message in item["input"]] == ["user", "user"]
    assert list(read(lines, "zh")) == [(1, CASE)]


def test_what_was_changed_over_there_counts() -> None:
    (line,) = write([CASE])
    ((_, case),) = read([line.replace('"ideal":"3 years"', '"ideal":"5 years"')], "zh")
    assert isinstance(case, Case)
    assert case.language == "en"
    assert case.turns[1].expect.contains == [["5 years"]]
