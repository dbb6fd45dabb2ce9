"""Grades as OpenTelemetry events `gen_ai.evaluation.result`, sent by OTLP over HTTP (the extra `otel`).

The event and its attributes are those of the semantic conventions for generative AI (in development):
https://github.com/open-telemetry/semantic-conventions-genai. `gen_ai.response.id` is the turn's id. A grade that is no
judgement (not applicable, not sampled, over budget) is no result, and no event; one that failed has `error.type`.

Off unless TURNWISE_OTEL_ENDPOINT or a standard OTEL_EXPORTER_OTLP_ENDPOINT or ..._LOGS_ENDPOINT is set; then nothing is
imported. Sent in the background, as far as the collector takes it: what it does not take is lost, and never waited for.
Explanations quote customers: they are left out unless TURNWISE_OTEL_EXPLANATIONS is set, and then masked.
"""

import asyncio
import logging
import os
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import time_ns
from typing import TYPE_CHECKING, Any

from pydantic_settings import BaseSettings, SettingsConfigDict

from evals.interop.evaluated import Evaluated
from graphs.evaluator.grader import COULD_NOT_GRADE, NO_JUDGEMENT
from graphs.masking import mask

if TYPE_CHECKING:
    from opentelemetry.sdk._logs import LoggerProvider
    from opentelemetry.sdk._logs.export import LogRecordExporter

log = logging.getLogger(__name__)

EVENT = "gen_ai.evaluation.result"
MOST_QUEUED = 20_000
"""Events that wait for a collector; older ones give way."""
AT_ONCE = 500
FLUSH_MS = 10_000
_STANDARD = ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_RAISED = re.compile(r"([A-Za-z_]\w*): ")
_OTHER = "_OTHER"


class TelemetryError(Exception):
    """Events were asked for and cannot be sent; the message says what to do."""


class TelemetrySettings(BaseSettings):
    """Each field is a variable `TURNWISE_<NAME>` or a line of `.env`."""

    model_config = SettingsConfigDict(
        env_prefix="TURNWISE_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    otel_endpoint: str | None = None
    """The address of an OTLP/HTTP receiver, `http://127.0.0.1:4318`; else what OTEL_EXPORTER_OTLP_ENDPOINT says."""
    otel_explanations: bool = False
    """Whether events carry the grades' reasons, which quote customers."""


@dataclass(frozen=True, slots=True)
class EvaluationEvents:
    """Sends events; from any thread."""

    provider: "LoggerProvider"
    explanations: bool = False

    def emit(self, results: Iterable[Evaluated]) -> None:
        """Queue an event for each result that is one."""
        logger = self.provider.get_logger("turnwise.evaluation")
        for result in results:
            attributes = attributes_of(result, explanations=self.explanations)
            if attributes:
                logger.emit(timestamp=time_ns(), attributes=attributes, event_name=EVENT)

    def emit_all(self, results: Iterable[Evaluated]) -> None:
        """The same for more than the queue holds: waits for the collector in between."""
        batch: list[Evaluated] = []
        for result in results:
            batch.append(result)
            if len(batch) == MOST_QUEUED // 2:
                self.emit(batch)
                self.flush()
                batch = []
        self.emit(batch)

    def flush(self) -> None:
        """Wait until what is queued was sent, for a while."""
        self.provider.force_flush(FLUSH_MS)


def attributes_of(result: Evaluated, *, explanations: bool) -> dict[str, Any] | None:
    """The event's attributes; None where the grade is no result."""
    grade = result.grade
    if grade.label in NO_JUDGEMENT and grade.label != COULD_NOT_GRADE:
        return None
    attributes: dict[str, Any] = {
        "gen_ai.evaluation.name": result.grader,
        "gen_ai.response.id": result.turn_id,
        "gen_ai.conversation.id": result.conversation_id,
        "turnwise.grader.version": result.version,
        **result.about,
    }
    if grade.label == COULD_NOT_GRADE:
        attributes["error.type"] = error_type(grade.reason)
    else:
        attributes["gen_ai.evaluation.score.label"] = grade.label
    if grade.score is not None:
        attributes["gen_ai.evaluation.score.value"] = float(grade.score)
    if explanations and grade.reason:
        attributes["gen_ai.evaluation.explanation"] = mask(grade.reason)
    return attributes


def error_type(reason: str) -> str:
    """A class of errors, of few values: what was raised, `timeout`, or `_OTHER`, the conventions' own word."""
    if reason.startswith("no grade within"):
        return "timeout"
    raised = _RAISED.match(reason)
    return raised[1] if raised else _OTHER


@asynccontextmanager
async def opened_events(
    settings: TelemetrySettings | None = None, exporter: "LogRecordExporter | None" = None
) -> AsyncIterator[EvaluationEvents | None]:
    """What sends events, None where they are off; what is queued at the end is sent, for as long as that takes.

    `exporter` takes the place of OTLP. Raises TelemetryError where TURNWISE_OTEL_ENDPOINT is set and packages are
    missing.
    """
    settings = settings or TelemetrySettings()
    if exporter is None and not _is_on(settings, os.environ):
        yield None
        return
    events = _open(settings, exporter)
    try:
        yield events
    finally:
        if events is not None:
            await asyncio.to_thread(events.provider.shutdown)


def _is_on(settings: TelemetrySettings, environment: Mapping[str, str]) -> bool:
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    if settings.otel_endpoint:
        return True
    if environment.get("OTEL_LOGS_EXPORTER", "otlp") != "otlp" or not any(environment.get(name) for name in _STANDARD):
        return False
    protocol = next((environment[name] for name in _PROTOCOLS if environment.get(name)), "http/protobuf")
    if protocol != "http/protobuf":
        log.warning("evaluation events are sent as http/protobuf only, not as %s: none are sent", protocol)
        return False
    return True


def _open(settings: TelemetrySettings, exporter: "LogRecordExporter | None") -> EvaluationEvents | None:
    try:
        from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
        from opentelemetry.sdk._logs import LoggerProvider
        from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
        from opentelemetry.sdk.resources import Resource
    except ImportError as error:
        if settings.otel_endpoint:
            raise TelemetryError("TURNWISE_OTEL_ENDPOINT needs packages: pip install 'turnwise[otel]'") from error
        log.warning("OTEL_EXPORTER_OTLP_ENDPOINT is set, but not turnwise[otel] installed: no evaluation events")
        return None
    named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": "turnwise"}
    provider = LoggerProvider(Resource.create(named), shutdown_on_exit=False)
    endpoint = f"{settings.otel_endpoint.rstrip('/')}/v1/logs" if settings.otel_endpoint else None
    processor = BatchLogRecordProcessor(
        exporter or OTLPLogExporter(endpoint=endpoint), max_queue_size=MOST_QUEUED, max_export_batch_size=AT_ONCE
    )
    provider.add_log_record_processor(processor)
    return EvaluationEvents(provider, settings.otel_explanations)
