"""What every endpoint shares: bodies, errors, limits and streams of events."""
