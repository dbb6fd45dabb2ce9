"""Passwords of tests, which are nobody's secret: hashed by the same function at a ten-thousandth of the cost."""

from functools import partial

from argon2 import PasswordHasher

cheap_hasher = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
"""For `service.users.auth`: each log-in would keep a core busy for a fifth of a second."""
