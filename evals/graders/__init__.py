"""The graders, one file each; the file name is the id.

To add one, write `evals/graders/<id>.py` and `tests/evals/graders/test_<id>.py`; nothing else is edited. The module
opens with a docstring that asks the grader's question and lists its labels, and exports

- `VERSION`: a string; change it whenever a grade could come out differently;
- `STAGE`: `Stage.REPLY` to grade at once, `Stage.OUTCOME` to grade when it is known what happened afterwards;
- `LABELS`: all labels that it may give, besides `not_applicable` and `could_not_grade`;
- `grader`: `async def grader(context: GradingContext) -> Grade`, with a score in [0, 1] where 1 is good;
- `TIMEOUT_S`, optionally: seconds after which it counts as "could not grade" (default 5);
- `ASKS_MODEL`, optionally: True where it asks a chat model. It is then a step of its own in the evaluator graph, while
  all others compute in one step, one after another.

A grader may raise: the evaluator records "could not grade" and the others go on. What a turn does not know is None, and
what needs it is `Grade.not_applicable`. A grader that computes holds the event loop, so it takes less than 1 ms on a
turn of usual length; one that waits awaits, and keeps nobody waiting.
"""
