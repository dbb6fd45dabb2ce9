"""What customers hear when a time has come: that nobody came, that the chat closes, that they may rate it."""
