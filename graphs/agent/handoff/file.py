"""The policy as an installation starts with it: its settings, and over them the file that it names."""

from graphs.agent.handoff.document import Failures, HandoffPolicy, Rules, Threshold
from graphs.agent.policy_file import read_policy
from graphs.settings import GraphSettings


def load_policy(settings: GraphSettings) -> HandoffPolicy:
    """Raises `PolicyFileError` where the file cannot be read or holds what a policy does not know."""
    return read_policy(settings.policy, default_policy(settings), "TURNWISE_POLICY")


def default_policy(settings: GraphSettings) -> HandoffPolicy:
    """What holds without a document: the thresholds that are settings of their own."""
    return HandoffPolicy(
        rules=Rules(
            negative_sentiment=Threshold(threshold=settings.upset_threshold),
            repeated_failure=Failures(failures=settings.failures_before_handoff),
            low_confidence=Threshold(
                enabled=settings.low_confidence_threshold > 0,
                threshold=settings.low_confidence_threshold or Rules().low_confidence.threshold,
            ),
        )
    )
