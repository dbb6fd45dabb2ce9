"""Every rate, one file for each kind of figure: pure functions of one conversation, added up by `tally.py`.

To add a share: a function with its formula in its docstring, entered in `shares.SHARES`; an amount (seconds, money):
one in `amounts.AMOUNTS`; then its field in `evals/kpi.py` and its place in `evals/kpi_json.py`.
"""
