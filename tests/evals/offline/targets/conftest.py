"""A bot behind HTTP for targets to talk to."""

from collections.abc import Iterator

import pytest

from tests.evals.offline.targets.server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found
