"""Why a turn failed, computed from its own record: a chain of checks, of which the first that explains is the cause.

To add a cause, name it in `causes.py`, write `async def` or `def` from `Facts` to `Check` in one of the files of
checks, and give it its place in `chain.py`; `evals/benchmarks/planted_faults.py` plants it.
"""
