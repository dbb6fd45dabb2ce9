"""Garbage collection as a process has it that answers questions for a long time."""

import gc


def collect_less() -> None:
    """Leave what start-up has made out of every later collection, and collect more seldom."""
    gc.collect()
    gc.freeze()
    # A turn makes thousands of objects that die with it: looking for cycles after every 700 finds nothing.
    gc.set_threshold(20_000, 20, 20)
