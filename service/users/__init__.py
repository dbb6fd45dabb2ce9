"""Who works here: their log-ins, keys, teams and pictures."""
