"""Garbage collection as a process has it that answers questions for a long time."""

import gc


def collect_later() -> None:
    """Collect nothing until `collect_less`: start-up makes hundreds of thousands of objects, all of which stay.

    To look through them again and again takes a sixth of the processor time of a start.
    """
    gc.disable()


def collect_less() -> None:
    """Leave what start-up has made out of every later collection, and collect more seldom."""
    gc.enable()
    gc.collect()
    gc.freeze()
    # A turn makes thousands of objects that die with it: looking for cycles after every 700 finds nothing.
    gc.set_threshold(20_000, 20, 20)
