"""Grades as OpenTelemetry events: what they hold, that they arrive, and that nothing is sent unless it is asked for."""

import sys
from dataclasses import replace

import pytest
from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter

from evals.interop.evaluated import Evaluated, evaluated_in
from evals.interop.evaluation_events import TelemetryError, TelemetrySettings, opened_events
from graphs.evaluator.grader import Grade, Graded, Stage
from tests.evals.interop.collector import collecting
from tests.evals.offline.runs import a_run

OFF = TelemetrySettings(_env_file=None, otel_endpoint=None)
GIVEN = Graded("relevance", "2", Stage.REPLY, Grade.failed("asked about: jo@mail.example", "irrelevant", 0.25), 1.0)


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "OTEL_SDK_DISABLED"):
        monkeypatch.delenv(name, raising=False)


def live(grade: Grade) -> Evaluated:
    return Evaluated.live("turn", "conversation", replace(GIVEN, grade=grade))


async def test_an_event_is_as_the_conventions_say_and_holds_no_word_of_the_customers() -> None:
    exporter = InMemoryLogRecordExporter()
    async with opened_events(OFF, exporter) as events:
        assert events is not None
        events.emit([live(GIVEN.grade)])
    (found,) = exporter.get_finished_logs()
    assert found.log_record.event_name == "gen_ai.evaluation.result"
    assert dict(found.log_record.attributes or {}) == {
        "gen_ai.evaluation.name": "relevance",
        "gen_ai.evaluation.score.label": "irrelevant",
        "gen_ai.evaluation.score.value": 0.25,
        "gen_ai.response.id": "turn",
        "gen_ai.conversation.id": "conversation",
        "turnwise.grader.version": "2",
    }


async def test_explanations_are_masked_failures_have_a_type_and_what_is_no_judgement_is_no_event() -> None:
    exporter = InMemoryLogRecordExporter()
    failures = ["ValueError: no such thing", "no grade within 5 s", "the evaluator gave no grade"]
    async with opened_events(OFF.model_copy(update={"otel_explanations": True}), exporter) as events:
        assert events is not None
        events.emit([live(GIVEN.grade), live(Grade.not_applicable("nobody asked")), live(Grade.not_sampled(""))])
        events.emit(live(Grade.could_not_grade(reason)) for reason in failures)
    explained, *failed = [dict(found.log_record.attributes or {}) for found in exporter.get_finished_logs()]
    assert explained["gen_ai.evaluation.explanation"] == "asked about: [email]"
    assert [one["error.type"] for one in failed] == ["ValueError", "timeout", "_OTHER"]
    assert not any("gen_ai.evaluation.score.label" in one for one in failed)


@pytest.mark.parametrize("variable", ["TURNWISE_OTEL_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"])
async def test_events_of_a_run_arrive_at_a_collector(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with collecting() as collector:
        monkeypatch.setenv(variable, collector.url)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=shop")
        async with opened_events() as events:
            assert events is not None
            events.emit_all(evaluated_in(a_run()))
    assert [name for name, _ in collector.events] == ["gen_ai.evaluation.result"] * 2
    assert [event["test.case.name"] for _, event in collector.events] == ["fine", "unmet"]
    assert collector.events[0][1]["gen_ai.response.id"] == "01:fine:1:1"
    assert collector.services == {"turnwise"}
    assert collector.headers[0]["x-tenant"] == "shop"


async def test_without_an_address_nothing_is_imported_and_without_the_packages_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk._logs", None)
    async with opened_events(OFF) as events:
        assert events is None
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    async with opened_events(OFF) as events:
        assert events is None
    with pytest.raises(TelemetryError, match="pip install"):
        async with opened_events(OFF.model_copy(update={"otel_endpoint": "http://127.0.0.1:1"})):
            pass


@pytest.mark.parametrize(
    ("variable", "value"),
    [("OTEL_SDK_DISABLED", "true"), ("OTEL_LOGS_EXPORTER", "none"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")],
)
async def test_the_standard_switches_turn_it_off(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setenv(variable, value)
    async with opened_events(OFF) as events:
        assert events is None
