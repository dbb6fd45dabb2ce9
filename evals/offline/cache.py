"""Results of cases kept by content: what has been played by the same code, settings and documents is not played again.

This is also how a run that was killed goes on: the cases that it had finished are found here.
"""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import orjson
from pydantic import ValidationError

from evals.offline.results import CaseResult
from graphs.evaluator.grader import BY_MODEL, COULD_NOT_GRADE, OVER_BUDGET


@dataclass(frozen=True, slots=True)
class ResultCache:
    """A folder with a file for each result; the names are digests, the contents masked results."""

    folder: Path

    def get(self, key: str) -> CaseResult | None:
        """The result under that key. A file that cannot be read back is as good as none: the case is played again."""
        file = self._file(key)
        try:
            return CaseResult.model_validate_json(file.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def put(self, key: str, result: CaseResult) -> None:
        """Keep a result, whole or not at all. What ended in an error is not kept: it may go better next time.

        Nor is one whose judges did not answer, or were not asked because their budget was spent.
        """
        if result.error or result.missing or _unjudged(result):
            return
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        # Another process may keep the same result at the same moment.
        unfinished = file.with_suffix(f".{uuid4().hex}.part")
        unfinished.write_bytes(orjson.dumps(result.model_dump(mode="json")))
        unfinished.replace(file)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def _unjudged(result: CaseResult) -> bool:
    return any(
        grade.grader.endswith(BY_MODEL) and grade.label in (COULD_NOT_GRADE, OVER_BUDGET)
        for turn in result.turns
        for grade in turn.grades
    )
