"""Every message has one turn and every reply arrives once through a kill: the benchmark of channels, made small."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from evals.benchmarks.channels import Acknowledged, run
from evals.benchmarks.exactly_once import ExactlyOnce
from service.cli.benchmark_channels import open_channel
from tests.e2e.forked import launch_forked
from tests.models import lend_models

DELIVERIES = 600

pytestmark = pytest.mark.e2e


def lend(folder: Path) -> None:
    """Spare the servers the export of the models."""
    lend_models(folder)


async def test_each_message_has_one_turn_and_each_reply_arrives_once_though_a_server_is_killed(
    postgres_server: URL,
) -> None:
    once, acknowledged = await run(
        None,
        print,
        deliveries=DELIVERIES,
        postgres=postgres_server.render_as_string(hide_password=False),
        open_channel=open_channel,
        steady_s=1.0,
        launch=launch_forked,
        starting=(),
        prepare=lend,
    )
    assert isinstance(once, ExactlyOnce)
    assert (once.deliveries, once.unreached > 0) == (DELIVERIES, True)
    assert (once.lost, once.doubled, once.without_turn, once.empty_turns, once.turns_doubled) == (0, 0, 0, 0, 0)
    assert (once.disordered, once.replies_disordered) == (0, 0)
    assert (once.unanswered, once.replies) == (0, once.turns - once.handed_over)
    assert once.reached + once.uncertain >= once.replies
    assert (once.unsent, once.unknown, once.failed, once.forged) == (0, 0, 0, 0)
    assert isinstance(acknowledged, Acknowledged)
    assert acknowledged.refused == 0
