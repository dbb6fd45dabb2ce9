"""The judges, one file each; the file name is the id of the grader, and ends with `_judge`.

To add one, write `evals/model_judges/<id>.py`, `prompts/judge/<beside>.md` and `tests/evals/model_judges/test_<id>.py`;
nothing else is edited. The module opens with a docstring that asks the question and lists its labels, and exports
`judge`, a `ModelJudge` (evals/model_judge.py). Raise its `version` whenever a grade could come out differently and the
prompt has not changed.

A judge exists where TURNWISE_MODEL_JUDGE names a model. It grades beside the deterministic graders and changes nothing
of theirs.
"""
