from pathlib import Path

import pytest

from evals.benchmarks import measures, triage, triage_baselines
from evals.benchmarks.triage_baselines import requests_by_keyword, upset_baselines
from tests.evals.benchmarks.sets import write
from tests.models import lend_models


@pytest.fixture(autouse=True)
def _models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNWISE_DATA", str(lend_models(tmp_path / "own")))
    monkeypatch.setattr(measures, "_RESAMPLES", 20)
    # As where the extra is not installed: reading their dictionaries takes longer than the rest.
    monkeypatch.setattr(triage_baselines, "find_spec", lambda package: None)


async def test_upset_customers_and_requests_are_measured_beside_others(tmp_path: Path) -> None:
    moods = {"negative": "this is terrible, you are useless", "positive": "thank you, great flight"}
    write(
        tmp_path / "airline_tweets_en" / "dev.jsonl",
        [{"id": f"{mood}{at}", "text": text, "sentiment": mood} for mood, text in moods.items() for at in range(20)],
    )
    turns = {"dissatisfied": "你们的服务太差了，气死我了", "satisfied": "好的，谢谢", None: "在吗"}
    write(
        tmp_path / "jddc_satisfaction_zh" / "dev.jsonl",
        [
            {"dialog": at, "turns": [{"user": text, "label": label} for label, text in turns.items()]}
            for at in range(20)
        ],
    )
    write(
        tmp_path / "jddc_intents_zh" / "dev.jsonl",
        [
            {"dialog": at, "text": text, "asks_for_agent": asks}
            for at in range(20)
            for text, asks in (("转人工", True), ("发什么快递", False))
        ],
    )
    reported = await triage.run(tmp_path)
    moods_of = {(row.name, row.system): row for row in reported if isinstance(row, triage.Mood)}
    for name in ("airline_tweets_en", "jddc_satisfaction_zh"):
        assert moods_of[name, "Turnwise"].auroc.value == 1
        assert moods_of[name, "Turnwise"].recall.value == 1
        assert moods_of[name, "Turnwise by words alone"].n_upset < 20
    (ahead,) = (
        row
        for row in reported
        if isinstance(row, triage.MoodAhead) and (row.name, row.peer) == ("airline_tweets_en", "keywords")
    )
    assert ahead.auroc.value == pytest.approx(1 - moods_of["airline_tweets_en", "keywords"].auroc.value)
    heard = {row.system: row for row in reported if isinstance(row, triage.Requests)}
    assert heard["Turnwise"].f1.value == 1
    assert heard["Turnwise"].false_alarms.value == 0
    assert heard["Turnwise"].n_requests == heard["Turnwise"].n_others


async def test_a_set_without_requests_measures_false_alarms_alone(tmp_path: Path) -> None:
    for part in ("train", "test", "oos_test"):
        texts = [f"how long is river {part} {at}" for at in range(9)] + [f"is this agent {part} any good"]
        write(tmp_path / "clinc150_en" / f"{part}.jsonl", [{"text": text, "intent": "x"} for text in texts])
    heard = {row.system: row for row in await triage.run(tmp_path) if isinstance(row, triage.Requests)}
    assert heard["Turnwise"].false_alarms.value == 0
    assert heard["Turnwise"].f1.value is None


@pytest.mark.parametrize(
    ("language", "angry", "calm"),
    [("en", "the worst, awful service", "where do you ship to"), ("zh", "太差了，垃圾", "可以寄到上海吗")],
)
def test_a_keyword_list_stands_beside_it_where_no_library_is_installed(language: str, angry: str, calm: str) -> None:
    told: list[str] = []
    found = upset_baselines(language, told.append)
    assert len(found) + len(told) == 2
    for score in found.values():
        assert score(angry) > score(calm)


def test_keywords_hear_requests_and_mistake_topics_for_them() -> None:
    assert requests_by_keyword("en")("give me an agent")
    assert requests_by_keyword("en")("what does a travel agent earn")
    assert requests_by_keyword("zh")("转人工")
