"""Threads that only compute step back behind the one that answers the network."""

import os
import sys
import threading

NICENESS = 5


def step_back() -> None:
    """Let this thread have less of the processor where others want it, and all of it where nobody does.

    On Linux, where niceness is a thread's own; elsewhere it would be the whole process's. For `initializer` of a
    thread pool.
    """
    if sys.platform == "linux":
        own = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, own, min(19, os.getpriority(os.PRIO_PROCESS, own) + NICENESS))
