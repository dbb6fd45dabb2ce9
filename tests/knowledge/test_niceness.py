"""Threads that compute step back, and only they."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.niceness import NICENESS, step_back


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere niceness is a whole process's")
def test_a_thread_that_steps_back_leaves_the_others_as_they_were() -> None:
    before = niceness()
    with ThreadPoolExecutor(1, initializer=step_back) as computing, ThreadPoolExecutor(1) as another:
        assert computing.submit(niceness).result() == min(19, before + NICENESS)
        assert another.submit(niceness).result() == before
    assert niceness() == before
