"""What promptfoo calls of Turnwise (https://www.promptfoo.dev): a provider, an assertion and a generator of tests.

    providers: [{id: file://turnwise.py, config: {suite: first}}]
    prompts: ["{{question}}"]
    tests: {path: "file://turnwise.py:generate_tests", config: {suite: first}}

where `turnwise.py` is this file, or one that says `from evals.interop.promptfoo_provider import *`.

`call_api` asks the agent of this code over a suite's documents (`suite`) or these (`knowledge`), or what the file
`target` describes, a running Turnwise among others. The prompt is a question or a JSON list of messages, of which the
user's are played one after the other; a variable `case`, a line of `cases.jsonl`, is played as it stands. `get_assert`
holds the case's expectations, and the graders that its config names to `threshold`; replies of other providers are
graded by their words, and by the variable `context`. See docs/evaluation.md.
"""

import asyncio
import json
import threading
from collections.abc import Coroutine, Mapping
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from evals.interop.bench import Bench
    from evals.interop.once import Once
    from evals.offline.case import AnyCase
    from evals.offline.suite import Suite

__all__ = ["call_api", "generate_tests", "get_assert"]

THRESHOLD = 0.5
_KEPT = "turnwise"
"""Where a reply's metadata has the case as it was played."""
Json = dict[str, Any]
Result = TypeVar("Result")


def call_api(prompt: str, options: Mapping[str, Any], context: Mapping[str, Any]) -> Json:
    """The last reply, with the conversation, its checks and its grades as metadata; an error in words."""
    from evals.offline.suite import SuiteError
    from evals.offline.target import TargetError

    config, variables = options.get("config") or {}, context.get("vars") or {}
    try:
        return _in_loop(_played(json.dumps(config, sort_keys=True), _case(prompt, variables)))
    except (SuiteError, TargetError, ValueError) as error:
        return {"error": str(error)}


def get_assert(output: str, context: Mapping[str, Any]) -> Json:
    """Whether the expectations are met and the graders in `config.graders` reach `config.threshold`.

    `namedScores` are all graders that judged, also those that the config does not name.
    """
    config = context.get("config") or {}
    played = ((context.get("providerResponse") or {}).get("metadata") or {}).get(_KEPT)
    turns = played["turns"] if played else [{"grades": _in_loop(_graded(output, context))}]
    means = _means(turns)
    checks = [check for turn in turns for check in turn.get("checks", ())]
    parts = [_expectations(checks)] if checks else []
    parts += [_held(grader, turns, float(config.get("threshold", THRESHOLD))) for grader in config.get("graders") or ()]
    unmet = [part["reason"] for part in parts if not part["pass"]]
    return {
        "pass": not unmet,
        "score": fmean(part["score"] for part in parts) if parts else 1.0,
        "reason": "; ".join(unmet) or "as expected",
        "namedScores": means,
        "componentResults": parts,
    }


def generate_tests(config: Mapping[str, Any] | None = None) -> list[Json]:
    """A test for each case of `config.suite`, held to its expectations. Raises SuiteError."""
    suite = _suite(config or {})
    held = {"type": "python", "value": f"file://{__file__}", "config": {"graders": list(suite.head.graders or ())}}
    return [
        {
            "description": case.id,
            "vars": {"question": _first_words(case), "case": case.model_dump(mode="json", exclude_defaults=True)},
            "assert": [held],
        }
        for case in suite.cases
    ]


def _case(prompt: str, variables: Mapping[str, Any]) -> "AnyCase":
    """What is to be played. Raises ValueError where it is no conversation."""
    from evals.offline.case import Case, read_case

    if given := variables.get("case"):
        return read_case(given if isinstance(given, str) else json.dumps(given))
    said = [one["content"] for one in _messages(prompt) if one["role"] == "user"]
    turns = [{"says": text} for text in said]
    return Case.model_validate({"id": "prompt", "language": variables.get("language", "en"), "turns": turns})


def _messages(prompt: str) -> list[Json]:
    """The prompt's messages; a prompt that is no JSON list of them is one of the user's."""
    try:
        found = json.loads(prompt)
    except json.JSONDecodeError:
        found = None
    if isinstance(found, list) and all(isinstance(one, dict) and {"role", "content"} <= one.keys() for one in found):
        return found
    return [{"role": "user", "content": prompt}]


async def _played(config: str, case: "AnyCase") -> Json:
    from evals.offline.play import play

    bench = await _bench(config)()
    customer = bench.customers.of(case)
    result = await play(case.without(bench.untold), customer, bench.target, bench.judges)
    if result.error or result.missing:
        return {"error": result.error or result.not_evaluated}
    asked, written = (sum(getattr(turn, f"{kind}_tokens") for turn in result.turns) for kind in ("input", "output"))
    return {
        "output": result.turns[-1].reply,
        "metadata": {_KEPT: result.to_json()},
        "tokenUsage": {"prompt": asked, "completion": written, "total": asked + written},
    }


async def _graded(output: str, context: Mapping[str, Any]) -> list[Json]:
    """The grades of a reply that another provider gave."""
    from evals.grade_lines import graded_json
    from evals.interop.bench import opened_judges
    from evals.record import GradeLine
    from graphs.evaluator.evaluate import evaluate

    said = [one for one in _messages(str(context.get("prompt") or "")) if one["role"] in ("user", "assistant")]
    given = (context.get("vars") or {}).get("context")
    texts = [given] if isinstance(given, str) else given
    line = GradeLine.model_validate({"id": "prompt", "messages": said, "reply": output, "context": texts})
    named = tuple((context.get("config") or {}).get("graders") or ())
    async with opened_judges(named) as judges:
        subject = line.grading_context()
        subject = subject.with_embed(judges.embed, judges.sense) if judges.embed else subject
        return [graded_json(graded) for graded in await evaluate(judges.evaluator, subject, None)]


def _suite(config: Mapping[str, Any]) -> "Suite":
    from evals.offline.suite import Suite, SuiteError, SuiteHead, find_suite, load_suite

    if config.get("suite"):
        return load_suite(find_suite(str(config["suite"])))
    knowledge = tuple(Path(path).resolve() for path in config.get("knowledge") or ())
    if missing := [str(path) for path in knowledge if not path.exists()]:
        raise SuiteError(f"knowledge: there is no {', '.join(missing)}")
    return Suite(head=SuiteHead(name="prompts", description="", languages=["en"]), cases=(), knowledge=knowledge)


def _first_words(case: "AnyCase") -> str:
    from evals.offline.case import Case

    return "\n".join(case.turns[0].says or ()) if isinstance(case, Case) else case.goal


def _means(turns: list[Json]) -> dict[str, float]:
    given: dict[str, list[float]] = {}
    for grade in (grade for turn in turns for grade in turn["grades"] if grade["score"] is not None):
        given.setdefault(grade["grader"], []).append(grade["score"])
    return {grader: round(fmean(scores), 4) for grader, scores in given.items()}


def _held(grader: str, turns: list[Json], threshold: float) -> Json:
    """Whether the grader's mean reaches the threshold; the reason is that of its lowest score."""
    given = [grade for turn in turns for grade in turn["grades"] if grade["grader"] == grader]
    judged = sorted((grade["score"], grade["reason"]) for grade in given if grade["score"] is not None)
    if not given:
        return _part(False, 0.0, f"there is no grader {grader}, or it was not asked")
    if not judged:
        stands = all(grade["label"] != "could_not_grade" for grade in given)
        return _part(stands, float(stands), f"{grader} gave no judgement: {given[-1]['reason']}")
    score = fmean(one for one, _ in judged)
    return _part(score >= threshold, score, f"{grader} {score:.2f}: {judged[0][1]}")


def _expectations(checks: list[Json]) -> Json:
    failed = [check for check in checks if not check["passed"]]
    unmet = [f"{one['criterion']}: expected {one['expected']}, got {one['actual']}" for one in failed]
    return _part(not unmet, 1 - len(failed) / len(checks), "; ".join(unmet) or f"{len(checks)} expectations met")


def _part(passed: bool, score: float, reason: str) -> Json:
    return {"pass": passed, "score": score, "reason": reason}


_open = AsyncExitStack()


@cache
def _bench(config: str) -> "Once[Bench]":
    """The same for the same configuration, in the one loop of this process; it ends with it."""
    from evals.interop.bench import opened
    from evals.interop.once import Once

    said = json.loads(config)
    target = Path(said["target"]) if said.get("target") else None
    return Once(_open, lambda: opened(_suite(said), target))


def _in_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """promptfoo calls from a loop of each call's own, or from none: what is kept open needs one that stays."""
    return asyncio.run_coroutine_threadsafe(work, _loop()).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="turnwise", daemon=True).start()
    return loop
