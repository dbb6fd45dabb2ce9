"""From a platform's request to a message in its conversation."""
