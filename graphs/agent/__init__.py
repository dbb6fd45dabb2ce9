"""The graph that answers a customer: triage beside retrieval, then answer, check and reply, or hand over."""
