"""What DingTalk's channel is made of: its deliveries read, its sessions' addresses checked, its messages written."""
