"""Who works here: their log-ins, keys and pictures, the groups they are in, and when they were there."""
