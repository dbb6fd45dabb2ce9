"""The lead policy as an installation starts with it: the defaults, and over them the file that it names."""

from graphs.agent.leads.document import LeadPolicy
from graphs.agent.policy_file import read_policy
from graphs.settings import GraphSettings


def load_lead_policy(settings: GraphSettings) -> LeadPolicy:
    """Raises `PolicyFileError` where the file cannot be read or holds what a policy does not know."""
    return read_policy(settings.lead_policy, LeadPolicy(), "TURNWISE_LEAD_POLICY")
