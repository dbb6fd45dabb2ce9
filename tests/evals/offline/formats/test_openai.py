"""OpenAI's evals."""

import json

from evals.offline.case import Case
from evals.offline.formats.openai import read


def test_one_of_the_ideals_must_be_in_the_last_reply() -> None:
    messages = [
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": "A"},
        {"role": "user", "content": "B"},
    ]
    ((_, case),) = read([json.dumps({"input": messages, "ideal": ["3 years", "three years"]})], "en")
    assert isinstance(case, Case)
    assert [turn.says for turn in case.turns] == [["A"], ["B"]]
    assert case.turns[0].expect.contains is None
    assert case.turns[1].expect.contains == [["3 years", "three years"]]
