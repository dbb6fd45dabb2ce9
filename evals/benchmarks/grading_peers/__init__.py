"""Other evaluators that `turnwise bench grade` runs beside Turnwise's graders, on the same turns in the same run.

Their pins do not go with ours, so each runs in an interpreter of its own (`--peers`), as `python -m` of a module here
that imports nothing of Turnwise but this package. To add one, write a module that calls `loop.serve`, and name it in
`MODULES`.
"""

MODULES = {"ragas": "with_ragas", "deepeval": "with_deepeval"}
"""The package that an interpreter must have, and the module that judges with it."""
