"""What a run leaves behind: masked, the same bytes twice, read back as written; and results that are not made anew."""

import json
from pathlib import Path

from evals.offline.cache import ResultCache
from evals.offline.results import CaseResult
from evals.offline.run import Plan, run_suite
from evals.offline.run_record import load, save
from tests.evals.offline.parrot import Parrot, judges, suite


async def test_progress_is_told_and_the_record_is_a_file_that_reads_back(tmp_path: Path) -> None:
    told: list[CaseResult] = []
    run = await run_suite(suite({"says": "How long is the warranty?"}), Parrot(), judges(), told.append)
    assert [case.id for case in told] == ["case"]
    folder = save(run, tmp_path / "runs")
    assert load(folder) == run
    assert sorted(file.name for file in folder.iterdir()) == ["cases.jsonl", "results.json", "run.json"]
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    assert (results["passed"], results["total"]) == (1, 1)


async def test_a_stored_run_holds_no_contact_detail(tmp_path: Path) -> None:
    run = await run_suite(suite({"says": "Write to a@b.example or call +1 415 555 0132"}), Parrot(), judges())
    stored = "".join(file.read_text(encoding="utf-8") for file in save(run, tmp_path).iterdir())
    assert "a@b.example" not in stored
    assert "555 0132" not in stored
    assert "Write to [email] or call [phone]" in stored


async def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    small = suite({"says": "How long is the warranty?"}, {"says": "A human, please"}, repetitions=2)
    folders = [save(await run_suite(small, Parrot(), judges()), tmp_path) for _ in range(2)]
    for name in ("cases.jsonl", "results.json"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()


async def test_what_was_played_before_is_not_played_again_and_changes_nothing(tmp_path: Path) -> None:
    parrot, plan = Parrot(), Plan(cache=ResultCache(tmp_path))
    small = suite({"says": "How long is the warranty?"}, repetitions=2)
    first = await run_suite(small, parrot, judges(), plan=plan)
    second = await run_suite(small, parrot, judges(), plan=plan)
    assert (first.cached, second.cached, len(parrot.questions)) == (0, 2, 2)
    assert second.cases == first.cases
    other = Parrot()
    other.fingerprint = "parrot 2"
    assert (await run_suite(small, other, judges(), plan=plan)).cached == 0
    unknown = Parrot()
    unknown.fingerprint = ""
    assert [(await run_suite(small, unknown, judges(), plan=plan)).cached for _ in range(2)] == [0, 0]


async def test_what_ended_in_an_error_and_what_cannot_be_read_back_is_played_again(tmp_path: Path) -> None:
    plan = Plan(cache=ResultCache(tmp_path))
    broken = suite({"says": "explode"})
    assert [(await run_suite(broken, Parrot(), judges(), plan=plan)).cached for _ in range(2)] == [0, 0]
    fine = suite({"says": "How long is the warranty?"})
    await run_suite(fine, Parrot(), judges(), plan=plan)
    _damage(tmp_path)
    assert (await run_suite(fine, Parrot(), judges(), plan=plan)).cached == 0


def _damage(folder: Path) -> None:
    (kept,) = folder.rglob("*.json")
    kept.write_text("{", encoding="utf-8")
